import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "In the first row: two entries of the kernel, one zero (the pixel to the right of the window), two more entries.",
    zh="第一行是：卷积核的两个元素，一个零（窗口右边的像素），再是两个元素。",
)
def test_the_worked_example(student):
    """The kernel [[1, 2], [3, 4]] on 3x3 pictures. / 卷积核 [[1, 2], [3, 4]] 作用于 3x3 的图像。"""
    expected = torch.tensor(
        [
            [1.0, 2.0, 0.0, 3.0, 4.0, 0.0, 0.0, 0.0, 0.0],
            [0.0, 1.0, 2.0, 0.0, 3.0, 4.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 1.0, 2.0, 0.0, 3.0, 4.0, 0.0],
            [0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 0.0, 3.0, 4.0],
        ]
    )
    check.close(student.kernel2matrix(torch.tensor([[1.0, 2.0], [3.0, 4.0]])), expected)
