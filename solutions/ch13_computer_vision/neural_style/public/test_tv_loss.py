import torch

from grader.suite import check, hint, points


@points(1)
@hint("Down: 4 and 4; to the right: 1 and 1.", zh="纵向差是 4 和 4，横向差是 1 和 1。")
def test_a_small_picture(student):
    """A picture of 2x2 gives (4 + 1) / 2. / 2x2 的图像得到 (4 + 1) / 2。"""
    check.close(student.tv_loss(torch.tensor([[[[1.0, 2.0], [5.0, 6.0]]]])), torch.tensor(2.5))
