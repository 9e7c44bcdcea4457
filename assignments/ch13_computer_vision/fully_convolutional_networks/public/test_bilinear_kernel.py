import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "One direction is [0.5, 1, 0.5]; the kernel is its product with itself.",
    zh="一个方向是 [0.5, 1, 0.5]；卷积核是它与自己的乘积。",
)
def test_three_by_three(student):
    """One channel and kernel size 3 give the worked example. / 一个通道、卷积核大小为 3 的例题。"""
    right = torch.tensor([[0.25, 0.5, 0.25], [0.5, 1.0, 0.5], [0.25, 0.5, 0.25]])
    check.close(student.bilinear_kernel(1, 1, 3), right[None, None])
