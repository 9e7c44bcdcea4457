import torch

from grader.suite import after, check, hint, points


@points(2)
@hint("argmax along dim 1, compare with y, count.", zh="沿 dim 1 求 argmax，与 y 比较，计数。")
def test_values(student, reference):
    """The right predictions are counted, whatever the shape. / 任意形状下都能数出正确的预测。"""
    for n, q in (40, 3), (5, 5), (1, 4), (300, 2):
        y_hat, y = torch.randn(n, q), torch.randint(q, (n,))
        check.close(student.accuracy(y_hat, y), reference.accuracy(y_hat, y))


@points(1)
@after(test_values)
@hint("Compare in one dtype: y_hat.type(y.dtype) == y.", zh="在同一种 dtype 下比较：y_hat.type(y.dtype) == y。")
def test_other_dtypes(student, reference):
    """Classes may be int32, uint8 or float64, and scores float64. / 类别可以是 int32、uint8 或 float64，分数可以是 float64。"""
    for dtype in torch.int32, torch.uint8, torch.float64:
        y_hat, y = torch.randn(300, 3, dtype=torch.float64), torch.randint(3, (300,)).to(dtype)
        check.close(student.accuracy(y_hat, y), reference.accuracy(y_hat, y))


@points(1)
@hint(
    "With one axis, y_hat holds the predicted classes already: no argmax.",
    zh="y_hat 只有一个轴时，里面已经是预测的类别：不要再求 argmax。",
)
def test_predicted_classes(student, reference):
    """y_hat may hold the predicted classes themselves. / y_hat 也可以直接是预测的类别。"""
    for n in 30, 7:
        guess, y = torch.randint(3, (n,)), torch.randint(3, (n,))
        check.close(student.accuracy(guess, y), reference.accuracy(guess, y))
        check.close(student.accuracy(guess.float(), y), reference.accuracy(guess, y))


@points(2)
@after(test_predicted_classes)
@hint(
    "Shapes (n, 1) and (n,) broadcast to (n, n): make the column a vector first.",
    zh="形状 (n, 1) 与 (n,) 会广播成 (n, n)：先把这一列变成向量。",
)
def test_a_column(student, reference):
    """A column of predicted classes gives at most n right ones. / 预测类别排成一列时，正确的个数至多为 n。"""
    for n in 3, 8:
        guess, y = torch.randint(2, (n, 1)), torch.randint(2, (n,))
        check.close(student.accuracy(guess, y), reference.accuracy(guess, y))
        check.close(student.accuracy(torch.ones(n, 1), torch.ones(n)), float(n))


@points(1)
@after(test_values)
def test_the_inputs_are_left_alone(student):
    """y_hat and y are the same after the call as before. / 调用前后 y_hat 和 y 保持不变。"""
    check.leaves_alone(student.accuracy, torch.randn(6, 3), torch.randint(3, (6,)))
