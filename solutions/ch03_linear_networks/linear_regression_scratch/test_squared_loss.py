import torch

from grader.suite import after, check, hint, points


@points(2)
@hint("Half the square of the difference, element by element.", zh="逐元素地求差的平方的一半。")
def test_values(student, reference):
    """Each example has its own loss. / 每个样本有自己的损失。"""
    for shape in ((5, 1), (4,), (1, 1)):
        y_hat, y = torch.randn(shape), 3 * torch.randn(shape)
        check.close(student.squared_loss(y_hat, y), reference.squared_loss(y_hat, y))


@points(2)
@hint(
    "(n, 1) minus (n,) broadcasts to (n, n): give y the shape of y_hat first.",
    zh="(n, 1) 减 (n,) 会广播成 (n, n)：先把 y 变成 y_hat 的形状。",
)
def test_a_column_and_a_vector(student, reference):
    """A column of predictions and a vector of labels fit together, and the other way round.

    预测是列、标签是向量时也能对上，反过来也一样。"""
    for left, right in (((4, 1), (4,)), ((4,), (4, 1)), ((2, 3), (6,))):
        y_hat, y = torch.randn(left), torch.randn(right)
        check.close(student.squared_loss(y_hat, y), reference.squared_loss(y_hat, y))


@points(2)
@after(test_values)
@hint("The derivative of half the square is the difference itself.", zh="平方的一半求导，正好是差本身。")
def test_gradient(student, reference):
    """The gradient is y_hat - y. / 梯度是 y_hat - y。"""
    y_hat, y = torch.randn(4, 1, dtype=torch.float64), torch.randn(4, dtype=torch.float64)
    check.same_gradient(lambda p: student.squared_loss(p, y), lambda p: reference.squared_loss(p, y), y_hat)


@points(1)
@after(test_values)
@hint(
    "reshape gives a new tensor; resize_ and -= change the old one.",
    zh="reshape 得到新张量；resize_ 和 -= 会改动原来的。",
)
def test_the_inputs_are_left_alone(student):
    """y_hat and y stay as they are. / y_hat 和 y 保持不变。"""
    check.leaves_alone(student.squared_loss, torch.randn(4, 1), torch.randn(4, 1))
    check.leaves_alone(student.squared_loss, torch.randn(4, 1), torch.randn(4))
