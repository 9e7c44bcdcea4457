import torch
from torch import nn

from grader.suite import check, hint, points


@points(2)
@hint("Y = blk(X), and all else from Y.", zh="Y = blk(X)，其余都由 Y 得到。")
def test_four_results(student):
    """A block that halves, with three anchors a pixel. / 一个减半的模块，每个像素三个锚框。"""
    X = torch.arange(32.0).reshape(1, 2, 4, 4)
    classes, boxes = nn.Conv2d(2, 6, 3, padding=1), nn.Conv2d(2, 12, 3, padding=1)
    result = student.blk_forward(X, nn.AvgPool2d(2), [0.5, 0.25], [1, 2], classes, boxes)
    check.that(isinstance(result, tuple | list) and len(result) == 4, "Four results are asked for.", "应返回四个结果。")
    check.close(result[0], nn.functional.avg_pool2d(X, 2))
    check.equal([tuple(part.shape) for part in result[1:]], [(1, 12, 4), (1, 6, 2, 2), (1, 12, 2, 2)])
