"""Fitting polynomials of the right degree, too low and too high (Dive into Deep Learning, section 4.4)."""

import torch
from torch import nn
from torch.utils import data


def poly_features(x: torch.Tensor, max_degree: int) -> torch.Tensor:
    """Column i is x^i / i!, for i from 0 to max_degree - 1.

    x: floating point, shape (n, 1). Returns shape (n, max_degree), with the dtype of x.
    """
    raise NotImplementedError("poly_features is not written yet")


def synthetic_poly_data(true_w: torch.Tensor, num_examples: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """(features, poly_features, labels): the labels are sum_i true_w_i x^i / i! plus normal noise of standard
    deviation 0.1.

    true_w: float32, shape (d,). features: standard normal, shape (num_examples, 1). poly_features: shape
    (num_examples, d), of these features. labels: shape (num_examples,)."""
    raise NotImplementedError("synthetic_poly_data is not written yet")


def evaluate_loss(net, data_iter, loss) -> float:
    """The mean of the loss over all elements of all batches of data_iter.

    loss(out, y): the loss of each element, not reduced, with the shape of out and y. y may come as (n,) where the net
    returns (n, 1), and is given the shape of the net's result.
    """
    raise NotImplementedError("evaluate_loss is not written yet")


def train(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """Linear regression on the features by minibatch SGD; returns the trained nn.Sequential of one nn.Linear without
    bias.

    train_features, test_features: shape (n, d) and (m, d). train_labels, test_labels: shape (n,) and (m,).
    Minibatches of 10 examples (of n, where there are fewer), learning rate 0.01, mean squared error."""
    raise NotImplementedError("train is not written yet")
