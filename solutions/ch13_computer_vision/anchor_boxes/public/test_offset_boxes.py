import math

import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "The centre moves by half a width: 10 * 0.5 = 5. The height doubles: 5 log 2.",
    zh="中心移动半个宽：10 * 0.5 = 5。高变为两倍：5 log 2。",
)
def test_the_worked_example(student):
    """A box half a width to the right of its anchor, and twice as high. / 框在锚框右边半个宽处，高为两倍。"""
    anchors, boxes = torch.tensor([[0.0, 0.0, 2.0, 2.0]]), torch.tensor([[1.0, -1.0, 3.0, 3.0]])
    right = torch.tensor([[5.0, 0.0, 0.0, 5 * math.log(2)]])
    check.close(student.offset_boxes(anchors, boxes), right, atol=1e-4)
