import torch

from grader.suite import check, hint, points


@points(1)
@hint("The height comes first.", zh="高在前。")
def test_the_size(student):
    """The crops have the size that was asked for, and hold pixels of the pictures. / 裁剪的大小正确，内容来自图像。"""
    crops = student.voc_rand_crop(torch.full((3, 8, 9), 0.5), torch.full((3, 8, 9), 7, dtype=torch.uint8), 4, 6)
    check.equal(list(crops), [torch.full((3, 4, 6), 0.5), torch.full((3, 4, 6), 7, dtype=torch.uint8)])
