import torch

from grader.suite import check, hint, points


@points(2)
@hint("Class 2 becomes 3, class 0 becomes 1, the background is 0.", zh="类别 2 变成 3，类别 0 变成 1，背景为 0。")
def test_the_classes(student):
    """The classes of four anchors. / 四个锚框的类别。"""
    anchors = [[0.0, 0.0, 0.5, 0.5], [0.5, 0.0, 1.0, 0.5], [0.0, 0.5, 0.5, 1.0], [0.5, 0.5, 1.0, 1.0]]
    labels = [[2.0, 0.0, 0.0, 0.5, 0.4], [0.0, 0.6, 0.6, 0.9, 0.9]]
    result = student.multibox_target(torch.tensor([anchors]), torch.tensor([labels]))
    check.that(
        isinstance(result, tuple | list) and len(result) == 3, "Three tensors are asked for.", "应返回三个张量。"
    )
    check.equal(result[2], torch.tensor([[3, 0, 0, 1]]))
