import torch
from matplotlib import pyplot as plt


def first_the_same_tensor():
    """You kept x.grad itself and no copy: later backward() calls added to it. Keep x.grad.clone().

    你保存的是 x.grad 本身，而不是副本：之后的 backward() 又累加到了里面。请保存 x.grad.clone()。"""
    return torch.tensor([1.0, 5.0, 9.0, 13.0])


def first_without_the_factor(x):
    """The factor 2 is missing: this is the gradient of x·x.

    漏了系数 2：这是 x·x 的梯度。"""
    return 2 * x.detach()


def first_the_value(x):
    """That is y itself. Its gradient is asked for.

    这是 y 本身。题目要的是它的梯度。"""
    return 2 * (x * x).sum().detach()


def accumulated_cleared():
    """You cleared x.grad before: only the gradient of the sum is left. Here both should add up.

    你先清零了：只剩下和的梯度。这里两者应当累加。"""
    return torch.ones(4)


def accumulated_twice_the_first(x):
    """You went backward from 2 x·x again. The second time it is x.sum().

    你又从 2 x·x 反向传播了一次。第二次应从 x.sum() 出发。"""
    return 8 * x.detach()


def cleared_not_cleared(x):
    """x.grad still holds the earlier gradients: clear it before you go backward.

    x.grad 里还有之前的梯度：反向传播之前请先清零。"""
    return 4 * x.detach() + 2


def cleared_to_zero():
    """You cleared x.grad, but did not go backward from the sum after that.

    你清空了 x.grad，但之后没有从和反向传播。"""
    return torch.zeros(4)


def constant_not_detached(x):
    """You did not treat u as a constant: this is the gradient of the sum of x³. Detach u.

    你没有把 u 当作常数：这是 x³ 之和的梯度。请对 u 使用 detach。"""
    return 3 * x.detach() ** 2


def constant_detached_all_but_u(x):
    """You detached x instead of u: then x counts as a constant, and u as a function of x.

    你 detach 的是 x 而不是 u：于是 x 成了常数，u 却成了 x 的函数。"""
    return 2 * x.detach() * x.detach()


def constant_not_cleared(x):
    """The gradient from before is still in x.grad: clear it first.

    x.grad 里还有之前的梯度：请先清零。"""
    return x.detach() ** 2 + 1


def twice_once(x):
    """That is the gradient of one backward(). The second one adds another.

    这是一次 backward() 的梯度。第二次还会再加一份。"""
    return 3 * x.detach() ** 2


def twice_second_derivative(x):
    """That is the second derivative. Going backward twice adds the first derivative to itself.

    这是二阶导数。反向传播两次，是把一阶导数加上它自己。"""
    return 6 * x.detach()


def f_doubles_at_the_border(a):
    """You go on doubling when the norm is exactly 1000 (<=). It ends there.

    范数恰为 1000 时你还在加倍（<=）。这时应当停下。"""
    b = a * 2
    while b.norm() <= 1000:
        b = b * 2
    return b if b.sum() > 0 else 100 * b


def f_zero_counts_as_positive(a):
    """With a sum of exactly 0 you return b (>=). Only a sum greater than 0 does.

    和恰为 0 时你返回了 b（>=）。只有和大于 0 时才应如此。"""
    b = a * 2
    while b.norm() < 1000:
        b = b * 2
    return b if b.sum() >= 0 else 100 * b


def f_never_doubled_before(a):
    """You begin with b = a: an a whose norm is 1000 or more is then never doubled.

    你从 b = a 开始：范数不小于 1000 的 a 就一次也没有加倍。"""
    b = a * 1
    while b.norm() < 1000:
        b = b * 2
    return b if b.sum() > 0 else 100 * b


def f_without_the_branch(a):
    """You return b in either case. Unless the sum is positive, 100 b is asked for.

    两种情况下你都返回了 b。和不为正时应返回 100 b。"""
    b = a * 2
    while b.norm() < 1000:
        b = b * 2
    return b


def f_branches_swapped(a):
    """The branches are swapped: a positive sum leaves b as it is.

    两个分支写反了：和为正时 b 保持不变。"""
    b = a * 2
    while b.norm() < 1000:
        b = b * 2
    return 100 * b if b.sum() > 0 else b


def f_sum_of_absolute_values(a):
    """You compare the sum of absolute values with 1000. The norm is the root of the sum of squares.

    你拿来与 1000 比较的是绝对值之和。范数是平方和的平方根。"""
    b = a * 2
    while b.abs().sum() < 1000:
        b = b * 2
    return b if b.sum() > 0 else 100 * b


def f_outside_the_graph(a):
    """The values are right, but you turned a into numbers (.item(), .detach(), .data): no gradient reaches a.

    数值是对的，但你把 a 变成了普通的数（.item()、.detach()、.data）：梯度传不到 a。"""
    b = a.detach() * 2
    while b.norm() < 1000:
        b = b * 2
    return b if b.sum() > 0 else 100 * b


def f_in_place(a):
    """The values are right, but b is a itself: b *= 2 doubles the caller's a.

    数值是对的，但 b 就是 a 本身：b *= 2 把调用者的 a 加倍了。"""
    b = a.detach() if a.requires_grad else a
    b *= 2
    while b.norm() < 1000:
        b *= 2
    return b * 1 if b.sum() > 0 else 100 * b


def _f(a):
    b = a * 2
    while b.norm() < 1000:
        b = b * 2
    return b if b.sum() > 0 else 100 * b


def gradient_of_f_without_backward(a):
    """You return a.grad without having gone backward: until someone calls backward(), it is None.

    你没有反向传播就返回了 a.grad：在调用 backward() 之前，它是 None。"""
    a = a.detach().clone().requires_grad_()
    _f(a)
    return a.grad


def gradient_of_f_of_scalars_only(a):
    """backward() without an argument wants a scalar: for a vector take the sum first.

    不带参数的 backward() 要求标量：对向量请先求和。"""
    a = a.detach().clone().requires_grad_()
    _f(a).backward()
    return a.grad


def gradient_of_f_by_division(a):
    """f(a) / a is the gradient only where no element is 0: there it is nan. Ask autograd.

    只有在没有零元素的地方，f(a) / a 才是梯度：遇到 0 就是 nan。请用自动微分。"""
    return (_f(a) / a).detach()


def gradient_of_f_of_the_mean(a):
    """You go backward from the mean: all gradients are divided by the number of elements.

    你从平均值反向传播：所有梯度都除以了元素个数。"""
    a = a.detach().clone().requires_grad_()
    _f(a).mean().backward()
    return a.grad


def gradient_of_f_on_a_itself(a):
    """You go backward to a itself: its requires_grad changes, and backward() adds to the gradient that a already has.

    你直接对 a 反向传播：它的 requires_grad 变了，而且 backward() 会累加到 a 已有的梯度上。"""
    a.requires_grad_()
    _f(a).sum().backward()
    return a.grad


def gradient_of_f_the_value(a):
    """You return f(a) itself. Its gradient is asked for.

    你返回的是 f(a) 本身。题目要的是梯度。"""
    return _f(a).detach()


def _draw(x, y, slope, names=("f(x)", "f'(x)"), xlabel="x"):
    plt.plot(x, y, label=names[0])
    plt.plot(x, slope, label=names[1])
    plt.xlabel(xlabel)
    plt.legend()


def plot_with_derivative_only_the_function(x, f=torch.sin):
    """Only f(x) is drawn: the derivative is missing.

    只画了 f(x)：少了导数。"""
    plt.plot(x.detach(), f(x).detach(), label="f(x)")
    plt.xlabel("x")
    plt.legend()


def plot_with_derivative_cosine(x, f=torch.sin):
    """Your second line is the cosine, whatever f is. The derivative must come from autograd.

    不论 f 是什么，你的第二条线总是余弦。导数必须由自动微分得到。"""
    _draw(x.detach(), f(x).detach(), torch.cos(x.detach()))


def plot_with_derivative_not_detached(x, f=torch.sin):
    """matplotlib refuses a tensor that requires a gradient: detach what you draw.

    matplotlib 不接受要求梯度的张量：画图前请先 detach。"""
    x = x.detach().clone().requires_grad_()
    y = f(x)
    y.sum().backward()
    _draw(x, y, x.grad)


def plot_with_derivative_names_swapped(x, f=torch.sin):
    """The names in the legend are swapped, or on the wrong lines.

    图例中的名字对调了，或者标错了线。"""
    z = x.detach().clone().requires_grad_()
    f(z).sum().backward()
    _draw(z.detach(), f(z).detach(), z.grad, ("f'(x)", "f(x)"))


def plot_with_derivative_on_x_itself(x, f=torch.sin):
    """You go backward to x itself: its requires_grad changes, and a gradient from before is drawn as well.

    你直接对 x 反向传播：它的 requires_grad 变了，之前的梯度也被画了进去。"""
    x.requires_grad_()
    f(x).sum().backward()
    _draw(x.detach(), f(x).detach(), x.grad)


def plot_with_derivative_of_the_mean(x, f=torch.sin):
    """You went backward from the mean: the slope is divided by the number of points. Take the sum.

    你从平均值反向传播：斜率除以了点的个数。请用求和。"""
    z = x.detach().clone().requires_grad_()
    f(z).mean().backward()
    _draw(z.detach(), f(z).detach(), z.grad)
