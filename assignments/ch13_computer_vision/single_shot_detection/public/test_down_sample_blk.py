import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "The pooling halves; the convolutions keep the size by padding=1.",
    zh="减半的是汇聚层；卷积层用 padding=1 保持大小。",
)
def test_shapes(student):
    """(2, 3, 20, 20) becomes (2, 10, 10, 10). / (2, 3, 20, 20) 变成 (2, 10, 10, 10)。"""
    check.shape(student.down_sample_blk(3, 10)(torch.zeros(2, 3, 20, 20)), (2, 10, 10, 10))
