import torch
from matplotlib import pyplot as plt


def sigmoid_gradient_without_backward(x):
    """You return x.grad, but nobody went backward: it is None. Call backward() on the sum first.

    你返回了 x.grad，但没有反向传播：它是 None。请先对总和调用 backward()。"""
    x = x.detach().clone().requires_grad_()
    return torch.sigmoid(x).detach(), x.grad


def sigmoid_gradient_of_the_mean(x):
    """You went backward from the mean: your gradient is divided by the number of elements. Take the sum.

    你从平均值反向传播：梯度因此除以了元素个数。请用求和。"""
    x = x.detach().clone().requires_grad_()
    y = torch.sigmoid(x)
    y.mean().backward()
    return y.detach(), x.grad


def sigmoid_gradient_other_way_round(x):
    """You return the gradient first. The values come first.

    你先返回了梯度。应先返回函数值。"""
    s = torch.sigmoid(x.detach())
    return s * (1 - s), s


def sigmoid_gradient_on_x_itself(x):
    """You go backward to x itself: its requires_grad changes, and an earlier gradient is added to yours. Work on a
    copy.

    你直接对 x 反向传播：它的 requires_grad 变了，此前的梯度也加进了你的结果。请在副本上计算。"""
    x.requires_grad_()
    y = torch.sigmoid(x)
    y.sum().backward()
    return y.detach(), x.grad


def sigmoid_gradient_result_in_the_graph(x):
    """Your values are right, but y still hangs on its graph. Return y.detach().

    数值是对的，但 y 还连着计算图。请返回 y.detach()。"""
    x = x.detach().clone().requires_grad_()
    y = torch.sigmoid(x)
    y.sum().backward(retain_graph=True)
    return y, x.grad


def _both(x):
    s = torch.sigmoid(x.detach())
    return x.detach(), s, s * (1 - s)


def plot_vanishing_two_plots(x):
    """You drew two figures. Both lines belong into one.

    你画了两张图。两条线应画在同一张图中。"""
    x, s, gradient = _both(x)
    plt.plot(x, s, label="sigmoid")
    plt.grid()
    plt.figure()
    plt.plot(x, gradient, label="gradient")
    plt.legend()


def plot_vanishing_sigmoid_only(x):
    """The gradient is missing: your plot has one line.

    漏掉了梯度：你的图中只有一条线。"""
    x, s, _ = _both(x)
    plt.plot(x, s, label="sigmoid")
    plt.legend()
    plt.grid()


def plot_vanishing_over_the_index(x):
    """You did not hand x to plt.plot, so that the lines are drawn over 0, 1, 2, ….

    你没有把 x 传给 plt.plot，两条线的横坐标因此成了 0、1、2……"""
    x, s, gradient = _both(x)
    plt.plot(s, label="sigmoid")
    plt.plot(gradient, label="gradient")
    plt.legend()
    plt.grid()


def plot_vanishing_legend_swapped(x):
    """Your legend is the wrong way round: it calls the gradient "sigmoid".

    你的图例反了：把梯度叫作了 "sigmoid"。"""
    x, s, gradient = _both(x)
    plt.plot(x, s, label="gradient")
    plt.plot(x, gradient, label="sigmoid")
    plt.legend()
    plt.grid()


def plot_vanishing_without_a_legend(x):
    """There is no legend: label= alone shows nothing, plt.legend() does.

    没有图例：只写 label= 不会显示，还要调用 plt.legend()。"""
    x, s, gradient = _both(x)
    plt.plot(x, s, label="sigmoid")
    plt.plot(x, gradient, label="gradient")
    plt.grid()


def plot_vanishing_without_a_grid(x):
    """There is no grid: plt.grid().

    没有网格：plt.grid()。"""
    x, s, gradient = _both(x)
    plt.plot(x, s, label="sigmoid")
    plt.plot(x, gradient, label="gradient")
    plt.legend()


def plot_vanishing_not_detached(x):
    """matplotlib turns a tensor into a numpy array, and one that requires a gradient refuses that. Draw x.detach().

    matplotlib 会把张量转换成 numpy 数组，而要求梯度的张量会拒绝转换。请用 x.detach() 画图。"""
    _, s, gradient = _both(x)
    plt.plot(x, s, label="sigmoid")
    plt.plot(x, gradient, label="gradient")
    plt.legend()
    plt.grid()


def _leaf(x):
    return x.detach().clone().requires_grad_()


def deep_gradient_a_power(f, x, depth):
    """You took the derivative of one f and raised it to a power. The later layers see other values than x: each
    factor is the derivative at the place where that layer is.

    你求出一个 f 的导数，再取幂。后面的层看到的不再是 x：每个因子都应是该层所在位置的导数。"""
    x = _leaf(x)
    (g,) = torch.autograd.grad(f(x).sum(), x)
    return g**depth


def deep_gradient_one_layer(f, x, depth):
    """You applied f once, whatever depth says.

    无论 depth 是多少，你都只应用了一次 f。"""
    x = _leaf(x)
    return torch.autograd.grad(f(x).sum(), x)[0]


def deep_gradient_one_layer_too_many(f, x, depth):
    """You applied f once too often.

    你多应用了一次 f。"""
    x = _leaf(x)
    y = f(x)
    for _ in range(depth):
        y = f(y)
    return torch.autograd.grad(y.sum(), x)[0]


def deep_gradient_last_layer_only(f, x, depth):
    """You give the derivative of the last layer alone. The gradient goes back through all layers to x.

    你给出的只是最后一层的导数。梯度要穿过所有层一直传回 x。"""
    y = x.detach()
    for _ in range(depth - 1):
        y = f(y)
    y = _leaf(y)
    return torch.autograd.grad(f(y).sum() if depth else y.sum(), y)[0]


def deep_gradient_on_x_itself(f, x, depth):
    """You go backward to x itself: its requires_grad and its grad change. Work on a copy.

    你直接对 x 反向传播：它的 requires_grad 和 grad 都变了。请在副本上计算。"""
    x.requires_grad_()
    y = x
    for _ in range(depth):
        y = f(y)
    y.sum().backward()
    return x.grad
