import torch

from grader.suite import after, check, hint, points


@points(2)
@hint("torch.matmul(X, w) + b: b is broadcast over the rows.", zh="torch.matmul(X, w) + b：b 会广播到每一行。")
def test_values(student, reference):
    """The predictions are right, for several shapes. / 各种形状下预测值都正确。"""
    for n, d in ((5, 3), (1, 4), (6, 1), (3, 3)):
        X, w, b = torch.randn(n, d), torch.randn(d, 1), torch.randn(1)
        check.close(student.linreg(X, w, b), reference.linreg(X, w, b))


@points(2)
@after(test_values)
@hint("No .item(), .data or .detach() on the way.", zh="途中不要用 .item()、.data 或 .detach()。")
def test_gradients(student, reference):
    """Gradients flow to X, w and b. / 梯度能传到 X、w 和 b。"""
    inputs = torch.randn(4, 3), torch.randn(3, 1), torch.randn(1)
    check.same_gradient(student.linreg, reference.linreg, *(x.double() for x in inputs))


@points(1)
@after(test_values)
@hint("y += b is fine for a tensor of your own, not for an argument.", zh="可以对自己新建的张量做 +=，但不能对参数做。")
def test_the_inputs_are_left_alone(student):
    """X, w and b stay as they are. / X、w 和 b 保持不变。"""
    check.leaves_alone(student.linreg, torch.randn(4, 1), torch.randn(1, 1), torch.randn(1))
