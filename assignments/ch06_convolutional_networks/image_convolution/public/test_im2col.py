import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "The first window holds 0, 1, 3, 4; the second is one step to its right.",
    zh="第一个窗口是 0、1、3、4；第二个在它右边一步。",
)
def test_the_worked_example(student):
    """A 3x3 image has four 2x2 windows. / 3x3 的图像有四个 2x2 的窗口。"""
    windows = [[0.0, 1.0, 3.0, 4.0], [1.0, 2.0, 4.0, 5.0], [3.0, 4.0, 6.0, 7.0], [4.0, 5.0, 7.0, 8.0]]
    check.close(student.im2col(torch.arange(9.0).reshape(3, 3), (2, 2)), torch.tensor(windows))
