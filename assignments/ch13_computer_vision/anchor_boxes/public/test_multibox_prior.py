import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "The anchor with ratio 4 is 0.5 * 2 = 1 wide and 0.5 / 2 = 0.25 high.",
    zh="宽高比为 4 的锚框宽 0.5 * 2 = 1，高 0.5 / 2 = 0.25。",
)
def test_one_pixel(student):
    """Three anchors around a single pixel. / 只有一个像素时的三个锚框。"""
    anchors = student.multibox_prior(torch.zeros(1, 3, 1, 1), sizes=[0.5, 0.25], ratios=[1, 4])
    right = [[0.25, 0.25, 0.75, 0.75], [0.375, 0.375, 0.625, 0.625], [0.0, 0.375, 1.0, 0.625]]
    check.close(anchors, torch.tensor([right]))
