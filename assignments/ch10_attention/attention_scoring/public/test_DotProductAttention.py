"""What a student can check at home: two keys, one of them orthogonal to the query."""

import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "The scores are 2 * ln 3 / sqrt(4) = ln 3 and 0, the weights 3/4 and 1/4.",
    zh="分数是 2 * ln 3 / sqrt(4) = ln 3 和 0，权重是 3/4 和 1/4。",
)
def test_two_keys(student):
    """Scores of ln 3 and 0 give weights of 3/4 and 1/4. / 分数 ln 3 和 0 给出权重 3/4 和 1/4。"""
    attention = student.DotProductAttention(dropout=0.5)
    attention.eval()
    queries = torch.tensor([[[2 * 1.0986123, 0.0, 0.0, 0.0]]])
    keys = torch.tensor([[[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]]])
    y = attention(queries, keys, torch.tensor([[[8.0], [0.0]]]))
    check.close(y, torch.tensor([[[6.0]]]))
    check.close(attention.attention_weights, torch.tensor([[[0.75, 0.25]]]))
