"""Linear regression by minibatch SGD, with tensors and autograd alone (Dive into Deep Learning, section 3.2)."""

from collections.abc import Iterator

import torch


def synthetic_data(w: torch.Tensor, b: float | torch.Tensor, num_examples: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Draw examples of y = Xw + b + noise: (features, labels).

    w: float32, shape (d,). b: a number or a tensor of one element. Features: standard normal, shape (num_examples, d).
    Labels: shape (num_examples, 1); the noise is normal with mean 0 and standard deviation 0.01. Both float32."""
    raise NotImplementedError("synthetic_data is not written yet")


def data_iter(
    batch_size: int, features: torch.Tensor, labels: torch.Tensor
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """One pass over the examples in random order, as batches (X, y) of batch_size examples; the last may be smaller.

    features, labels: tensors with n rows; row i of labels belongs to row i of features.
    """
    raise NotImplementedError("data_iter is not written yet")


def linreg(X: torch.Tensor, w: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Xw + b, shape (n, 1).

    X: shape (n, d). w: shape (d, 1). b: shape (1,).
    """
    raise NotImplementedError("linreg is not written yet")


def squared_loss(y_hat: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Half the squared error of each example, with the shape of y_hat.

    y_hat, y: as many elements each; one may have shape (n, 1) and the other (n,).
    """
    raise NotImplementedError("squared_loss is not written yet")


def sgd(params: list[torch.Tensor], lr: float, batch_size: int) -> None:
    """Step each parameter in place by -lr / batch_size times its .grad, and clear the gradients.

    params: leaves that require a gradient, each with its .grad filled.
    """
    raise NotImplementedError("sgd is not written yet")


def train(
    features: torch.Tensor,
    labels: torch.Tensor,
    w: torch.Tensor,
    b: torch.Tensor,
    batch_size: int,
    lr: float,
    num_epochs: int,
) -> None:
    """Linear regression by minibatch SGD; changes w and b in place.

    features: shape (n, d). labels: shape (n, 1). w: shape (d, 1), b: shape (1,), leaves that require a gradient."""
    raise NotImplementedError("train is not written yet")
