import torch
from torch import nn

from grader.suite import check, hint, points

WORDS, BOS = 6, 5


class Lookup(nn.Module):
    """A net that knows, for each token of the source, a score for every word at the same place."""

    def __init__(self):
        super().__init__()
        self.scores = nn.Parameter(torch.zeros(WORDS * WORDS))

    def forward(self, X, dec_X, X_valid_len):
        return self.scores.reshape(WORDS, WORDS)[X], None


@points(2)
@hint(
    "For every batch: clear the gradients, the net's scores, the masked loss, backward, clip, step.",
    zh="每个批量：清零梯度，求网络的得分和遮蔽后的损失，反向传播，裁剪，更新。",
)
def test_it_learns(student):
    """A net with one score for each pair of words learns to copy. / 每对词只有一个得分的网络，能学会照抄。"""
    net, lens = Lookup(), torch.tensor([4, 3])
    batches = [
        (X, lens, X, lens)
        for X in (torch.tensor([[1, 2, 3, 4], [3, 2, 1, 0]]), torch.tensor([[4, 1, 2, 3], [2, 4, 3, 0]]))
    ]
    student.train_seq2seq(net, batches, 0.3, 8, {"<bos>": BOS, "<pad>": 0}, torch.device("cpu"))
    # Sixteen steps of about 0.3 each: the right word leads by 5 and more, and 3 is enough for a loss of 0.23.
    right = torch.arange(1, 5)
    loss = nn.functional.cross_entropy(net.scores.detach().reshape(WORDS, WORDS)[right], right)
    check.below(loss, 0.3, "The loss after training", "训练后的损失")
