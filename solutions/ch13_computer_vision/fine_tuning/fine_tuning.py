"""Fine-tuning a model that was trained on something else (Dive into Deep Learning, section 13.2)."""

import torch
import torchvision
from torch import nn


def finetune_net(num_classes: int = 2, name: str = "resnet18") -> nn.Module:
    """torchvision's model `name`, untrained, with a new last layer `fc` for num_classes classes.

    name: of a model whose last layer is an nn.Linear called fc. The new layer has a bias; its weight is drawn by Xavier
    (uniform). All else stays as torchvision makes it.
    """
    ### BEGIN SOLUTION
    net = torchvision.models.get_model(name)
    net.fc = nn.Linear(net.fc.in_features, num_classes)
    nn.init.xavier_uniform_(net.fc.weight)
    return net
    ### END SOLUTION


def freeze_body(net: nn.Module) -> None:
    """Let nothing of net be trained but its layer fc, in place."""
    ### BEGIN SOLUTION
    net.requires_grad_(False)
    net.fc.requires_grad_(True)
    ### END SOLUTION


def param_groups(net: nn.Module, learning_rate: float) -> list[dict]:
    """Groups for torch.optim.SGD(groups, lr=learning_rate): net.fc learns ten times as fast as all the rest."""
    ### BEGIN SOLUTION
    body = [param for name, param in net.named_parameters() if not name.startswith("fc.")]
    return [{"params": body}, {"params": list(net.fc.parameters()), "lr": learning_rate * 10}]
    ### END SOLUTION


def train_fine_tuning(
    net: nn.Module, learning_rate: float, train_iter, num_epochs: int = 5, param_group: bool = True
) -> None:
    """Train net by minibatch SGD with weight decay 0.001: num_epochs passes over train_iter, one step a batch.

    net: has a last layer fc. train_iter: gives (X, y) in each pass, y int64 of shape (n,), on any device.
    param_group: fc learns ten times as fast as the rest (else all with learning_rate).
    The loss is the mean cross-entropy of the batch.
    """
    ### BEGIN SOLUTION
    params = param_groups(net, learning_rate) if param_group else net.parameters()
    trainer = torch.optim.SGD(params, lr=learning_rate, weight_decay=0.001)
    loss = nn.CrossEntropyLoss()
    device = next(iter(net.parameters())).device
    net.train()
    for _ in range(num_epochs):
        for X, y in train_iter:
            X, y = (part.to(device) for part in (X, y))
            trainer.zero_grad()
            loss(net(X), y).backward()
            trainer.step()
    ### END SOLUTION
