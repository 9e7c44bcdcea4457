import torch

from grader.suite import check, hint, points


@points(1)
@hint("x² has the derivative 2x.", zh="x² 的导数是 2x。")
def test_a_square(student):
    """The derivative of the square of x is 2x. / x 的平方的导数是 2x。"""
    x = torch.tensor([-1.0, 0.0, 3.0])
    check.close(student.derivative(torch.square, x), torch.tensor([-2.0, 0.0, 6.0]))
