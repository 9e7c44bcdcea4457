import torch

from grader.suite import after, check, hint, points


@points(3)
@hint("Column i is x ** i, divided by the factorial of i.", zh="第 i 列是 x ** i 除以 i 的阶乘。")
def test_values(student, reference):
    """The columns are the powers, divided by the factorials. / 各列是幂除以阶乘。"""
    for n, d in (6, 4), (1, 6), (5, 5):
        x = torch.randn(n, 1)
        check.close(student.poly_features(x, d), reference.poly_features(x, d))


@points(2)
@after(test_values)
@hint(
    "19! is about 1.2e17: compute it as a floating-point number, or divide step by step.",
    zh="19! 约为 1.2e17：请用浮点数计算，或逐步相除。",
)
def test_twenty_columns(student, reference):
    """Twenty columns are right, in float64. / 二十列都正确（float64）。"""
    x = 3 * torch.randn(5, 1, dtype=torch.float64)
    scale = torch.exp(torch.lgamma(torch.arange(20, dtype=torch.float64) + 1))  # so that the check sees the digits
    check.close(student.poly_features(x, 20) * scale, reference.poly_features(x, 20) * scale)


@points(1)
@after(test_values)
@hint("With one column, it is all ones.", zh="只有一列时，全为 1。")
def test_one_column(student, reference):
    """One column is all ones, at x = 0 too. / 只有一列时全为 1，x = 0 处也一样。"""
    for d in 1, 3:
        x = torch.tensor([[0.0], [2.0], [-1.0]])
        check.close(student.poly_features(x, d), reference.poly_features(x, d))


@points(1)
@after(test_values)
def test_x_is_left_alone(student):
    """x is the same after the call as before. / 调用前后 x 保持不变。"""
    check.leaves_alone(student.poly_features, torch.randn(4, 1), max_degree=4)
