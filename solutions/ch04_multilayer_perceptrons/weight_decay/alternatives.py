import torch
from torch import nn


def l2_penalty_pow(w):
    """torch.sum and pow."""
    return torch.sum(w.pow(2)) / 2


def l2_penalty_dot(w):
    """A dot product of the flattened w with itself."""
    v = w.flatten()
    return 0.5 * torch.dot(v, v)


def init_params_normal(num_inputs):
    """torch.normal."""
    w = torch.normal(0, 1, size=(num_inputs, 1), requires_grad=True)
    return [w, torch.zeros(1, requires_grad=True)]


def init_params_as_parameters(num_inputs):
    """nn.Parameter, as a tuple."""
    return nn.Parameter(torch.randn((num_inputs, 1))), nn.Parameter(torch.tensor([0.0]))


def train_sum_divided(lambd, w, b, train_iter, num_epochs, lr):
    """The penalty inside the sum, which is then divided by the number of examples."""
    for _ in range(num_epochs):
        for X, y in train_iter:
            y_hat = torch.matmul(X, w) + b
            loss = (y_hat - y.reshape(y_hat.shape)) ** 2 / 2 + lambd * l2_penalty(w)
            w.grad = b.grad = None
            (loss.sum() / len(X)).backward()
            with torch.no_grad():
                w.sub_(lr * w.grad)
                b.sub_(lr * b.grad)
        print(f"norm {torch.norm(w).item():.3f}")


def train_gradient_by_formula(lambd, w, b, train_iter, num_epochs, lr):
    """The gradients written out; the decay as a factor."""
    with torch.no_grad():
        for _ in range(num_epochs):
            for X, y in train_iter:
                error = (X @ w + b - y) / X.shape[0]
                w.copy_((1 - lr * lambd) * w - lr * X.T @ error)
                b.copy_(b - lr * error.sum())


def train_concise_by_name(wd, net, train_iter, num_epochs, lr):
    """Groups by the names of the parameters."""
    weights = [p for name, p in net.named_parameters() if name.endswith("weight")]
    others = [p for name, p in net.named_parameters() if not name.endswith("weight")]
    trainer = torch.optim.SGD([{"params": weights, "weight_decay": wd}, {"params": others, "weight_decay": 0.0}], lr=lr)
    loss = nn.MSELoss(reduction="none")
    net.train()
    for _epoch in range(num_epochs):
        for X, y in train_iter:
            trainer.zero_grad()
            l = loss(net(X), y) / 2  # noqa: E741 - the book's name
            l.mean().backward()
            trainer.step()


def train_concise_two_optimisers(wd, net, train_iter, num_epochs, lr):
    """An optimiser for each."""
    first = torch.optim.SGD([net[0].weight], lr=lr, weight_decay=wd)
    second = torch.optim.SGD([net[0].bias], lr=lr)
    for _ in range(num_epochs):
        for X, y in train_iter:
            loss = 0.5 * (net(X) - y).square().mean()
            first.zero_grad()
            second.zero_grad()
            loss.backward()
            first.step()
            second.step()
