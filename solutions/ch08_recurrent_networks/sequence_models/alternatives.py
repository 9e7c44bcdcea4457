import math

import torch
from torch import nn


def autoregressive_features_column_by_column(x, tau):
    """A tensor of zeros, filled column by column."""
    T = len(x)
    features = torch.zeros((T - tau, tau), dtype=x.dtype, device=x.device)
    for i in range(tau):
        features[:, i] = x[i : T - tau + i]
    return features, x[tau:].reshape((-1, 1))


def autoregressive_features_by_unfold(x, tau):
    """Windows of tau + 1 values, taken apart."""
    windows = x.unfold(0, tau + 1, 1)
    return windows[:, :tau], windows[:, tau:]


def autoregressive_features_row_by_row(x, tau):
    """Rows, stacked."""
    rows = [x[t : t + tau] for t in range(x.numel() - tau)]
    return torch.stack(rows), x[tau:, None]


def init_weights_by_type(m):
    """The type, compared; the numbers drawn by hand."""
    if type(m) == nn.Linear:  # noqa: E721 - as the book has it
        bound = math.sqrt(6 / (m.in_features + m.out_features))
        m.weight.data.uniform_(-bound, bound)


def init_weights_by_normalised_range(m):
    """rand, scaled."""
    if isinstance(m, nn.Linear):
        a = (6 / sum(m.weight.shape)) ** 0.5
        with torch.no_grad():
            m.weight.copy_((2 * torch.rand(m.weight.shape) - 1) * a)


def get_net_layer_by_layer():
    """Layers added one by one."""
    net = nn.Sequential()
    net.append(nn.Linear(4, 10))
    net.append(nn.ReLU())
    net.append(nn.Linear(10, 1))
    for layer in net:
        init_weights(layer)
    return net


def get_net_named():
    """Named layers; apply returns the net."""
    return nn.Sequential(nn.Linear(in_features=4, out_features=10), nn.ReLU(), nn.Linear(10, 1)).apply(init_weights)


def train_with_reports(net, train_iter, loss, epochs, lr):
    """The loss printed after each epoch, over another pass through the data."""
    trainer = torch.optim.Adam(net.parameters(), lr=lr)
    for epoch in range(epochs):
        for X, y in train_iter:
            trainer.zero_grad()
            l = loss(net(X), y)  # noqa: E741 - the book's name
            l.sum().backward()
            trainer.step()
        with torch.no_grad():
            losses = torch.cat([loss(net(X), y).flatten() for X, y in train_iter])
        print(f"epoch {epoch + 1}, loss: {losses.mean():f}")


def train_mean_loss(net, train_iter, loss, epochs, lr):
    """The mean of the losses: Adam's steps do not depend on the scale."""
    net.train()
    optimizer = torch.optim.Adam(params=net.parameters(), lr=lr)
    for _ in range(epochs):
        for features, labels in train_iter:
            error = loss(net(features), labels).mean()
            optimizer.zero_grad()
            error.backward()
            optimizer.step()


def multistep_predictions_into_zeros(net, x, num_known, tau):
    """A tensor of zeros, filled from the front."""
    preds = torch.zeros(len(x))
    preds[:num_known] = x[:num_known]
    for i in range(num_known, len(x)):
        preds[i] = net(preds[i - tau : i].reshape((1, -1))).detach().reshape(())
    return preds


def multistep_predictions_window(net, x, num_known, tau):
    """A window that is pushed on; the graph stays."""
    window, values = x[None, num_known - tau : num_known], [x[:num_known]]
    for _ in range(len(x) - num_known):
        value = net(window)
        values.append(value.flatten())
        window = torch.cat([window[:, 1:], value], dim=1)
    return torch.cat(values)


def k_step_features_into_zeros(net, x, tau, max_steps):
    """A tensor of zeros, filled column by column."""
    T = len(x)
    features = torch.zeros((T - tau - max_steps + 1, tau + max_steps))
    for i in range(tau):
        features[:, i] = x[i : i + T - tau - max_steps + 1]
    for i in range(tau, tau + max_steps):
        features[:, i] = net(features[:, i - tau : i]).detach().reshape(-1)
    return features


def k_step_features_joined(net, x, tau, max_steps):
    """Windows by unfold, columns joined on the right."""
    table = x.unfold(0, tau, 1)[: x.numel() - tau - max_steps + 1]
    for _ in range(max_steps):
        table = torch.cat([table, net(table[:, -tau:])], dim=1)
    return table


def k_step_features_row_by_row(net, x, tau, max_steps):
    """One row after another."""
    rows = []
    for t in range(len(x) - tau - max_steps + 1):
        row = x[t : t + tau]
        for _ in range(max_steps):
            row = torch.cat([row, net(row[-tau:][None]).reshape(1)])
        rows.append(row)
    return torch.stack(rows)
