import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint("k blocks, each with outs columns of results.", zh="k 个块，每个块的结果有 outs 列。")
def test_shape_and_size(student):
    """Five linear layers from 4 to 3 give 15 columns and have 75 numbers. / 五个 4 到 3 的线性层：15 列，75 个数。"""
    block = student.Factory(nn.Linear, 4, 3, 5)
    check.shape(block(torch.randn(2, 4)), (2, 15))
    check.equal(sum(p.numel() for p in block.parameters()), 75)
