import torch


def init_adam_states_loop(feature_dim):
    """Lists, in a loop."""
    return [[torch.zeros(shape) for _ in range(2)] for shape in ((feature_dim, 1), (1,))]


def init_adam_states_clones(feature_dim):
    """Clones."""
    w, b = torch.zeros((feature_dim, 1)), torch.zeros((1,))
    return (w, w.clone()), (b, b.clone())


def adam_slices(params, states, hyperparams):
    """Slices assigned, as the book does it."""
    beta1, beta2, eps = 0.9, 0.999, 1e-6
    for p, (v, s) in zip(params, states):
        with torch.no_grad():
            v[...] = beta1 * v + (1 - beta1) * p.grad
            s[...] = beta2 * s + (1 - beta2) * torch.square(p.grad)
            v_bias_corr = v / (1 - beta1 ** hyperparams["t"])
            s_bias_corr = s / (1 - beta2 ** hyperparams["t"])
            p[...] -= hyperparams["lr"] * v_bias_corr / (torch.sqrt(s_bias_corr) + eps)
        p.grad.data.zero_()
    hyperparams["t"] += 1


def adam_as_torch_does(params, states, hyperparams):
    """The corrections in the size of the step, through .data; the gradient set to None."""
    t = hyperparams["t"]
    for p, (v, s) in zip(params, states):
        v.lerp_(p.grad, 0.1)
        s.mul_(0.999).addcmul_(p.grad, p.grad, value=0.001)
        denominator = s.sqrt() / (1 - 0.999**t) ** 0.5 + 1e-6
        p.data.addcdiv_(v, denominator, value=-hyperparams["lr"] / (1 - 0.9**t))
        p.grad = None
    hyperparams.update(t=t + 1)


@torch.no_grad()
def adam_two_loops(params, states, hyperparams):
    """The averages of all parameters first."""
    for i in range(len(params)):
        g = params[i].grad
        states[i][0].copy_(0.9 * states[i][0] + 0.1 * g)
        states[i][1].copy_(0.999 * states[i][1] + 0.001 * g**2)
    first, second = (1 - beta ** hyperparams["t"] for beta in (0.9, 0.999))
    for i in range(len(params)):
        params[i].sub_(hyperparams["lr"] * (states[i][0] / first) / ((states[i][1] / second) ** 0.5 + 1e-6))
        params[i].grad.fill_(0.0)
    hyperparams["t"] += 1


def yogi_slices(params, states, hyperparams):
    """Slices assigned, as the book does it."""
    beta1, beta2, eps = 0.9, 0.999, 1e-3
    for p, (v, s) in zip(params, states):
        with torch.no_grad():
            v[...] = beta1 * v + (1 - beta1) * p.grad
            s[...] = s + (1 - beta2) * torch.sign(torch.square(p.grad) - s) * torch.square(p.grad)
            v_bias_corr = v / (1 - beta1 ** hyperparams["t"])
            s_bias_corr = s / (1 - beta2 ** hyperparams["t"])
            p[...] -= hyperparams["lr"] * v_bias_corr / (torch.sqrt(s_bias_corr) + eps)
        p.grad.data.zero_()
    hyperparams["t"] += 1


@torch.no_grad()
def yogi_where(params, states, hyperparams):
    """The two cases apart."""
    t = hyperparams["t"]
    for p, (v, s) in zip(params, states):
        square = p.grad**2
        v.add_((p.grad - v) * 0.1)
        s.copy_(torch.where(square > s, s + 0.001 * square, s - 0.001 * square))
        p.copy_(p - hyperparams["lr"] * (v / (1 - 0.9**t)) / ((s / (1 - 0.999**t)).sqrt() + 1e-3))
        p.grad = None
    hyperparams["t"] = t + 1
