import random

import numpy as np
import torch


def synthetic_data_normal(w, b, num_examples):
    """torch.normal, and noise added in place."""
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = torch.matmul(X, w) + b
    y += torch.normal(0, 0.01, y.shape)
    return X, y.reshape((-1, 1))


def synthetic_data_columns(w, b, num_examples):
    """w as a column from the start; the noise drawn first."""
    noise = torch.empty(num_examples, 1).normal_(std=0.01)
    X = torch.randn((num_examples, w.numel()))
    return [X, X @ w.unsqueeze(1) + b + noise]


def data_iter_list_of_indices(batch_size, features, labels):
    """A shuffled list of indices."""
    num_examples = len(features)
    indices = list(range(num_examples))
    random.shuffle(indices)
    for i in range(0, num_examples, batch_size):
        batch_indices = torch.tensor(indices[i : min(i + batch_size, num_examples)])
        yield features[batch_indices], labels[batch_indices]


def data_iter_of_pieces(batch_size, features, labels):
    """Permuted copies, split; no generator."""
    order = torch.randperm(len(features))
    return list(zip(features[order].split(batch_size), labels[order].split(batch_size), strict=True))


def data_iter_numpy(batch_size, features, labels):
    """A permutation of numpy's, and index_select."""
    order = torch.from_numpy(np.random.permutation(features.shape[0]))
    while len(order):
        now, order = order[:batch_size], order[batch_size:]
        yield [features.index_select(0, now), labels.index_select(0, now)]


def linreg_addmm(X, w, b):
    """One operation."""
    return torch.addmm(b, X, w)


def linreg_sums(X, w, b):
    """Products, summed."""
    return (X * w.reshape(1, -1)).sum(dim=1, keepdim=True) + b


def squared_loss_flat(y_hat, y):
    """Flattened, and back."""
    difference = y_hat.flatten() - y.flatten()
    return (0.5 * difference * difference).view(y_hat.shape)


def squared_loss_pow(y_hat, y):
    """torch.pow and view_as."""
    return 0.5 * torch.pow(y.view_as(y_hat) - y_hat, 2)


def sgd_data(params, lr, batch_size):
    """Through .data, the gradient set to None."""
    for param in params:
        param.data = param.data - lr * param.grad / batch_size
        param.grad = None


def sgd_sub(params, lr, batch_size):
    """sub_ with alpha."""
    with torch.no_grad():
        for p in params:
            p.sub_(p.grad, alpha=lr / batch_size)
            p.grad.fill_(0)


def train_its_own_length(features, labels, w, b, batch_size, lr, num_epochs):
    """The number of examples in this batch; prints."""
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, len(X))
        print(f"epoch {epoch + 1}, loss {float(squared_loss(linreg(features, w, b), labels).mean()):f}")


def train_mean_loss(features, labels, w, b, batch_size, lr, num_epochs):
    """The mean loss, so that the step divides by one."""
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            w.grad = b.grad = None
            ((X @ w + b - y) ** 2 / 2).mean().backward()
            with torch.no_grad():
                w -= lr * w.grad
                b -= lr * b.grad


def train_by_formula(features, labels, w, b, batch_size, lr, num_epochs):
    """The gradients written out."""
    with torch.no_grad():
        for _ in range(num_epochs):
            for chosen in torch.randperm(len(features)).split(batch_size):
                error = features[chosen] @ w + b - labels[chosen]
                w -= lr / batch_size * features[chosen].T @ error
                b -= lr / batch_size * error.sum()
