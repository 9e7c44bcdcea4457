import torch


def init_adadelta_states_loop(feature_dim):
    """Lists, in a loop."""
    return [[torch.zeros(shape) for _ in range(2)] for shape in ((feature_dim, 1), (1,))]


def init_adadelta_states_clones(feature_dim):
    """Clones."""
    w, b = torch.zeros((feature_dim, 1)), torch.zeros((1,))
    return (w, w.clone()), (b, b.clone())


def adadelta_slices(params, states, hyperparams):
    """Slices assigned, as the book does it."""
    rho, eps = hyperparams["rho"], 1e-5
    for p, (s, delta) in zip(params, states):
        with torch.no_grad():
            s[...] = rho * s + (1 - rho) * torch.square(p.grad)
            g = (torch.sqrt(delta + eps) / torch.sqrt(s + eps)) * p.grad
            p[...] -= g
            delta[...] = rho * delta + (1 - rho) * g * g
        p.grad.data.zero_()


def adadelta_without_g(params, states, hyperparams):
    """Without a name for the step (question 2 of the book): the ratio of the roots as one root, through .data."""
    rho = hyperparams["rho"]
    for p, (s, delta) in zip(params, states):
        s.mul_(rho).addcmul_(p.grad, p.grad, value=1 - rho)
        p.data -= p.grad * ((delta + 1e-5) / (s + 1e-5)).sqrt()
        delta.copy_(rho * delta + (1 - rho) * (delta + 1e-5) / (s + 1e-5) * p.grad**2)
        p.grad = None


@torch.no_grad()
def adadelta_lerp(params, states, hyperparams):
    """lerp."""
    weight = 1 - hyperparams["rho"]
    for i, p in enumerate(params):
        s, delta = states[i]
        s.lerp_(p.grad * p.grad, weight)
        step = p.grad * (delta + 1e-5).sqrt() * (s + 1e-5).rsqrt()
        p.sub_(step)
        delta.lerp_(step * step, weight)
        p.grad.fill_(0.0)
