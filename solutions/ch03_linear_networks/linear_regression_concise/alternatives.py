import torch
from torch import nn
from torch.utils import data
from torch.utils.data import DataLoader, TensorDataset


def load_array_by_position(data_arrays, batch_size, is_train=True):
    """Arguments by position."""
    return DataLoader(TensorDataset(*data_arrays), batch_size, is_train)


def load_array_sampler(data_arrays, batch_size, is_train=True):
    """With a sampler, over a dataset of its own."""
    dataset = list(zip(*data_arrays, strict=True))
    sampler = data.RandomSampler(dataset) if is_train else data.SequentialSampler(dataset)
    return data.DataLoader(dataset, batch_size=batch_size, sampler=sampler)


def net_through_data():
    """The start as it is often written."""
    net = nn.Sequential(nn.Linear(2, 1))
    net[0].weight.data.normal_(0, 0.01)
    net[0].bias.data.fill_(0)
    return net


def net_appended():
    """Appended, and drawn under no_grad."""
    net = nn.Sequential()
    net.append(nn.Linear(in_features=2, out_features=1))
    with torch.no_grad():
        net[0].weight.copy_(0.01 * torch.randn(1, 2))
        net[0].bias.zero_()
    return net


def train_cleared_before_backward(net, data_iter, loss, trainer, num_epochs):
    """The loss first; prints after each epoch."""
    for epoch in range(num_epochs):
        for X, y in data_iter:
            l = loss(net(X), y)  # noqa: E741 - the book's name
            trainer.zero_grad()
            l.backward()
            trainer.step()
        print(f"epoch {epoch + 1}, loss {l.item():f}")


def train_through_the_net(net, data_iter, loss, trainer, num_epochs):
    """The gradients cleared through the net, in training mode."""
    net.train()
    for _ in range(num_epochs):
        for batch in data_iter:
            net.zero_grad()
            y_hat = net(batch[0])
            error = loss(y_hat, batch[1])
            error.backward()
            trainer.step()


class HuberLoss_clamped(nn.Module):
    """A closed form without branches."""

    def __init__(self, sigma):
        super().__init__()
        self.sigma = sigma

    def forward(self, y, y_hat):
        d = torch.abs(y - y_hat)
        near = d.clamp(max=self.sigma)
        return torch.mean(near * near / (2 * self.sigma) + (d - near))


class HuberLoss_masked(nn.Module):
    """With a mask; at the border the other branch, which has the same value."""

    def __init__(self, sigma):
        super().__init__()
        self.sigma = sigma

    def forward(self, y, y_hat):
        d = y_hat - y
        large = (d.abs() >= self.sigma).to(d.dtype)
        return (large * (d.abs() - 0.5 * self.sigma) + (1 - large) * d.pow(2) / (2 * self.sigma)).mean()
