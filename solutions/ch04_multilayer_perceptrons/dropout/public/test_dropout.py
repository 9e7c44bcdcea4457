import torch

from grader.suite import check, hint, points


@points(1)
@hint("The mask of bools takes the dtype of X when it is multiplied.", zh="布尔掩码在相乘时会取 X 的 dtype。")
def test_double_precision(student):
    """In float64, every 3 becomes 0 or 4 with probability 1/4. / float64 时，概率为 1/4，每个 3 变成 0 或 4。"""
    Y = student.dropout(torch.full((1000,), 3.0, dtype=torch.float64), 0.25)
    check.dtype(Y, torch.float64)
    check.equal(sorted(set(Y.tolist())), [0.0, 4.0])
