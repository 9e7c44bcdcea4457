import math

import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Each head has a softmax of its own: weights 1/4 and 3/4 in the first, 1/2 and 1/2 in the second.",
    zh="每个头有自己的 softmax：第一个头的权重是 1/4 和 3/4，第二个是 1/2 和 1/2。",
)
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    attention = student.MultiHeadAttention(2, 2, 2, 2, 2, 0.0)
    attention.load_state_dict({f"W_{x}.weight": torch.eye(2) for x in "qkvo"})
    queries = torch.tensor([[[1.0, 0.0]]])
    keys = torch.tensor([[[0.0, 0.0], [math.log(3), 0.0]]])
    values = torch.tensor([[[0.0, 0.0], [4.0, 4.0]]])
    check.close(attention(queries, keys, values, None).detach(), torch.tensor([[[3.0, 2.0]]]))
