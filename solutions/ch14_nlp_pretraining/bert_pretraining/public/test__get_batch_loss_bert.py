import math

import torch
from torch import nn

from grader.suite import check, hint, points


@points(2)
@hint(
    "Weight the losses of the places, add them up, divide by the sum of the weights.",
    zh="各位置的损失乘以权重，求和，再除以权重之和。",
)
def test_two_places(student):
    """Two places, of which one counts, and a pair of sentences. / 两个位置，只有一个要算；一对句子。"""

    def net(tokens, segments, valid_lens, pred_positions):
        words = torch.tensor([[[0.0, 0.0], [0.0, math.log(3)]]])
        return torch.zeros(1, 3, 4), words, torch.tensor([[0.0, math.log(3)]])

    batch = [
        torch.tensor([[3, 1, 4]]),
        torch.tensor([[0, 0, 0]]),
        torch.tensor([3.0]),
        torch.tensor([[1, 0]]),
        torch.tensor([[1.0, 0.0]]),
        torch.tensor([[0, 1]]),
        torch.tensor([0]),
    ]
    found = student._get_batch_loss_bert(net, nn.CrossEntropyLoss(reduction="none"), 2, *batch)
    right = [math.log(2), math.log(4), math.log(8)]
    check.close([check.number(part) for part in found], right, rtol=1e-5)
