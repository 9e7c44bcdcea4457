import torch

from grader.suite import after, check, hint, points


@points(2)
@hint("Go backward from the sum: backward() wants a scalar.", zh="从和出发反向传播：backward() 要求标量。")
def test_vectors_and_matrices(student, reference):
    """The gradient is right for any shape. / 对任意形状，梯度都正确。"""
    for shape in (), (4,), (2, 3):
        a = torch.rand(shape) + 0.1
        check.close(student.gradient_of_f(a), reference.gradient_of_f(a))
        check.close(student.gradient_of_f(-a), reference.gradient_of_f(-a))


@points(1)
@after(test_vectors_and_matrices)
@hint("Ask autograd, and do not divide by a.", zh="请用自动微分，不要除以 a。")
def test_elements_that_are_zero(student, reference):
    """Elements that are zero have a gradient too. / 为零的元素也有梯度。"""
    a = torch.tensor([0.0, 2.0, 0.0, -1.5])
    check.close(student.gradient_of_f(a), reference.gradient_of_f(a))


@points(1)
@after(test_vectors_and_matrices)
@hint("Compute in the dtype of a.", zh="用 a 的 dtype 计算。")
def test_double_precision(student, reference):
    """Double precision is kept. / 保持双精度。"""
    a = torch.tensor([1e-3, 5e-3], dtype=torch.float64)
    check.close(student.gradient_of_f(a), reference.gradient_of_f(a))


@points(1)
@after(test_vectors_and_matrices)
@hint(
    "backward() adds to a.grad. Work on a copy: a.detach().clone().",
    zh="backward() 会累加到 a.grad。请在副本 a.detach().clone() 上计算。",
)
def test_an_earlier_gradient_does_not_count(student, reference):
    """A gradient that a has from before does not enter the result. / a 此前已有的梯度不会混进结果。"""
    a = torch.rand(5).requires_grad_()
    a.square().sum().backward()
    expected = reference.gradient_of_f(a.detach().clone())
    check.close(student.gradient_of_f(a), expected)
    check.close(student.gradient_of_f(a), expected)


@points(2)
@after(test_vectors_and_matrices)
@hint(
    "Work on a copy: a.detach().clone().requires_grad_().", zh="请在副本上计算：a.detach().clone().requires_grad_()。"
)
def test_a_is_left_alone(student):
    """a, its requires_grad and its grad stay as they are. / a 及其 requires_grad 和 grad 都保持不变。"""
    a, b = torch.rand(5), torch.rand(5).requires_grad_()
    b.exp().sum().backward()
    values, grad = b.detach().clone(), b.grad.clone()
    result = student.gradient_of_f(a)
    student.gradient_of_f(b)
    check.close([b.detach(), b.grad], [values, grad])
    check.equal([a.requires_grad, result.requires_grad], [False, False])
