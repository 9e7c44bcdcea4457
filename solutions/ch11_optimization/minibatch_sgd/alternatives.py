import random

import numpy as np
import torch
from torch import nn
from torch.utils import data as tud


def get_data_ch11_as_the_book(batch_size=10, n=1500, path="data/airfoil.dat"):
    """float32 from the start."""
    data = np.genfromtxt(path, dtype=np.float32, delimiter="\t")
    data = torch.from_numpy((data - data.mean(axis=0)) / data.std(axis=0))
    dataset = tud.TensorDataset(data[:n, :-1], data[:n, -1])
    return tud.DataLoader(dataset, batch_size, shuffle=True), data.shape[1] - 1


def get_data_ch11_by_hand(batch_size=10, n=1500, path="data/airfoil.dat"):
    """Without numpy, with an iterable of its own."""
    with open(path) as lines:
        data = torch.tensor([[float(x) for x in line.split("\t")] for line in lines if line.strip()])
    data = (data - data.mean(dim=0)) / data.var(dim=0, unbiased=False).sqrt()
    data = data[:n]

    class Batches:
        def __iter__(self):
            order = list(range(len(data)))
            random.shuffle(order)
            for start in range(0, len(order), batch_size):
                chosen = data[order[start : start + batch_size]]
                yield chosen[:, :-1], chosen[:, -1]

    return Batches(), data.shape[1] - 1


def sgd_data(params, states, hyperparams):
    """Through .data, as the book does it."""
    for p in params:
        p.data.sub_(hyperparams["lr"] * p.grad)
        p.grad.data.zero_()


def sgd_add(params, states, hyperparams):
    """add_ with alpha; the gradient set to None."""
    with torch.no_grad():
        for p in params:
            p.add_(p.grad, alpha=-hyperparams["lr"])
            p.grad = None


def train_ch11_evaluates_by_batches(trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs=2):
    """Sums over batches; prints."""
    w = torch.normal(mean=0.0, std=0.01, size=(feature_dim, 1), requires_grad=True)
    b = torch.zeros((1), requires_grad=True)
    results = []
    for epoch in range(num_epochs):
        for X, y in data_iter:
            y_hat = torch.matmul(X, w) + b
            ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean().backward()
            trainer_fn([w, b], states, hyperparams)
        total, count = 0.0, 0
        for X, y in data_iter:
            y_hat = torch.matmul(X, w) + b
            total += float(((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).sum())
            count += len(y)
        results.append(total / count)
        print(f"epoch {epoch + 1}, loss {results[-1]:.3f}")
    return results


def train_ch11_flat(trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs=2):
    """Flat predictions, half of mse_loss."""
    w = torch.randn((feature_dim, 1)).mul_(0.01).requires_grad_()
    b = torch.zeros(1).requires_grad_()

    def loss(X, y):
        return nn.functional.mse_loss((X @ w + b).flatten(), y) / 2

    results = []
    for _ in range(num_epochs):
        for X, y in data_iter:
            loss(X, y).backward()
            trainer_fn([w, b], states, hyperparams)
        X, y = (torch.cat(parts) for parts in zip(*data_iter))
        results.append(loss(X, y).item())
    return results


def train_concise_ch11_as_the_book(trainer_fn, hyperparams, data_iter, num_epochs=4):
    """reduction="none", and the bias as torch has it."""
    net = nn.Sequential(nn.Linear(5, 1))

    def init_weights(m):
        if isinstance(m, nn.Linear):
            torch.nn.init.normal_(m.weight, std=0.01)

    net.apply(init_weights)
    optimizer = trainer_fn(net.parameters(), **hyperparams)
    loss = nn.MSELoss(reduction="none")
    results = []
    for _ in range(num_epochs):
        for X, y in data_iter:
            optimizer.zero_grad()
            out = net(X)
            loss(out, y.reshape(out.shape)).mean().backward()
            optimizer.step()
        total = sum(float(loss(net(X).flatten(), y).sum()) for X, y in data_iter)
        results.append(total / sum(len(y) for _, y in data_iter) / 2)
    return results


def train_concise_ch11_linear_alone(trainer_fn, hyperparams, data_iter, num_epochs=4):
    """nn.Linear alone."""
    net = nn.Linear(5, 1)
    net.weight.data.normal_(0, 0.01)
    net.bias.data.fill_(0)
    optimizer = trainer_fn(net.parameters(), **hyperparams)
    results = []
    for _ in range(num_epochs):
        for X, y in data_iter:
            net.zero_grad()
            nn.functional.mse_loss(net(X).squeeze(1), y).backward()
            optimizer.step()
        X, y = (torch.cat(parts) for parts in zip(*data_iter))
        results.append(float(((net(X).squeeze(1) - y) ** 2).mean()) / 2)
    return results
