"""LeNet, and training on a device (Dive into Deep Learning, section 6.6)."""

import torch
from torch import nn


def LeNet() -> nn.Module:
    """A new LeNet-5: two convolutions and three fully connected layers, with sigmoids and average pooling.

    Its input: images, shape (n, 1, 28, 28). Its result: shape (n, 10), the outputs of the last linear layer.
    """
    raise NotImplementedError("LeNet is not written yet")


def evaluate_accuracy_gpu(net: nn.Module, data_iter, device: torch.device | None = None) -> float:
    """The share of the examples of data_iter that net classifies rightly, worked out on device.

    net: put into eval mode. device: None is where the parameters of net are. data_iter: gives (X, y), gone through once; X is
    a tensor, or a list of tensors, which net takes as a list. No gradients are recorded.
    """
    raise NotImplementedError("evaluate_accuracy_gpu is not written yet")


def train_ch6(net: nn.Module, train_iter, test_iter, num_epochs: int, lr: float, device: torch.device) -> None:
    """Train net on device for num_epochs epochs: Xavier start, cross-entropy, minibatch SGD with learning rate lr.

    Prints a line "loss 0.123, train acc 0.456, test acc 0.789" at the end, with the numbers of the last epoch.
    """
    raise NotImplementedError("train_ch6 is not written yet")
