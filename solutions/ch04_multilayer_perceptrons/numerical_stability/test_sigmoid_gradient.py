import torch

from grader.suite import after, check, hint, points


@points(3)
@hint("The gradient is s(1 - s), by autograd.", zh="梯度是 s(1 - s)，由自动微分得到。")
def test_values(student, reference):
    """Value and derivative are right for any shape. / 任意形状下，函数值和导数都正确。"""
    for shape in (7,), (3, 4), (1,):
        x = 2 * torch.randn(shape)
        check.close(student.sigmoid_gradient(x), reference.sigmoid_gradient(x))


@points(1)
@after(test_values)
@hint("Compute in the dtype of x.", zh="用 x 的 dtype 计算。")
def test_double_precision(student, reference):
    """Double precision is kept. / 保持双精度。"""
    x = 2 * torch.randn(6, dtype=torch.float64)
    check.close(student.sigmoid_gradient(x), reference.sigmoid_gradient(x))


@points(1)
@after(test_values)
@hint("backward() adds to x.grad: work on a copy.", zh="backward() 会累加到 x.grad：请在副本上计算。")
def test_an_earlier_gradient_does_not_count(student, reference):
    """A gradient that x has from before does not enter the result. / x 此前已有的梯度不会混进结果。"""
    x = torch.randn(5).requires_grad_()
    x.square().sum().backward()
    expected = reference.sigmoid_gradient(x.detach())
    check.close(student.sigmoid_gradient(x)[1], expected[1])
    check.close(student.sigmoid_gradient(x)[1], expected[1])


@points(2)
@after(test_values)
@hint(
    "x.detach().clone().requires_grad_() for the computation, y.detach() for the result.",
    zh="用 x.detach().clone().requires_grad_() 计算，返回 y.detach()。",
)
def test_x_is_left_alone(student):
    """x stays as it is, and the results require no gradient. / x 保持不变，两个结果都不带梯度。"""
    x, y = torch.randn(5), torch.randn(5).requires_grad_()
    y.exp().sum().backward()
    values, grad = y.detach().clone(), y.grad.clone()
    results = student.sigmoid_gradient(x)
    student.sigmoid_gradient(y)
    check.close([y.detach(), y.grad], [values, grad])
    check.equal([x.requires_grad, *(t.requires_grad for t in results)], [False, False, False])
