import math

import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "The centre moves by 5 / 10 of the width; the height is multiplied by exp(log 2) = 2.",
    zh="中心移动宽的 5 / 10；高乘以 exp(log 2) = 2。",
)
def test_the_worked_example(student):
    """Half a width to the right, and twice as high. / 向右移动半个宽，高变为两倍。"""
    anchors, offsets = torch.tensor([[0.0, 0.0, 2.0, 2.0]]), torch.tensor([[5.0, 0.0, 0.0, 5 * math.log(2)]])
    check.close(student.offset_inverse(anchors, offsets), torch.tensor([[1.0, -1.0, 3.0, 3.0]]))
