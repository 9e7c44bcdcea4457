import torch
from matplotlib import pyplot as plt


def sigmoid_through_tanh(x):
    """The identity of exercise 3, the other way round."""
    return (torch.tanh(x / 2) + 1) / 2


def sigmoid_clamped(x):
    """Beyond 80 nothing changes any more in float32, and beyond 700 not in float64."""
    limit = 80 if x.dtype == torch.float32 else 700
    return 1 / (1 + torch.exp(-x.clamp(-limit, limit)))


def sigmoid_as_a_logarithm(x):
    """exp(-softplus(-x))."""
    return torch.exp(-torch.nn.functional.softplus(-x))


def tanh_two_branches(x):
    """Numerator and denominator divided by the larger exponential."""
    e = torch.exp(-2 * torch.where(x > 0, x, -x))
    return torch.where(x > 0, 1 - e, e - 1) / (1 + e)


def tanh_through_expm1(x):
    """expm1 keeps the digits near 0; a clamp keeps it finite."""
    e = torch.expm1(2 * torch.clamp(x, -40.0, 40.0))
    return e / (e + 2)


def prelu_by_where(x, alpha):
    """A choice between x and alpha x."""
    return torch.where(x > 0, x, alpha * x)


def prelu_by_a_factor(x, alpha):
    """A factor of 1 or alpha for each element."""
    negative = (x < 0).to(x.dtype)
    return x * (1 - negative + alpha * negative)


def prelu_through_relu(x, alpha):
    """Two ReLUs."""
    return torch.relu(x) - alpha * torch.relu(-x)


def derivative_by_backward(f, x):
    """backward with a vector of ones."""
    leaf = x.clone().detach().requires_grad_(True)
    y = f(leaf)
    y.backward(torch.ones_like(y), retain_graph=True)
    return leaf.grad


def derivative_element_by_element(f, x):
    """One scalar after the other."""
    found = []
    for value in x.detach().reshape(-1):
        a = value.clone().requires_grad_()
        f(a).backward()
        found.append(a.grad)
    return torch.stack(found).reshape(x.shape)


def plot_activation_on_axes(f, x):
    """Axes, arrays and a grid."""
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    y.sum().backward()
    for values, name in (y.detach().numpy(), "f(x)"), (leaf.grad.numpy(), "gradient of f"):
        _, axes = plt.subplots(figsize=(5, 2.5))
        axes.plot(leaf.detach().numpy(), values, "r--")
        axes.set_xlabel("x")
        axes.set_ylabel(name)
        axes.grid()
    plt.show()


def plot_activation_shown_one_by_one(f, x):
    """Each figure shown before the next begins; lists."""
    leaf = x.detach().clone()
    leaf.requires_grad = True
    y = f(leaf)
    y.backward(torch.ones_like(y))
    plt.plot(leaf.tolist(), y.tolist())
    plt.xlabel("x")
    plt.ylabel("f(x)")
    plt.show()
    plt.plot(leaf.tolist(), leaf.grad.tolist())
    plt.xlabel("x")
    plt.ylabel("gradient of f")
    plt.show()
