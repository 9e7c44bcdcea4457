import torch

from grader.suite import after, check, hint, on, points


def halving(ins, outs):
    """The number of parameters of a block that halves."""
    return (ins * 9 + 1) * outs + (outs * 9 + 1) * outs + 4 * outs


@points(3)
@hint("Three down_sample_blk, one after another.", zh="三个 down_sample_blk 依次相连。")
def test_the_base_net_computes(student, reference):
    """With the same parameters the base net gives the same results. / 参数相同时，基本网络的结果相同。"""
    check.same_model(student.base_net(), reference.base_net(), torch.randn(2, 3, 24, 16))


@points(2)
@on("meta")
@hint(
    "64 to 128 channels in block 1, 128 to 128 in blocks 2 and 3.",
    zh="第 1 个模块从 64 到 128 通道，第 2、3 个从 128 到 128。",
)
def test_sizes(student):
    """Every block has the right number of parameters and gives the right size. / 每个模块的参数个数和输出大小正确。"""
    X = torch.zeros(1, 3, 512, 256)
    base = halving(3, 16) + halving(16, 32) + halving(32, 64)
    counts = [base, halving(64, 128), halving(128, 128), halving(128, 128), 0]
    shapes = [(64, 64, 32), (128, 32, 16), (128, 16, 8), (128, 8, 4), (128, 1, 1)]
    for i, (count, shape) in enumerate(zip(counts, shapes, strict=True)):
        blk = student.get_blk(i)
        check.parameter_count(blk, count)
        X = blk(X)
        check.shape(X, (1, *shape))


@points(2)
@after(test_sizes)
@hint(
    "The last block takes the largest number of each channel: nn.AdaptiveMaxPool2d.",
    zh="最后一个模块取每个通道的最大值：nn.AdaptiveMaxPool2d。",
)
def test_the_other_blocks_compute(student, reference):
    """With the same parameters the other blocks give the same results. / 参数相同时，其他模块的结果相同。"""
    for i, channels in ((1, 64), (3, 128)):
        check.same_model(student.get_blk(i), reference.get_blk(i), torch.randn(2, channels, 4, 4))
    for shape in ((2, 128, 3, 4), (1, 5, 1, 1)):
        X = torch.randn(shape)
        check.close(student.get_blk(4)(X), X.amax(dim=(2, 3), keepdim=True))


@points(1)
@on("cuda")
@after(test_sizes)
@hint(
    "The layers decide where they compute: make no tensors of your own.", zh="在哪里计算由各层决定：不要自己新建张量。"
)
def test_on_the_gpu(student, device):
    """After .to(device) the blocks compute on the GPU. / 调用 .to(device) 之后，各模块在 GPU 上计算。"""
    check.device(student.get_blk(0).to(device)(torch.randn(2, 3, 16, 16, device=device)), device)
    check.device(student.get_blk(4).to(device)(torch.randn(2, 3, 4, 4, device=device)), device)
