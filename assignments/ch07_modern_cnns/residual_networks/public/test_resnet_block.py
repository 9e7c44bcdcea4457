import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "The first block halves height and width, the other two keep them.",
    zh="第一个块使高和宽减半，另外两个保持不变。",
)
def test_three_blocks(student):
    """Three blocks from 2 to 4 channels halve the image once. / 从 2 个通道到 4 个通道的三个块使图像减半一次。"""
    blocks = student.resnet_block(2, 4, 3)
    check.equal(len(blocks), 3)
    X = torch.randn(2, 2, 8, 6)
    for block in blocks:
        X = block(X)
        check.shape(X, (2, 4, 4, 3))
