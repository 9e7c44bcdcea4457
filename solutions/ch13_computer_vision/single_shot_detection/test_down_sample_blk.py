import torch

from grader.suite import after, check, hint, on, points


@points(4)
@hint(
    "Convolution, batch normalisation, ReLU, all twice, then the pooling.",
    zh="卷积、批量规范化、ReLU，各两次，然后是汇聚层。",
)
def test_values(student, reference):
    """With the same parameters it gives the same results, in both modes. / 参数相同时，两种模式下的结果都相同。"""
    for ins, outs, h, w in ((3, 5, 8, 6), (4, 2, 5, 7)):
        check.same_model(
            student.down_sample_blk(ins, outs), reference.down_sample_blk(ins, outs), torch.randn(3, ins, h, w)
        )


@points(1)
@after(test_values)
@hint("Every layer is to be learned.", zh="每一层都要能学习。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    check.every_parameter_learns(student.down_sample_blk(2, 3), torch.randn(2, 2, 6, 6))


@points(1)
@on("meta")
@after(test_values)
@hint(
    "The second convolution takes out_channels in, as it gives out.",
    zh="第二个卷积层的输入和输出通道数都是 out_channels。",
)
def test_a_wide_block(student):
    """A wide block has the right size and number of parameters. / 很宽的块大小与参数个数正确。"""
    net = student.down_sample_blk(256, 512)
    check.parameter_count(net, (256 * 9 + 1) * 512 + (512 * 9 + 1) * 512 + 4 * 512)
    check.shape(net(torch.zeros(2, 256, 75, 75)), (2, 512, 37, 37))


@points(1)
@after(test_values)
@hint("Two calls make two blocks, with parameters of their own.", zh="调用两次得到两个块，参数各自独立。")
def test_new_each_time(student):
    """Every call makes a new block. / 每次调用都得到新的块。"""
    first, second = ([p.detach().clone() for p in student.down_sample_blk(3, 4).parameters()] for _ in range(2))
    check.that(
        any(bool((a != b).any()) for a, b in zip(first, second, strict=True)),
        "Two blocks start with the same parameters.",
        "两个块的初始参数相同。",
    )


@points(1)
@on("cuda")
@after(test_values)
@hint(
    "The layers decide where they compute: make no tensors of your own.", zh="在哪里计算由各层决定：不要自己新建张量。"
)
def test_on_the_gpu(student, device):
    """After .to(device) the block computes on the GPU. / 调用 .to(device) 之后，块在 GPU 上计算。"""
    check.device(student.down_sample_blk(3, 4).to(device)(torch.randn(2, 3, 8, 8, device=device)), device)
