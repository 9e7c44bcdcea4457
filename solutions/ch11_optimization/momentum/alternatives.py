import torch


def momentum_2d_numpy_free(x1, x2, v1, v2, eta=0.6, beta=0.5):
    """As tensors, in a list."""
    x, v = torch.tensor([x1, x2], dtype=torch.float64), torch.tensor([v1, v2], dtype=torch.float64)
    v = beta * v + torch.tensor([0.2, 4.0], dtype=torch.float64) * x
    x = x - eta * v
    return [x[0], x[1], v[0], v[1]]


def momentum_2d_by_autograd(x1, x2, v1, v2, eta=0.6, beta=0.5):
    """The gradient left to autograd."""
    x = torch.tensor([x1, x2], dtype=torch.float64, requires_grad=True)
    (0.1 * x[0] ** 2 + 2 * x[1] ** 2).backward()
    g1, g2 = x.grad.tolist()
    v1, v2 = beta * v1 + g1, beta * v2 + g2
    return x1 - eta * v1, x2 - eta * v2, v1, v2


def init_momentum_states_list(feature_dim):
    """A list of new_zeros."""
    return [torch.empty(feature_dim, 1).zero_(), torch.empty(1).zero_()]


def init_momentum_states_full(feature_dim):
    """torch.full."""
    v_w = torch.full((feature_dim, 1), 0.0)
    v_b = torch.full((1,), 0.0)
    return v_w, v_b


def sgd_momentum_slices(params, states, hyperparams):
    """Slices assigned, as the book does it."""
    for p, v in zip(params, states):
        with torch.no_grad():
            v[...] = hyperparams["momentum"] * v + p.grad
            p[...] -= hyperparams["lr"] * v
        p.grad.data.zero_()


def sgd_momentum_data(params, states, hyperparams):
    """Through .data, the gradient set to None."""
    lr, momentum = hyperparams["lr"], hyperparams["momentum"]
    for i in range(len(params)):
        states[i].data = momentum * states[i] + params[i].grad
        params[i].data = params[i].data - lr * states[i]
        params[i].grad = None


@torch.no_grad()
def sgd_momentum_copies(params, states, hyperparams):
    """Two passes, copied back."""
    for p, v in zip(params, states):
        v.copy_(p.grad + v * hyperparams["momentum"])
        p.grad = None
    for p, v in zip(params, states):
        p.sub_(v, alpha=hyperparams["lr"])
