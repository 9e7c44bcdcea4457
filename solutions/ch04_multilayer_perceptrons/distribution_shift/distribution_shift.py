"""Correcting distribution shift (Dive into Deep Learning, section 4.9)."""

import torch


def confusion_matrix(y_hat: torch.Tensor, y: torch.Tensor, num_classes: int) -> torch.Tensor:
    """c_ij: the share of the examples of class j that are predicted as class i.

    y_hat: predicted classes, y: true classes, int64, shape (n,). Every class occurs in y.
    Returns float32, shape (num_classes, num_classes); every column sums to one.
    """
    ### BEGIN SOLUTION
    counts = torch.zeros(num_classes, num_classes, device=y.device)
    counts.index_put_((y_hat, y), torch.ones(len(y), device=y.device), accumulate=True)
    return counts / counts.sum(dim=0)
    ### END SOLUTION


def estimate_label_distribution(C: torch.Tensor, y_hat: torch.Tensor) -> torch.Tensor:
    """q, the distribution of the true labels of new data, from C q = mu; mu_i is the share of class i in y_hat.

    C: confusion matrix on old data, shape (k, k), invertible. y_hat: classes predicted for new data, int64, shape (m,).
    Returns q, shape (k,), with the dtype of C. What the solution has below zero becomes zero, and q sums to one.
    """
    ### BEGIN SOLUTION
    mu = torch.bincount(y_hat, minlength=len(C)).to(C.dtype) / len(y_hat)
    q = torch.linalg.solve(C, mu).clamp(min=0)
    return q / q.sum()
    ### END SOLUTION


def label_shift_weights(y: torch.Tensor, q: torch.Tensor) -> torch.Tensor:
    """The weight q(y_i) / p(y_i) of each training example; p is the distribution of the labels in y.

    y: int64, shape (n,). q: distribution of the labels in the new data, shape (k,). Returns shape (n,), with the
    dtype of q."""
    ### BEGIN SOLUTION
    p = torch.bincount(y, minlength=len(q)).to(q.dtype) / len(y)
    return q[y] / p[y]
    ### END SOLUTION


def covariate_shift_weights(h: torch.Tensor, c: float = float("inf")) -> torch.Tensor:
    """The weight min(exp(h_i), c) of each training example.

    h: logits of a classifier that tells new inputs (+1) from training inputs (-1), floating point, shape (n,).
    Returns a tensor like h that requires no gradient: the weights are constants for the model that is trained with
    them."""
    ### BEGIN SOLUTION
    return torch.exp(h.detach()).clamp(max=c)
    ### END SOLUTION


def weighted_loss(losses: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """(1 / n) sum_i weights_i * losses_i, a scalar.

    losses: the loss of each example, shape (n,) or (n, 1). weights: shape (n,).
    """
    ### BEGIN SOLUTION
    return (losses.reshape(-1) * weights).mean()
    ### END SOLUTION
