import torch

from grader.suite import after, check, drawn, hint, points


def plot(room, f, x):
    with drawn(room) as figures:
        room.plot_activation(f, x)
    return figures


@points(3)
@hint("The second figure shows the derivative, by autograd.", zh="第二张图画的是由自动微分得到的导数。")
def test_other_functions(student, reference):
    """For other functions and other x, both figures are right. / 换成其他函数和其他 x，两张图都正确。"""
    for f, x in (torch.sigmoid, torch.linspace(-8, 8, 33)), (torch.tanh, torch.linspace(-1, 3, 12)):
        mine, right = plot(student, f, x.clone()), plot(reference, f, x)
        for i in 0, 1:
            check.draws(mine[i], right[i], "lines")
        check.equal(len(mine), 2)


@points(2)
@after(test_other_functions)
@hint("plt.xlabel and plt.ylabel, in each figure.", zh="每张图都要 plt.xlabel 和 plt.ylabel。")
def test_the_labels(student, reference):
    """The axes have their names. / 坐标轴有名字。"""
    x = torch.linspace(-4, 4, 17)
    mine, right = plot(student, torch.sigmoid, x), plot(reference, torch.sigmoid, x)
    for i in 0, 1:
        check.draws(mine[i], right[i], "xlabel", "ylabel")


@points(2)
@after(test_other_functions)
@hint("Draw x.detach(), and work on a copy of x.", zh="画图用 x.detach()，计算用 x 的副本。")
def test_x_that_requires_a_gradient(student, reference):
    """x may require a gradient, and is left alone. / x 可以要求梯度，且保持不变。"""
    x = torch.linspace(-4, 4, 17).requires_grad_()
    mine, right = plot(student, torch.tanh, x), plot(reference, torch.tanh, x.detach())
    for i in 0, 1:
        check.draws(mine[i], right[i], "lines")
    check.equal([x.grad is None, x.requires_grad], [True, True])
