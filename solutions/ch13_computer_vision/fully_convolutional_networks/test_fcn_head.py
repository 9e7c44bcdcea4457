import torch
from torch import nn

from grader.suite import after, check, hint, on, points


@points(2)
@hint("Kernel size 2 * stride, padding stride // 2.", zh="卷积核 2 * stride，填充 stride // 2。")
def test_the_layers(student):
    """Both layers have the right sizes and settings, and are trained. / 两层的大小和设置正确，并且可以训练。"""
    for channels, classes, s in [(5, 3, 4), (8, 2, 2), (4, 3, 8)]:
        head = student.fcn_head(channels, classes, s)
        transposed = nn.ConvTranspose2d(classes, classes, 2 * s, stride=s, padding=s // 2)
        check.layers(head, [nn.Conv2d(channels, classes, 1), transposed])
        check.equal([p.requires_grad for p in head.parameters()], [True] * 4)


@points(2)
@after(test_the_layers)
@hint(
    "weight.data.copy_(bilinear_kernel(...)), and nn.init.zeros_ for the bias.",
    zh="weight.data.copy_(bilinear_kernel(...))，偏置用 nn.init.zeros_。",
)
def test_the_start_of_the_transposed_convolution(student, reference):
    """The transposed convolution starts as bilinear interpolation, with a bias of zero. / 转置卷积以双线性插值开始，偏置为零。"""
    for classes, s in [(3, 4), (5, 2)]:
        found, right = (room.fcn_head(6, classes, s).transpose_conv for room in (student, reference))
        check.close([found.weight.detach(), found.bias.detach()], [right.weight.detach(), right.bias.detach()])


@points(2)
@after(test_the_layers)
@hint("nn.init.xavier_uniform_(head.final_conv.weight).", zh="nn.init.xavier_uniform_(head.final_conv.weight)。")
def test_the_start_of_the_convolution(student):
    """The 1x1 convolution is drawn by Xavier, uniformly. / 1x1 卷积的权重用 Xavier 均匀分布初始化。"""
    bound = (6 / (60 + 40)) ** 0.5
    check.uniform(student.fcn_head(60, 40, 2).final_conv.weight.detach(), -bound, bound)


@points(1)
@after(test_the_layers)
@hint("First final_conv, then transpose_conv.", zh="先 final_conv，再 transpose_conv。")
def test_it_computes(student, reference):
    """With the same parameters it computes what it should. / 参数相同时结果正确。"""
    check.same_model(student.fcn_head(4, 3, 4), reference.fcn_head(4, 3, 4), torch.randn(2, 4, 3, 2))


@points(1)
@after(test_the_layers)
@on("cuda")
@hint("Nothing in it may stay on the CPU when it is moved.", zh="移动网络时，其中不能有任何东西留在 CPU 上。")
def test_on_the_device(student, device):
    """Moved to a GPU, it works there, without a stride as well: 32 times. / 移到 GPU 上就在 GPU 上工作；不给步幅时放大 32 倍。"""
    Y = student.fcn_head(4, 3).to(device)(torch.randn(1, 4, 1, 2, device=device))
    check.shape(Y, (1, 3, 32, 64))
    check.device(Y, device)
