import torch


def adagrad_2d_tensors(x1, x2, s1, s2, eta=0.4):
    """As tensors, in a list."""
    x, s = torch.tensor([x1, x2], dtype=torch.float64), torch.tensor([s1, s2], dtype=torch.float64)
    g = torch.tensor([0.2, 4.0], dtype=torch.float64) * x
    s = s + g * g
    x = x - eta * g * torch.rsqrt(s + 1e-6)
    return [x[0], x[1], s[0], s[1]]


def adagrad_2d_powers(x1, x2, s1, s2, eta=0.4):
    """Powers, a coordinate at a time."""

    def one(x, s, slope):
        s = s + (slope * x) ** 2
        return x - eta / (s + 1e-6) ** 0.5 * slope * x, s

    (x1, s1), (x2, s2) = one(x1, s1, 0.2), one(x2, s2, 4)
    return x1, x2, s1, s2


def init_adagrad_states_list(feature_dim):
    """A list."""
    return [torch.zeros((feature_dim, 1)), torch.zeros((1,))]


def init_adagrad_states_like(feature_dim):
    """zeros_like."""
    s_w = torch.zeros_like(torch.empty(feature_dim, 1))
    return s_w, torch.zeros_like(s_w[0])


def adagrad_slices(params, states, hyperparams):
    """Slices assigned, as the book does it."""
    eps = 1e-6
    for p, s in zip(params, states):
        with torch.no_grad():
            s[...] += torch.square(p.grad)
            p[...] -= hyperparams["lr"] * p.grad / torch.sqrt(s + eps)
        p.grad.data.zero_()


def adagrad_addcmul(params, states, hyperparams):
    """addcmul and addcdiv, through .data; the gradient set to None."""
    for p, s in zip(params, states):
        s.addcmul_(p.grad, p.grad)
        p.data.addcdiv_(p.grad, (s + 1e-6).sqrt(), value=-hyperparams["lr"])
        p.grad = None


@torch.no_grad()
def adagrad_a_rate_for_each(params, states, hyperparams):
    """The learning rates first."""
    for i, p in enumerate(params):
        states[i].copy_(states[i] + p.grad**2)
        rates = hyperparams["lr"] * (states[i] + 1e-6) ** -0.5
        p.copy_(p - rates * p.grad)
        p.grad.fill_(0.0)
