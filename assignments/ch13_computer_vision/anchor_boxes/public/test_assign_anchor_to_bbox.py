import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Anchor 3 overlaps box 1 by little, but no other anchor overlaps it by more.",
    zh="锚框 3 与框 1 重叠得不多，但没有别的锚框重叠得更多。",
)
def test_the_worked_example(student):
    """Four anchors and two true boxes. / 四个锚框和两个真实边界框。"""
    anchors = torch.tensor([[0.0, 0.0, 0.5, 0.5], [0.5, 0.0, 1.0, 0.5], [0.0, 0.5, 0.5, 1.0], [0.5, 0.5, 1.0, 1.0]])
    truth = torch.tensor([[0.0, 0.0, 0.5, 0.4], [0.6, 0.6, 0.9, 0.9]])  # IoU 0.8 with anchor 0, 0.36 with anchor 3
    assigned = student.assign_anchor_to_bbox(truth, anchors, torch.device("cpu"))
    check.equal(assigned, torch.tensor([0, -1, -1, 1]))
