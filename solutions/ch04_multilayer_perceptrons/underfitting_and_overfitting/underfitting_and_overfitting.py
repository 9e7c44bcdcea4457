"""Fitting polynomials of the right degree, too low and too high (Dive into Deep Learning, section 4.4)."""

import torch
from torch import nn
from torch.utils import data


def poly_features(x: torch.Tensor, max_degree: int) -> torch.Tensor:
    """Column i is x^i / i!, for i from 0 to max_degree - 1.

    x: floating point, shape (n, 1). Returns shape (n, max_degree), with the dtype of x.
    """
    ### BEGIN SOLUTION
    degrees = torch.arange(max_degree)
    return x**degrees / torch.exp(torch.lgamma(degrees.to(torch.float64) + 1)).to(x.dtype)
    ### END SOLUTION


def synthetic_poly_data(true_w: torch.Tensor, num_examples: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """(features, poly_features, labels): the labels are sum_i true_w_i x^i / i! plus normal noise of standard
    deviation 0.1.

    true_w: float32, shape (d,). features: standard normal, shape (num_examples, 1). poly_features: shape
    (num_examples, d), of these features. labels: shape (num_examples,)."""
    ### BEGIN SOLUTION
    features = torch.randn(num_examples, 1)
    columns = poly_features(features, len(true_w))
    return features, columns, columns @ true_w + 0.1 * torch.randn(num_examples)
    ### END SOLUTION


def evaluate_loss(net, data_iter, loss) -> float:
    """The mean of the loss over all elements of all batches of data_iter.

    loss(out, y): the loss of each element, not reduced, with the shape of out and y. y may come as (n,) where the net
    returns (n, 1), and is given the shape of the net's result.
    """
    ### BEGIN SOLUTION
    total, count = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            out = net(X)
            losses = loss(out, y.reshape(out.shape))
            total += float(losses.sum())
            count += losses.numel()
    return total / count
    ### END SOLUTION


def train(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """Linear regression on the features by minibatch SGD; returns the trained nn.Sequential of one nn.Linear without
    bias.

    train_features, test_features: shape (n, d) and (m, d). train_labels, test_labels: shape (n,) and (m,).
    Minibatches of 10 examples (of n, where there are fewer), learning rate 0.01, mean squared error."""
    ### BEGIN SOLUTION
    net = nn.Sequential(nn.Linear(train_features.shape[-1], 1, bias=False))
    dataset = data.TensorDataset(train_features, train_labels.reshape(-1, 1))
    train_iter = data.DataLoader(dataset, batch_size=min(10, len(dataset)), shuffle=True)
    loss, trainer = nn.MSELoss(), torch.optim.SGD(net.parameters(), lr=0.01)
    for _ in range(num_epochs):
        for X, y in train_iter:
            trainer.zero_grad()
            loss(net(X), y).backward()
            trainer.step()
    return net
    ### END SOLUTION
