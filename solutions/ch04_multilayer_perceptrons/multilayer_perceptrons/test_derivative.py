import torch

from grader.suite import after, check, hint, points

FUNCTIONS = [torch.sigmoid, torch.tanh, torch.sin, lambda x: x**3 - 2 * x]


@points(3)
@hint(
    "Let x require a gradient, compute f(x).sum(), go backward, and return the gradient.",
    zh="让 x 要求梯度，计算 f(x).sum()，反向传播，返回得到的梯度。",
)
def test_values(student, reference):
    """The derivatives of several functions are right. / 几个函数的导数都正确。"""
    for f in FUNCTIONS:
        x = torch.randn(7)
        check.close(student.derivative(f, x), reference.derivative(f, x))


@points(1)
@after(test_values)
@hint("The result has the shape of x.", zh="结果的形状与 x 相同。")
def test_shapes(student, reference):
    """Matrices and single numbers work too. / 矩阵和单个数也可以。"""
    for shape in (3, 4), (1,), (2, 2, 3):
        x = torch.randn(shape)
        check.close(student.derivative(torch.exp, x), reference.derivative(torch.exp, x))


@points(1)
@after(test_values)
@hint(
    "Compute in the dtype of x, and by autograd rather than by differences.",
    zh="用 x 的 dtype，并且用自动微分而不是差分。",
)
def test_double_precision(student, reference):
    """In double precision, the derivative is exact to 7 digits. / 双精度时，导数精确到 7 位有效数字。"""
    x = torch.randn(6, dtype=torch.float64)
    check.close(student.derivative(torch.sigmoid, x), reference.derivative(torch.sigmoid, x))


@points(1)
@after(test_values)
@hint(
    "backward() adds to x.grad. Work on a copy: x.detach().clone().",
    zh="backward() 会把梯度累加到 x.grad。请在副本 x.detach().clone() 上计算。",
)
def test_an_earlier_gradient_does_not_count(student, reference):
    """A gradient that x has from before does not enter the result. / x 此前已有的梯度不会混进结果。"""
    x = torch.randn(5).requires_grad_()
    x.square().sum().backward()
    expected = reference.derivative(torch.sin, x.detach())
    check.close(student.derivative(torch.sin, x), expected)
    check.close(student.derivative(torch.sin, x), expected)


@points(2)
@after(test_values)
@hint(
    "Work on a copy: x.detach().clone().requires_grad_().", zh="请在副本上计算：x.detach().clone().requires_grad_()。"
)
def test_x_is_left_alone(student):
    """x, its requires_grad and its grad stay as they are. / x 及其 requires_grad 和 grad 都保持不变。"""
    x, y = torch.randn(5), torch.randn(5).requires_grad_()
    y.exp().sum().backward()
    values, grad = y.detach().clone(), y.grad.clone()
    result = student.derivative(torch.sin, x)
    student.derivative(torch.sin, y)
    check.close([y.detach(), y.grad], [values, grad])
    check.equal([x.requires_grad, result.requires_grad], [False, False])
