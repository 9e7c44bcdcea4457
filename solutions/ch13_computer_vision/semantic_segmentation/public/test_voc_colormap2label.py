import torch

from grader.suite import check, hint, points


@points(1)
@hint("Person, class 15, is (192, 128, 128).", zh="person（第 15 类）的颜色是 (192, 128, 128)。")
def test_three_colours(student):
    """Black is 0, (128, 0, 0) is 1 and (192, 128, 128) is 15. / 黑色是 0，(128, 0, 0) 是 1，(192, 128, 128) 是 15。"""
    table = student.voc_colormap2label()
    check.shape(table, (256**3,))
    check.equal(table[[0, 128 * 256 * 256, (192 * 256 + 128) * 256 + 128]], torch.tensor([0, 1, 15]))
