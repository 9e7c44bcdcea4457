import torch
from torch import nn


def dropout_layer_as_in_a_textbook(X, dropout):
    """Cases first, then a mask of numbers."""
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    if dropout == 0:
        return X
    mask = (torch.rand(X.shape) > dropout).float()
    return mask * X / (1.0 - dropout)


def dropout_layer_bernoulli(X, dropout):
    """The mask from a Bernoulli distribution, without a case for 1."""
    if dropout < 0 or dropout > 1:
        raise ValueError(dropout)
    keep = torch.bernoulli(torch.full_like(X, 1 - dropout))
    return X * keep / max(1 - dropout, 1e-12)


def dropout_layer_where(X, dropout):
    """masked_fill where a uniform number is below the probability."""
    assert 0 <= dropout <= 1
    mask = torch.empty(X.size()).uniform_(0, 1) < dropout
    return X.masked_fill(mask, 0.0) / (1 - dropout if dropout < 1 else 1)


def dropout_by_bernoulli(X, drop_prob):
    """Bernoulli in place, in the dtype and on the device of X."""
    if drop_prob == 1:
        return torch.zeros_like(X)
    mask = torch.empty_like(X).bernoulli_(1 - drop_prob)
    return X * mask / (1 - drop_prob)


def dropout_by_where(X, drop_prob):
    """torch.where on a mask of bools."""
    assert 0 <= drop_prob <= 1
    if drop_prob == 1:
        return X * 0
    mask = torch.rand(X.shape, device=X.device) > drop_prob
    return torch.where(mask, X / (1 - drop_prob), torch.zeros((), dtype=X.dtype, device=X.device))


class Net_with_a_relu_layer(nn.Module):
    """The ReLU as a layer, and the mode compared with True."""

    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.num_inputs = num_inputs
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.relu = nn.ReLU()

    def forward(self, X):
        H1 = self.relu(self.lin1(X.reshape((-1, self.num_inputs))))
        if self.training == True:  # noqa: E712 - as it is often written
            H1 = dropout_layer(H1, dropout1)
        H2 = self.relu(self.lin2(H1))
        if self.training == True:  # noqa: E712
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)


class Net_probability_by_mode(nn.Module):
    """A probability of 0 in evaluation, and flatten."""

    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.train(is_training)

    def forward(self, X):
        p1, p2 = (dropout1, dropout2) if self.training else (0.0, 0.0)
        H = dropout_layer(self.lin1(X.flatten(start_dim=1)).clamp(min=0), p1)
        return self.lin3(dropout_layer(self.lin2(H).clamp(min=0), p2))


def make_net_by_apply(dropout1, dropout2):
    """The start by apply, biases at zero."""

    def init_weights(m):
        if type(m) == nn.Linear:  # noqa: E721 - as it is often written
            nn.init.normal_(m.weight, std=0.01)
            nn.init.zeros_(m.bias)

    net = nn.Sequential(nn.Flatten(),
                        nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1),
                        nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout2),
                        nn.Linear(256, 10))  # fmt: skip
    net.apply(init_weights)
    return net


def make_net_layer_by_layer(dropout1, dropout2):
    """Appended one by one, weights drawn in place."""
    net = nn.Sequential(nn.Flatten())
    for ins, p in (784, dropout1), (256, dropout2):
        net.append(nn.Linear(ins, 256)).append(nn.ReLU(inplace=True)).append(nn.Dropout(p=p))
    net.append(nn.Linear(256, 10))
    with torch.no_grad():
        for p in net.parameters():
            if p.dim() > 1:
                p.normal_(0, 0.01)
    return net
