import torch

from grader.suite import check, hint, points


@points(1)
@hint("A slope is a difference of neighbours: the right one minus the left one.", zh="斜率是相邻像素之差：右边减左边。")
def test_the_first_derivative(student):
    """The kernel of the first derivative is [-1, 1]. / 一阶导数的卷积核是 [-1, 1]。"""
    check.close(student.derivative_kernel(1), torch.tensor([[-1.0, 1.0]]))
