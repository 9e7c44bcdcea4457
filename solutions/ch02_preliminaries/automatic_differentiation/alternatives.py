import torch
from matplotlib import pyplot as plt


def first_by_autograd_grad():
    """A vector of its own, and torch.autograd.grad."""
    z = torch.arange(4.0, requires_grad=True)
    return torch.autograd.grad(2 * (z * z).sum(), z)[0]


def accumulated_as_a_sum(x):
    """The two gradients, added."""
    return 4 * x.detach() + 1


def cleared_by_hand(x):
    """The gradient of a sum is one everywhere."""
    return torch.ones_like(x).detach()


def constant_without_grad():
    """u made outside the graph."""
    z = torch.arange(4.0, requires_grad=True)
    with torch.no_grad():
        u = z * z
    (u * z).sum().backward()
    return z.grad


def twice_on_a_vector_of_its_own():
    """Both with retain_graph."""
    z = torch.arange(4.0, requires_grad=True)
    y = z.pow(3).sum()
    for _ in range(2):
        y.backward(retain_graph=True)
    return z.grad


def f_in_the_words_of_the_section(a):
    """Two names and two branches."""
    b = a + a
    while torch.linalg.norm(b) < 1000:
        b = b * 2
    if b.sum() > 0:
        c = b
    else:
        c = 100 * b
    return c


def f_by_a_factor(a):
    """The factor is worked out first."""
    factor = 2.0
    while (factor * a).norm().item() < 1000:
        factor *= 2
    if a.sum().item() <= 0:
        factor *= 100
    return a * factor


def _f(a):
    b = a * 2
    while b.norm() < 1000:
        b = b * 2
    return b if b.sum() > 0 else 100 * b


def gradient_of_f_by_autograd_grad(a):
    """torch.autograd.grad, which writes to no .grad."""
    a = a.detach().clone().requires_grad_()
    return torch.autograd.grad(_f(a).sum(), a)[0]


def gradient_of_f_with_ones(a):
    """backward with a vector of ones."""
    a = torch.nn.Parameter(a.detach().clone())
    d = _f(a)
    d.backward(torch.ones_like(d))
    return a.grad


def plot_with_derivative_on_axes(x, f=torch.sin):
    """The object-oriented way, numpy arrays, the derivative first."""
    z = x.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(f(z).sum(), z)
    _, axes = plt.subplots(figsize=(4, 3))
    axes.plot(z.detach().numpy(), slope.numpy(), "r--")
    axes.plot(z.detach().numpy(), f(z).detach().numpy(), "b-")
    axes.legend(["f'(x)", "f(x)"])
    axes.set_xlabel("x")


def plot_with_derivative_point_by_point(x, f=torch.sin):
    """A backward pass for each point."""
    values, slopes = [], []
    for number in x.tolist():
        z = torch.tensor(number, requires_grad=True)
        y = f(z)
        y.backward()
        values.append(y.item())
        slopes.append(z.grad.item())
    plt.plot(x.tolist(), values, x.tolist(), slopes)
    plt.legend(["f(x)", "f'(x)"])
    plt.xlabel("x")
    plt.grid()
