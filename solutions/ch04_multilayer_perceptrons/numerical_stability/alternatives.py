import torch
from matplotlib import pyplot as plt


def sigmoid_gradient_by_ones(x):
    """backward with a vector of ones."""
    x = x.clone().detach()
    x.requires_grad = True
    y = torch.sigmoid(x)
    y.backward(torch.ones_like(x))
    return y.detach(), x.grad


def sigmoid_gradient_by_autograd_grad(x):
    """autograd.grad, and the sigmoid written out."""
    leaf = x.detach().requires_grad_()
    y = 1 / (1 + torch.exp(-leaf))
    (grad,) = torch.autograd.grad(y, leaf, grad_outputs=torch.ones_like(y))
    return y.detach(), grad


def plot_vanishing_on_axes(x):
    """Axes of its own, names given to the legend, the gradient by its formula."""
    _, ax = plt.subplots(figsize=(4.5, 2.5))
    x = x.detach().numpy()
    s = 1 / (1 + (2.718281828459045**-x))
    ax.plot(x, s)
    ax.plot(x, s * (1 - s), "r:")
    ax.legend(["sigmoid", "gradient"])
    ax.grid(True)
    plt.show()


def plot_vanishing_gradient_first(x):
    """The gradient drawn first, as lists."""
    y, g = sigmoid_gradient(x)
    points = x.detach().tolist()
    plt.figure()
    plt.grid()
    plt.plot(points, g.tolist(), label="gradient")
    plt.plot(points, y.tolist(), label="sigmoid")
    plt.legend(loc="upper left")


def deep_gradient_factor_by_factor(f, x, depth):
    """The chain rule by hand: the product of the factors of all layers."""
    y, product = x.detach(), torch.ones_like(x)
    for _ in range(depth):
        leaf = y.clone().requires_grad_()
        out = f(leaf)
        product = product * torch.autograd.grad(out.sum(), leaf)[0]
        y = out.detach()
    return product


def deep_gradient_recursive(f, x, depth):
    """Recursion, and backward with ones."""

    def F(y, n):
        return y if n == 0 else F(f(y), n - 1)

    leaf = x.detach().clone().requires_grad_()
    y = F(leaf, depth) * 1
    y.backward(torch.ones_like(y))
    return leaf.grad
