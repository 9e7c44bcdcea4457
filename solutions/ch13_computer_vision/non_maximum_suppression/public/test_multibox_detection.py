import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Anchors 0 and 1 overlap by 0.8, and anchor 1 is surer: 0.9 for class 1 (row 2). Anchor 0 is thrown away.",
    zh="锚框 0 和 1 的 IoU 为 0.8，锚框 1 更有把握：类别 1（第 2 行）0.9。锚框 0 被去掉。",
)
def test_three_anchors(student):
    """Three anchors, two of them on the same object. / 三个锚框，其中两个在同一物体上。"""
    anchors = torch.tensor([[[0.0, 0.0, 0.5, 0.4], [0.0, 0.0, 0.5, 0.5], [0.6, 0.6, 0.9, 0.9]]])
    probs = torch.tensor([[[0.2, 0.1, 0.3], [0.8, 0.0, 0.6], [0.0, 0.9, 0.1]]])
    found = student.multibox_detection(probs, torch.zeros(1, 12), anchors)
    right = [[1, 0.9, 0.0, 0.0, 0.5, 0.5], [0, 0.6, 0.6, 0.6, 0.9, 0.9], [-1, 0.8, 0.0, 0.0, 0.5, 0.4]]
    check.close(found, torch.tensor([right]))
