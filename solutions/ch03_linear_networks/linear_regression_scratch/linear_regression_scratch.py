"""Linear regression by minibatch SGD, with tensors and autograd alone (Dive into Deep Learning, section 3.2)."""

from collections.abc import Iterator

import torch


def synthetic_data(w: torch.Tensor, b: float | torch.Tensor, num_examples: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Draw examples of y = Xw + b + noise: (features, labels).

    w: float32, shape (d,). b: a number or a tensor of one element. Features: standard normal, shape (num_examples, d).
    Labels: shape (num_examples, 1); the noise is normal with mean 0 and standard deviation 0.01. Both float32."""
    ### BEGIN SOLUTION
    X = torch.randn(num_examples, len(w))
    y = X @ w + b
    y = y + 0.01 * torch.randn(num_examples)
    return X, y.reshape(-1, 1)
    ### END SOLUTION


def data_iter(
    batch_size: int, features: torch.Tensor, labels: torch.Tensor
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """One pass over the examples in random order, as batches (X, y) of batch_size examples; the last may be smaller.

    features, labels: tensors with n rows; row i of labels belongs to row i of features.
    """
    ### BEGIN SOLUTION
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
    ### END SOLUTION


def linreg(X: torch.Tensor, w: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Xw + b, shape (n, 1).

    X: shape (n, d). w: shape (d, 1). b: shape (1,).
    """
    ### BEGIN SOLUTION
    return X @ w + b
    ### END SOLUTION


def squared_loss(y_hat: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Half the squared error of each example, with the shape of y_hat.

    y_hat, y: as many elements each; one may have shape (n, 1) and the other (n,).
    """
    ### BEGIN SOLUTION
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
    ### END SOLUTION


def sgd(params: list[torch.Tensor], lr: float, batch_size: int) -> None:
    """Step each parameter in place by -lr / batch_size times its .grad, and clear the gradients.

    params: leaves that require a gradient, each with its .grad filled.
    """
    ### BEGIN SOLUTION
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
    ### END SOLUTION


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
    ### BEGIN SOLUTION
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss = squared_loss(linreg(X, w, b), y)
            loss.sum().backward()
            sgd([w, b], lr, batch_size)
    ### END SOLUTION
