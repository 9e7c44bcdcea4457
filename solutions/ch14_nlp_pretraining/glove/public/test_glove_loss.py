import math

import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Counts of 100 and more have the weight 1; pairs that never occur are left out.",
    zh="次数不小于 100 时权重为 1；从不共现的词对略去。",
)
def test_two_pairs(student):
    """One count is e**5, another 0: the loss is (1·3 + 2·1 + 0.5 - 0.5 - 5)² = 0, and 4 with another bias. / 一个次数是 e**5，另一个是 0：损失为 (1·3 + 2·1 + 0.5 - 0.5 - 5)² = 0，换一个偏置则为 4。"""
    x = torch.tensor([[math.exp(5), 0.0]])
    v, u = torch.tensor([[1.0, 2.0]]), torch.tensor([[3.0, 1.0], [9.0, 9.0]])
    b, c = torch.tensor([0.5]), torch.tensor([-0.5, 1.0])
    check.close(student.glove_loss(x, v, u, b, c), torch.tensor(0.0))
    check.close(student.glove_loss(x, v, u, b + 2, c), torch.tensor(4.0), rtol=1e-4)
