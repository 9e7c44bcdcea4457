import torch
import torchvision
from torch import nn


def finetune_net_by_getattr(num_classes=2, name="resnet18"):
    """The function of torchvision by its name; Xavier by hand."""
    net = getattr(torchvision.models, name)()
    inputs = net.fc.in_features
    head = nn.Linear(inputs, num_classes)
    bound = (6 / (inputs + num_classes)) ** 0.5
    nn.init.uniform_(head.weight, -bound, bound)
    net.fc = head
    return net


def finetune_net_all_random_anyway(num_classes=2, name="resnet18"):
    """torchvision makes the layer; its weight is drawn anew."""
    net = torchvision.models.get_model(name, weights=None, num_classes=num_classes)
    torch.nn.init.xavier_uniform_(net.fc.weight.data)
    return net


def freeze_body_by_name(net):
    """Parameter by parameter."""
    for name, param in net.named_parameters():
        param.requires_grad = name in ("fc.weight", "fc.bias")
    return net


def freeze_body_children(net):
    """Child by child."""
    for child in net.children():
        for param in child.parameters():
            param.requires_grad_(child is net.fc)


def param_groups_as_the_book(net, learning_rate):
    """Names that are not those of the head; a generator."""
    params_1x = [param for name, param in net.named_parameters() if name not in ["fc.weight", "fc.bias"]]
    return [{"params": params_1x}, {"params": net.fc.parameters(), "lr": learning_rate * 10}]


def param_groups_one_each(net, learning_rate):
    """A group for each parameter."""
    return [
        {"params": [p], "lr": 10 * learning_rate if name.split(".")[0] == "fc" else learning_rate}
        for name, p in net.named_parameters()
    ]


def train_fine_tuning_as_the_book(net, learning_rate, train_iter, num_epochs=5, param_group=True):
    """Two optimisers, written out; the losses of the examples, averaged."""
    loss = nn.CrossEntropyLoss(reduction="none")
    if param_group:
        params_1x = [param for name, param in net.named_parameters() if name not in ["fc.weight", "fc.bias"]]
        trainer = torch.optim.SGD(
            [{"params": params_1x}, {"params": net.fc.parameters(), "lr": learning_rate * 10}],
            lr=learning_rate,
            weight_decay=0.001,
        )
    else:
        trainer = torch.optim.SGD(net.parameters(), lr=learning_rate, weight_decay=0.001)
    device = list(net.parameters())[0].device
    for epoch in range(num_epochs):
        net.train()
        total = 0.0
        for X, y in train_iter:
            X, y = X.to(device), y.to(device)
            l = loss(net(X), y).mean()  # noqa: E741 - the book's name
            trainer.zero_grad()
            l.backward()
            trainer.step()
            total += l.item()
        print(f"epoch {epoch + 1}, loss {total:.3f}")


def train_fine_tuning_by_hand(net, learning_rate, train_iter, num_epochs=5, param_group=True):
    """The steps written out."""
    net.train()
    pairs = [(p, 10 if param_group and name.startswith("fc.") else 1) for name, p in net.named_parameters()]
    device = pairs[0][0].device
    for _ in range(num_epochs):
        for X, y in train_iter:
            for p, _factor in pairs:
                p.grad = None
            nn.functional.cross_entropy(net(X.to(device)), y.to(device)).backward()
            with torch.no_grad():
                for p, factor in pairs:
                    p -= factor * learning_rate * (p.grad + 0.001 * p)
