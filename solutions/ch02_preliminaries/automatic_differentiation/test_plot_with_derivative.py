import torch

from grader.suite import after, check, drawn, hint, points


@points(2)
@hint("Let autograd find the derivative: go backward from f(x).sum().", zh="让自动微分求导数：从 f(x).sum() 反向传播。")
def test_other_functions(student, reference):
    """Any function is drawn with its own derivative. / 任何函数都与它自己的导数画在一起。"""
    for f in torch.tanh, torch.exp, torch.square:
        x = torch.linspace(-2, 1.5, 20)
        with drawn(student) as figures:
            student.plot_with_derivative(x, f)
        with drawn(reference) as right:
            reference.plot_with_derivative(x, f)
        check.draws(figures, right, "lines")


@points(1)
@after(test_other_functions)
@hint(
    "Give each line its label, then call legend(); name the axis.", zh="给每条线加标签，再调用 legend()；给横轴命名。"
)
def test_the_names(student, reference):
    """The legend and the axis have the right names. / 图例和横轴的名字正确。"""
    x = torch.linspace(-6, 6, 30)
    with drawn(student) as figures:
        student.plot_with_derivative(x)
    with drawn(reference) as right:
        reference.plot_with_derivative(x)
    check.draws(figures, right, "lines", "legend", "xlabel")


@points(1)
@after(test_other_functions)
@hint("Detach what you draw; a gradient from before must not be added.", zh="画图前先 detach；之前的梯度不能加进来。")
def test_points_that_require_a_gradient(student, reference):
    """x may require a gradient and have one already. / x 可以要求梯度，也可以已有梯度。"""
    x = torch.linspace(-2, 2, 20, requires_grad=True)
    x.square().sum().backward()
    with drawn(student) as figures:
        student.plot_with_derivative(x)
    with drawn(reference) as right:
        reference.plot_with_derivative(x.detach().clone())
    check.draws(figures, right, "lines")


@points(2)
@after(test_other_functions)
@hint(
    "Work on a copy: x.detach().clone().requires_grad_().", zh="请在副本上计算：x.detach().clone().requires_grad_()。"
)
def test_x_is_left_alone(student):
    """x, its requires_grad and its grad stay as they are. / x 及其 requires_grad 和 grad 都保持不变。"""
    x, y = torch.linspace(-2, 2, 9), torch.linspace(-1, 1, 9).requires_grad_()
    y.exp().sum().backward()
    values, grad = y.detach().clone(), y.grad.clone()
    with drawn(student):
        student.plot_with_derivative(x)
        student.plot_with_derivative(y)
    check.close([y.detach(), y.grad], [values, grad])
    check.equal(x.requires_grad, False)
