import torch

from grader.suite import check, hint, points


@points(1)
@hint("(0, 1, 2) has the place 1 * 256 + 2.", zh="(0, 1, 2) 的位置是 1 * 256 + 2。")
def test_two_pixels(student):
    """In a table that counts the places, (0, 1, 2) is 258 and (0, 0, 7) is 7.

    若表中每个位置上就是它的编号，则 (0, 1, 2) 得到 258，(0, 0, 7) 得到 7。"""
    colormap = torch.tensor([[[0, 0]], [[1, 0]], [[2, 7]]])
    check.equal(student.voc_label_indices(colormap, torch.arange(512)), torch.tensor([[258, 7]]))
