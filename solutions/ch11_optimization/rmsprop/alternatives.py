import torch


def rmsprop_2d_tensors(x1, x2, s1, s2, eta=0.4, gamma=0.9):
    """As tensors, in a list."""
    x, s = torch.tensor([x1, x2], dtype=torch.float64), torch.tensor([s1, s2], dtype=torch.float64)
    g = torch.tensor([0.2, 4.0], dtype=torch.float64) * x
    s = torch.lerp(g * g, s, gamma)
    x = x - eta * g * torch.rsqrt(s + 1e-6)
    return [x[0], x[1], s[0], s[1]]


def rmsprop_2d_powers(x1, x2, s1, s2, eta=0.4, gamma=0.9):
    """Powers, a coordinate at a time."""

    def one(x, s, slope):
        s += (1 - gamma) * ((slope * x) ** 2 - s)
        return x - eta / (s + 1e-6) ** 0.5 * slope * x, s

    (x1, s1), (x2, s2) = one(x1, s1, 0.2), one(x2, s2, 4)
    return x1, x2, s1, s2


def init_rmsprop_states_list(feature_dim):
    """A list."""
    return [torch.zeros((feature_dim, 1)), torch.zeros((1,))]


def init_rmsprop_states_full(feature_dim):
    """torch.full."""
    return tuple(torch.full(shape, 0.0) for shape in ((feature_dim, 1), (1,)))


def rmsprop_slices(params, states, hyperparams):
    """Slices assigned, as the book does it."""
    gamma, eps = hyperparams["gamma"], 1e-6
    for p, s in zip(params, states):
        with torch.no_grad():
            s[...] = gamma * s + (1 - gamma) * torch.square(p.grad)
            p[...] -= hyperparams["lr"] * p.grad / torch.sqrt(s + eps)
        p.grad.data.zero_()


def rmsprop_addcmul(params, states, hyperparams):
    """addcmul and addcdiv, through .data; the gradient set to None."""
    for p, s in zip(params, states):
        s.mul_(hyperparams["gamma"]).addcmul_(p.grad, p.grad, value=1 - hyperparams["gamma"])
        p.data.addcdiv_(p.grad, (s + 1e-6).sqrt(), value=-hyperparams["lr"])
        p.grad = None


@torch.no_grad()
def rmsprop_towards_the_square(params, states, hyperparams):
    """The average moves towards the new square."""
    for i, p in enumerate(params):
        states[i].add_((p.grad**2 - states[i]) * (1 - hyperparams["gamma"]))
        rates = hyperparams["lr"] * (states[i] + 1e-6) ** -0.5
        p.copy_(p - rates * p.grad)
        p.grad.fill_(0.0)
