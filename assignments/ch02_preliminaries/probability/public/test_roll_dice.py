import torch

from grader.suite import check, hint, points


@points(2)
@hint("One row for each group, one column for each face.", zh="每组一行，每个点数一列。")
def test_every_row_sums_to_n(student):
    """Five groups of ten rolls: shape (5, 6), and each row sums to 10. / 五组，每组掷十次：形状为 (5, 6)，每行之和为 10。"""
    counts = student.roll_dice(5, 10)
    check.shape(counts, (5, 6))
    check.close(counts.sum(dim=1), torch.full((5,), 10.0))
