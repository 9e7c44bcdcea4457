import torch
from matplotlib import pyplot as plt


def sigmoid_without_the_minus(x):
    """The sign of the exponent is missing: 1 / (1 + exp(x)) falls where the sigmoid rises.

    指数上漏了负号：1 / (1 + exp(x)) 是下降的，而 sigmoid 是上升的。"""
    return 1 / (1 + torch.exp(x))


def sigmoid_by_the_definition(x):
    """Your values are right everywhere. But at x = -100 exp(-x) is inf, and the backward pass multiplies it by 0: the
    gradient is nan. For x < 0 use exp(x) / (1 + exp(x)), and see that neither branch ever computes a huge exponential.

    你的函数值处处正确。但在 x = -100 处 exp(-x) 为 inf，反向传播时它与 0 相乘，梯度成了 nan。x < 0 时请改用
    exp(x) / (1 + exp(x))，并且保证两个分支都不会计算很大的指数。"""
    return 1 / (1 + torch.exp(-x))


def sigmoid_both_branches_in_full(x):
    """torch.where picks the right value, but autograd goes back through both branches, and in one of them exp
    overflows: inf times 0 is nan. Limit the exponent itself, with where or clamp, before you exponentiate.

    torch.where 挑出了正确的值，但自动微分会经过两个分支，其中一个的 exp 上溢：inf 乘 0 得 nan。请在求指数之前先限制指
    数本身，例如用 where 或 clamp。"""
    return torch.where(x >= 0, 1 / (1 + torch.exp(-x)), torch.exp(x) / (1 + torch.exp(x)))


def sigmoid_through_the_absolute_value(x):
    """Your values are right, but at 0 the gradient is not: the derivative of abs at 0 is 0 for torch, so the gradient
    of exp(-|x|) is lost there. Choose between x and -x with torch.where instead.

    函数值是对的，但 0 处的梯度不对：torch 约定 abs 在 0 处的导数为 0，exp(-|x|) 的梯度在那里就丢了。请用 torch.where
    在 x 和 -x 之间选择。"""
    e = torch.exp(-x.abs())
    return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_over_the_sum(x):
    """You divided exponentials by their sum: that is the softmax, which ties the elements together. The sigmoid of an
    element depends on that element alone.

    你用指数除以指数之和：那是 softmax，它把各元素联系在一起。一个元素的 sigmoid 只取决于这个元素自己。"""
    return torch.exp(x) / torch.exp(x).sum()


def sigmoid_outside_the_graph(x):
    """Your values are right, but no gradient reaches x: somewhere the computation leaves the graph (.detach(), .data,
    numpy or no_grad).

    数值是对的，但梯度传不到 x：某处的计算脱离了计算图（.detach()、.data、numpy 或 no_grad）。"""
    x = x.detach()
    positive = x >= 0
    e = torch.exp(torch.where(positive, -x, x))
    return torch.where(positive, 1 / (1 + e), e / (1 + e))


def sigmoid_in_place(x):
    """Your numbers are right, but they are written over x. Use -x and torch.exp(...), which make new tensors, instead
    of neg_() and exp_().

    数值是对的，但结果覆盖了 x。请用会新建张量的 -x 和 torch.exp(...)，不要用 neg_() 和 exp_()。"""
    with torch.no_grad():
        x.neg_().clamp_(max=80).exp_().add_(1).reciprocal_()
    return x


def tanh_by_the_definition(x):
    """The formula is right while exp(-2x) is finite. At x = -100 it is inf, and (1 - inf) / (1 + inf) is nan. Divide
    both sides by the larger exponential, or use 2 sigmoid(2x) - 1.

    只要 exp(-2x) 有限，这个公式就是对的。在 x = -100 处它为 inf，(1 - inf) / (1 + inf) 是 nan。请让分子分母同除以较大
    的指数，或者用 2 sigmoid(2x) - 1。"""
    return (1 - torch.exp(-2 * x)) / (1 + torch.exp(-2 * x))


def tanh_exponent_not_doubled(x):
    """You have exp(-x) where exp(-2x) belongs: what you compute is tanh(x / 2).

    你写的是 exp(-x)，应为 exp(-2x)：你算出的是 tanh(x / 2)。"""
    return 2 / (1 + torch.exp(-x)) - 1


def tanh_upside_down(x):
    """Your sign is wrong: tanh is positive for positive x.

    符号反了：x 为正时 tanh 为正。"""
    return 1 - 2 / (1 + torch.exp(-2 * x))


def tanh_clipped(x):
    """You clip the result, or x, to a range close to 0: between -1 and 1 tanh is no straight line.

    你把结果或 x 截断到了 0 附近的一个区间：tanh 在 -1 与 1 之间并不是直线。"""
    return x.clamp(-1, 1)


def tanh_both_branches_in_full(x):
    """torch.where picks the right value, but autograd goes back through both branches, and in one of them exp
    overflows: inf times 0 is nan. Limit the exponent itself before you exponentiate.

    torch.where 挑出了正确的值，但自动微分会经过两个分支，其中一个的 exp 上溢：inf 乘 0 得 nan。请在求指数之前先限制指
    数本身。"""
    a, b = torch.exp(-2 * x), torch.exp(2 * x)
    return torch.where(x >= 0, (1 - a) / (1 + a), (b - 1) / (b + 1))


def prelu_as_a_maximum(x, alpha):
    """max(x, alpha x) is the same as long as alpha is at most 1. For a larger alpha it multiplies the positive elements
    and leaves the negative ones.

    alpha 不超过 1 时，max(x, alpha x) 与题目相同。alpha 更大时，被乘的反而是正的元素，负的元素没有变。"""
    return torch.maximum(x, alpha * x)


def prelu_minus(x, alpha):
    """You subtract alpha min(0, x): negative elements come out positive. The formula has a plus.

    你减去了 alpha min(0, x)：负的元素变成了正的。公式中是加号。"""
    return x.clamp(min=0) - alpha * x.clamp(max=0)


def prelu_scales_everything(x, alpha):
    """You multiply positive elements by alpha, too. They stay as they are.

    你把正的元素也乘了 alpha。正的元素应保持不变。"""
    return alpha * x.clamp(min=0) + alpha * x.clamp(max=0)


def prelu_relu(x, alpha):
    """Negative elements come out as 0: that is the ReLU. alpha min(0, x) is missing.

    负的元素都成了 0：那是 ReLU。漏掉了 alpha min(0, x)。"""
    return x.clamp(min=0)


def prelu_alpha_as_a_number(x, alpha):
    """You turn alpha into a Python number (float, .item() or .detach()): the values are right, but alpha gets no
    gradient and cannot be learned.

    你把 alpha 转成了普通的数（float、.item() 或 .detach()）：数值是对的，但 alpha 得不到梯度，无法学习。"""
    return x.clamp(min=0) + float(alpha) * x.clamp(max=0)


def prelu_in_place(x, alpha):
    """Your numbers are right, but you write them into the caller's x. torch.where makes a new tensor.

    数值是对的，但你把结果写进了调用者的 x。torch.where 会新建张量。"""
    with torch.no_grad():
        x[x < 0] *= alpha
    return x


def derivative_without_backward(f, x):
    """You return x.grad without having gone backward: until someone calls backward(), it is None.

    你没有反向传播就返回了 x.grad：在调用 backward() 之前，它是 None。"""
    x = x.detach().clone().requires_grad_()
    f(x)
    return x.grad


def derivative_of_the_mean(f, x):
    """You go backward from the mean, so each derivative is divided by the number of elements. Take the sum.

    你从平均值反向传播，每个导数因此都除以了元素个数。请用求和。"""
    x = x.detach().clone().requires_grad_()
    f(x).mean().backward()
    return x.grad


def derivative_returns_the_function(f, x):
    """You return f(x) itself. Its derivative is asked for.

    你返回的是 f(x) 本身。题目要的是它的导数。"""
    return f(x).detach()


def derivative_by_differences(f, x, h=1e-3):
    """You estimate the derivative by a difference quotient: that is good for a few digits only. Autograd gives all of
    them.

    你用差商估计导数：只有几位有效数字是准的。自动微分可以得到全部有效数字。"""
    x = x.detach()
    return (f(x + h) - f(x - h)) / (2 * h)


def derivative_on_x_itself(f, x):
    """You go backward to x itself: its requires_grad changes, and backward() adds to the gradient that x already has.
    Work on a copy, x.detach().clone().

    你直接对 x 反向传播：它的 requires_grad 变了，而且 backward() 会累加到 x 已有的梯度上。请在副本 x.detach().clone()
    上计算。"""
    x.requires_grad_()
    f(x).sum().backward()
    return x.grad


def derivative_clears_the_gradient(f, x):
    """You set x.grad to zero and go backward to x itself: your result is right, but the gradient that x had is lost.
    Work on a copy, x.detach().clone().

    你先把 x.grad 清零，再直接对 x 反向传播：结果是对的，但 x 原有的梯度丢了。请在副本 x.detach().clone() 上计算。"""
    x.requires_grad_()
    x.grad = None
    f(x).sum().backward()
    return x.grad


def _slope(f, x):
    leaf = x.detach().clone().requires_grad_()
    return torch.autograd.grad(f(leaf).sum(), leaf)[0]


def _draw(*figures, xlabel="x"):
    for x, y, name in figures:
        plt.figure()
        plt.plot(x, y)
        plt.xlabel(xlabel)
        plt.ylabel(name)


def plot_activation_gradient_without_backward(f, x):
    """You draw x.grad without having gone backward: it is None, and matplotlib cannot draw that.

    你没有反向传播就画 x.grad：它是 None，matplotlib 画不出来。"""
    leaf = x.detach().clone().requires_grad_()
    _draw((x.detach(), f(x.detach()), "f(x)"), (x.detach(), leaf.grad.clone(), "gradient of f"))


def plot_activation_one_figure(f, x):
    """Both lines are in one figure. Begin a second one with plt.figure().

    两条线画在同一张图里。请用 plt.figure() 新建第二张。"""
    x = x.detach()
    plt.plot(x, f(x))
    plt.plot(x, _slope(f, x))
    plt.xlabel("x")
    plt.ylabel("f(x)")


def plot_activation_function_twice(f, x):
    """Your second figure shows f again. It is its derivative that is wanted.

    你的第二张图画的还是 f。应画它的导数。"""
    x = x.detach()
    _draw((x, f(x), "f(x)"), (x, f(x), "gradient of f"))


def plot_activation_gradient_first(f, x):
    """You draw the derivative first. The function comes first.

    你先画了导数。应先画函数。"""
    x = x.detach()
    _draw((x, _slope(f, x), "gradient of f"), (x, f(x), "f(x)"))


def plot_activation_without_names(f, x):
    """Your axes have no names, or others than the ones asked for.

    你的坐标轴没有名字，或者名字不符合要求。"""
    x = x.detach()
    _draw((x, f(x), ""), (x, _slope(f, x), ""), xlabel="")


def plot_activation_not_detached(f, x):
    """matplotlib turns a tensor into a numpy array, and one that requires a gradient refuses that. Draw x.detach().

    matplotlib 会把张量转换成 numpy 数组，而要求梯度的张量会拒绝转换。请用 x.detach() 画图。"""
    _draw((x, f(x.detach()), "f(x)"), (x, _slope(f, x), "gradient of f"))
