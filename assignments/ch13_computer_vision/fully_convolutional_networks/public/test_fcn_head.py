import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint("A 1x1 convolution, then a transposed convolution.", zh="先是 1x1 卷积，再是转置卷积。")
def test_the_names(student):
    """The layers are called final_conv and transpose_conv, and enlarge four times with stride 4.

    两层名为 final_conv 和 transpose_conv，步幅为 4 时放大四倍。"""
    head = student.fcn_head(6, 3, stride=4)
    check.that(
        isinstance(head, nn.Module) and [name for name, _ in head.named_children()] == ["final_conv", "transpose_conv"],
        "The layers have other names.",
        "层的名称不对。",
    )
    check.shape(head(torch.randn(2, 6, 2, 3)), (2, 3, 8, 12))
