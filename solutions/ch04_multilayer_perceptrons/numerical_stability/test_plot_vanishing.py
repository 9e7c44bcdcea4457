import torch

from grader.suite import after, check, drawn, hint, points


def plot(room, x):
    with drawn(room) as figures:
        room.plot_vanishing(x)
    return figures


@points(2)
@hint("Both lines over the x that was handed in.", zh="两条线都以传入的 x 为横坐标。")
def test_another_range(student, reference):
    """For another range of x, the lines are right. / 换一个 x 的范围，两条线仍然正确。"""
    x = torch.linspace(-3, 5, 31)
    check.draws(plot(student, x), plot(reference, x), "lines")


@points(2)
@after(test_another_range)
@hint(
    'label="sigmoid" and label="gradient", and plt.legend().',
    zh='label="sigmoid" 和 label="gradient"，再调用 plt.legend()。',
)
def test_the_legend(student, reference):
    """The legend names the right line each. / 图例中每个名字对应正确的线。"""
    x = torch.linspace(-4, 4, 21)
    check.draws(plot(student, x), plot(reference, x), "lines", "legend")


@points(1)
@after(test_another_range)
@hint("plt.grid().", zh="plt.grid()。")
def test_the_grid(student, reference):
    """There is a grid. / 有网格。"""
    x = torch.linspace(-4, 4, 21)
    check.draws(plot(student, x), plot(reference, x), "grid")


@points(1)
@after(test_another_range)
@hint("Draw x.detach().", zh="画图时用 x.detach()。")
def test_x_that_requires_a_gradient(student, reference):
    """x may require a gradient, and is left alone. / x 可以要求梯度，且保持不变。"""
    x = torch.linspace(-4, 4, 21).requires_grad_()
    check.draws(plot(student, x), plot(reference, x.detach()), "lines")
    check.equal([x.grad is None, x.requires_grad], [True, True])
