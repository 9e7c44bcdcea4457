import torch

from grader.suite import after, check, hint, on, points


def same_blocks(student, reference, X, *sizes, **options):
    """Block by block, with our parameters, the student's compute what ours do."""
    mine, right = student.resnet_block(*sizes, **options), reference.resnet_block(*sizes, **options)
    check.equal(len(mine), len(right))
    for one, ours in zip(mine, right, strict=True):
        check.same_model(one.double(), ours.double(), X)
        X = ours(X).detach()


@points(3)
@hint(
    "Only the first block has a convolution in its shortcut and the stride 2; the others get num_channels.",
    zh="只有第一个块的捷径带卷积，且步幅为 2；其余的块得到的是 num_channels 个通道。",
)
def test_values(student, reference):
    """Block by block the results are right. / 每个块的结果都正确。"""
    for sizes in (2, 4, 3), (3, 5, 2), (4, 4, 1):
        same_blocks(student, reference, torch.randn(3, sizes[0], 10, 9, dtype=torch.float64), *sizes)


@points(2)
@hint(
    "With first_block=True even the first block keeps the shape, and has no convolution of 1 x 1.",
    zh="first_block=True 时，第一个块也保持形状不变，没有 1 x 1 卷积。",
)
def test_the_first_stage(student, reference):
    """With first_block=True nothing is halved. / first_block=True 时不减半。"""
    for sizes in (3, 3, 2), (2, 2, 1):
        X = torch.randn(3, sizes[0], 6, 5, dtype=torch.float64)
        same_blocks(student, reference, X, *sizes, first_block=True)


@points(1)
@after(test_values)
@hint(
    "A list can be unpacked: nn.Sequential(*resnet_block(...)).", zh="列表可以解包：nn.Sequential(*resnet_block(...))。"
)
def test_a_list(student):
    """The blocks come as a list. / 返回的是列表。"""
    blocks = student.resnet_block(2, 4, 2)
    check.that(isinstance(blocks, list), "The blocks are not in a list.", zh="返回的不是列表。")


@points(2)
@after(test_values)
@hint(
    "Make a new block each time: [block] * n is one block n times.",
    zh="每次都要创建新的块：[block] * n 只是同一个块重复 n 次。",
)
def test_each_block_is_new(student):
    """The blocks do not share their weights. / 各个块不共享权重。"""
    for blocks in student.resnet_block(2, 3, 3)[1:], student.resnet_block(3, 3, 2, first_block=True):
        first, second = (next(p for p in block.parameters() if p.dim() > 1) for block in blocks)
        check.that(bool((first != second).any()), "Two blocks share their weights.", zh="有两个块共享权重。")


@points(1)
@after(test_values)
@on("cuda")
@hint("Each block is an nn.Module that moves with its layers.", zh="每个块都是 nn.Module，会带着自己的层一起移动。")
def test_on_the_gpu(student, device):
    """After .to(device) the blocks work on that device. / 调用 .to(device) 之后，各个块在该设备上工作。"""
    X = torch.randn(2, 2, 8, 8, device=device)
    for block in student.resnet_block(2, 4, 2):
        X = block.to(device)(X)
    check.shape(X, (2, 4, 4, 4))
    check.device(X, device)
