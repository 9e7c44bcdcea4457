import torch

from grader.suite import after, check, hint, points


@points(3)
@hint("y = f(y) in a loop; the chain rule is autograd's business.", zh="在循环中 y = f(y)；链式法则交给自动微分。")
def test_values(student, reference):
    """The derivative through several layers is right. / 穿过几层的导数正确。"""
    for f, depth in (torch.sigmoid, 1), (torch.sigmoid, 3), (torch.tanh, 5), (lambda x: x * (1 - x), 4):
        x = torch.randn(6)
        check.close(student.deep_gradient(f, x, depth), reference.deep_gradient(f, x, depth))


@points(1)
@after(test_values)
@hint(
    "With 40 sigmoids, the derivative is tiny, but it is not 0: double precision shows it.",
    zh="40 个 sigmoid 之后导数极小，但不为 0：用双精度可以看出。",
)
def test_many_layers(student, reference):
    """After 40 layers, next to nothing is left. / 经过 40 层，几乎什么都不剩。"""
    x = torch.randn(4, dtype=torch.float64)
    scale = 4.0**40  # so that the check sees the digits
    check.close(
        student.deep_gradient(torch.sigmoid, x, 40) * scale, reference.deep_gradient(torch.sigmoid, x, 40) * scale
    )


@points(1)
@after(test_values)
@hint("With no layer, F(x) = x.", zh="没有层时 F(x) = x。")
def test_no_layer(student):
    """With depth 0, the derivative is 1 everywhere. / depth 为 0 时，导数处处为 1。"""
    check.close(student.deep_gradient(torch.sigmoid, torch.randn(2, 3), 0), torch.ones(2, 3))


@points(2)
@after(test_values)
@hint("Work on x.detach().clone().", zh="请在 x.detach().clone() 上计算。")
def test_x_is_left_alone(student):
    """x stays as it is, and the result requires no gradient. / x 保持不变，结果不带梯度。"""
    x, y = torch.randn(5), torch.randn(5).requires_grad_()
    y.exp().sum().backward()
    values, grad = y.detach().clone(), y.grad.clone()
    result = student.deep_gradient(torch.tanh, x, 2)
    student.deep_gradient(torch.tanh, y, 2)
    check.close([y.detach(), y.grad], [values, grad])
    check.equal([x.requires_grad, result.requires_grad], [False, False])
