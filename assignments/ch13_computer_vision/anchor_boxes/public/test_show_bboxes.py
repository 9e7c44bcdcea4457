import torch

from grader.suite import check, hint, look, new_axes, points


@points(2)
@hint("axes.add_patch for the box, axes.text for its label.", zh="用 axes.add_patch 画框，用 axes.text 写标签。")
def test_two_boxes(student):
    """Two boxes, the first with a label. / 两个框，第一个带标签。"""
    axes = new_axes(student)
    student.show_bboxes(axes, torch.tensor([[1.0, 2.0, 5.0, 4.0], [3.0, 3.0, 4.0, 9.0]]), ["dog"])
    check.draws(look(student, axes), patches=[(1.0, 2.0, 4.0, 2.0), (3.0, 3.0, 1.0, 6.0)], texts=[("dog", 1.0, 2.0)])
