import torch
from torch import nn

from grader.suite import check, hint, points


class Undecided(nn.Module):
    """A net that holds every token for equally likely, whatever it has read."""

    def __init__(self, vocab_size):
        super().__init__()
        self.scores = nn.Parameter(torch.zeros(vocab_size))

    def begin_state(self, batch_size, device):
        return torch.zeros(1, batch_size, 1, device=device)

    def forward(self, X, state):
        return self.scores.expand(X.numel(), -1), state + 1


@points(1)
@hint(
    "The mean loss is ln 6, and exp(ln 6) = 6. Return (perplexity, speed).",
    zh="平均损失为 ln 6，而 exp(ln 6) = 6。返回 (困惑度, 速度)。",
)
def test_an_undecided_net(student):
    """A net to which all 6 tokens are equally likely has the perplexity 6. / 6 个词元都等可能的网络，困惑度为 6。"""
    net, X = Undecided(6), torch.tensor([[0, 1, 2, 3], [4, 5, 0, 1]])
    updater = torch.optim.SGD(net.parameters(), lr=0.0)
    perplexity, speed = student.train_epoch_ch8(
        net, [(X, X), (X, X)], nn.CrossEntropyLoss(), updater, torch.device("cpu"), False
    )
    check.close(check.number(perplexity), 6.0, rtol=1e-4)
    check.above(check.number(speed), 0.0, "The speed", "速度")
