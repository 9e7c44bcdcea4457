"""LeNet, and training on a device (Dive into Deep Learning, section 6.6)."""

import torch
from torch import nn


def LeNet() -> nn.Module:
    """A new LeNet-5: two convolutions and three fully connected layers, with sigmoids and average pooling.

    Its input: images, shape (n, 1, 28, 28). Its result: shape (n, 10), the outputs of the last linear layer.
    """
    ### BEGIN SOLUTION
    return nn.Sequential(
        nn.Conv2d(1, 6, kernel_size=5, padding=2),
        nn.Sigmoid(),
        nn.AvgPool2d(kernel_size=2, stride=2),
        nn.Conv2d(6, 16, kernel_size=5),
        nn.Sigmoid(),
        nn.AvgPool2d(kernel_size=2, stride=2),
        nn.Flatten(),
        nn.Linear(16 * 5 * 5, 120),
        nn.Sigmoid(),
        nn.Linear(120, 84),
        nn.Sigmoid(),
        nn.Linear(84, 10),
    )
    ### END SOLUTION


def evaluate_accuracy_gpu(net: nn.Module, data_iter, device: torch.device | None = None) -> float:
    """The share of the examples of data_iter that net classifies rightly, worked out on device.

    net: put into eval mode. device: None is where the parameters of net are. data_iter: gives (X, y), gone through once; X is
    a tensor, or a list of tensors, which net takes as a list. No gradients are recorded.
    """
    ### BEGIN SOLUTION
    net.eval()
    device = device or next(net.parameters()).device
    right = total = 0
    with torch.no_grad():
        for X, y in data_iter:
            X = [x.to(device) for x in X] if isinstance(X, list) else X.to(device)
            y = y.to(device)
            right += int((net(X).argmax(dim=1) == y).sum())
            total += len(y)
    return right / total
    ### END SOLUTION


def train_ch6(net: nn.Module, train_iter, test_iter, num_epochs: int, lr: float, device: torch.device) -> None:
    """Train net on device for num_epochs epochs: Xavier start, cross-entropy, minibatch SGD with learning rate lr.

    Prints a line "loss 0.123, train acc 0.456, test acc 0.789" at the end, with the numbers of the last epoch.
    """
    ### BEGIN SOLUTION
    for layer in net.modules():
        if isinstance(layer, (nn.Linear, nn.Conv2d)):
            nn.init.xavier_uniform_(layer.weight)
    net.to(device)
    loss, optimizer = nn.CrossEntropyLoss(), torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(num_epochs):
        net.train()
        losses, right, total = 0.0, 0, 0
        for X, y in train_iter:
            X, y = X.to(device), y.to(device)
            optimizer.zero_grad()
            y_hat = net(X)
            mean = loss(y_hat, y)
            mean.backward()
            optimizer.step()
            losses += mean.item() * len(y)
            right += int((y_hat.argmax(dim=1) == y).sum())
            total += len(y)
        test_acc = evaluate_accuracy_gpu(net, test_iter, device)
    print(f"loss {losses / total:.3f}, train acc {right / total:.3f}, test acc {test_acc:.3f}")
    ### END SOLUTION
