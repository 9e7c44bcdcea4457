import math

import numpy as np
import torch
from torch import nn


def poly_features_by_numpy(x, max_degree):
    """numpy's power, divided column by column."""
    columns = np.power(x.numpy(), np.arange(max_degree).reshape(1, -1))
    for i in range(max_degree):
        columns[:, i] /= math.gamma(i + 1)
    return torch.tensor(columns, dtype=x.dtype)


def poly_features_step_by_step(x, max_degree):
    """Each column from the one before."""
    columns = [torch.ones_like(x)]
    for i in range(1, max_degree):
        columns.append(columns[-1] * x / i)
    return torch.cat(columns, dim=1)


def synthetic_poly_data_by_normal(true_w, num_examples):
    """torch.normal, and the labels as a sum."""
    features = torch.normal(0, 1, (num_examples, 1))
    columns = poly_features(features, len(true_w))
    labels = (columns * true_w).sum(dim=1)
    labels += torch.normal(0, 0.1, labels.shape)
    return features, columns, labels


def synthetic_poly_data_noise_first(true_w, num_examples):
    """The noise drawn first, the product by matmul."""
    noise = torch.randn(num_examples, 1) * 0.1
    features = torch.randn((num_examples, 1))
    columns = poly_features(features, true_w.numel())
    return features, columns, (torch.matmul(columns, true_w.reshape(-1, 1)) + noise).squeeze(1)


def evaluate_loss_with_an_accumulator(net, data_iter, loss):
    """Two running sums, as in the book; a tensor as the result."""
    metric = [torch.tensor(0.0), 0]
    for X, y in data_iter:
        out = net(X)
        y = y.reshape(out.shape)
        l = loss(out, y)  # noqa: E741 - the book's name
        metric[0] = metric[0] + l.sum().detach()
        metric[1] += l.numel()
    return metric[0] / metric[1]


def evaluate_loss_joined(net, data_iter, loss):
    """All losses joined."""
    net.eval()
    found = []
    with torch.no_grad():
        for X, y in data_iter:
            out = net(X)
            found.append(loss(out, y.view_as(out)).flatten())
    net.train()
    return torch.cat(found).mean().item()


def train_step_by_hand(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """Batches by randperm, the step by hand."""
    d = train_features.shape[-1]
    net = nn.Sequential(nn.Linear(d, 1, bias=False))
    batch_size = min(10, train_labels.shape[0])
    for _ in range(num_epochs):
        order = torch.randperm(len(train_features))
        for i in range(0, len(order), batch_size):
            rows = order[i : i + batch_size]
            error = net(train_features[rows]).squeeze(1) - train_labels[rows]
            net.zero_grad()
            (error**2).mean().backward()
            with torch.no_grad():
                net[0].weight -= 0.01 * net[0].weight.grad
    return net


def train_as_in_a_textbook(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """A loss that is not reduced, test losses printed now and then."""
    loss = nn.MSELoss(reduction="none")
    net = nn.Sequential(nn.Linear(train_features.shape[-1], 1, bias=False))
    batch_size = min(10, train_labels.shape[0])
    train_iter = torch.utils.data.DataLoader(
        torch.utils.data.TensorDataset(train_features, train_labels.reshape(-1, 1)), batch_size, shuffle=True
    )
    trainer = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        net.train()
        for X, y in train_iter:
            l = loss(net(X), y)  # noqa: E741 - the book's name
            trainer.zero_grad()
            l.mean().backward()
            trainer.step()
        if epoch == 0 or (epoch + 1) % 20 == 0:
            test_iter = [(test_features, test_labels.reshape(-1, 1))]
            print(epoch + 1, evaluate_loss(net, test_iter, loss))
    return net
