"""What a student can check at home: equal keys weigh the same, and a mask changes how many there are."""

import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Equal keys get equal scores: the result is the mean of the valid values.",
    zh="相同的键分数相同：结果是有效的值的平均。",
)
def test_equal_keys(student):
    """With equal keys, the result is the mean of the valid values. / 键都相同时，结果是有效的值的平均。"""
    attention = student.AdditiveAttention(key_size=2, query_size=20, num_hiddens=8, dropout=0.1)
    attention.eval()
    values = torch.tensor([[[1.0], [3.0], [100.0]]])
    y = attention(torch.randn(1, 1, 20), torch.ones(1, 3, 2), values, torch.tensor([2]))
    check.close(y.detach(), torch.tensor([[[2.0]]]))
