"""Fine-tuning a model that was trained on something else (Dive into Deep Learning, section 13.2)."""

import torch
import torchvision
from torch import nn


def finetune_net(num_classes: int = 2, name: str = "resnet18") -> nn.Module:
    """torchvision's model `name`, untrained, with a new last layer `fc` for num_classes classes.

    name: of a model whose last layer is an nn.Linear called fc. The new layer has a bias; its weight is drawn by Xavier
    (uniform). All else stays as torchvision makes it.
    """
    raise NotImplementedError("finetune_net is not written yet")


def freeze_body(net: nn.Module) -> None:
    """Let nothing of net be trained but its layer fc, in place."""
    raise NotImplementedError("freeze_body is not written yet")


def param_groups(net: nn.Module, learning_rate: float) -> list[dict]:
    """Groups for torch.optim.SGD(groups, lr=learning_rate): net.fc learns ten times as fast as all the rest."""
    raise NotImplementedError("param_groups is not written yet")


def train_fine_tuning(
    net: nn.Module, learning_rate: float, train_iter, num_epochs: int = 5, param_group: bool = True
) -> None:
    """Train net by minibatch SGD with weight decay 0.001: num_epochs passes over train_iter, one step a batch.

    net: has a last layer fc. train_iter: gives (X, y) in each pass, y int64 of shape (n,), on any device.
    param_group: fc learns ten times as fast as the rest (else all with learning_rate).
    The loss is the mean cross-entropy of the batch.
    """
    raise NotImplementedError("train_fine_tuning is not written yet")
