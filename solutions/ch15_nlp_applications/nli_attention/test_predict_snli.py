import torch
from torch import nn

from grader.suite import after, check, gpus, hint, points

WORDS = ["<unk>", "he", "is", "The", "the", "not", "good", "."]
NAMES = ["entailment", "contradiction", "neutral"]


class Numbers:
    """A vocabulary."""

    def __getitem__(self, tokens):
        if isinstance(tokens, list | tuple):
            return [self[token] for token in tokens]
        return WORDS.index(tokens) if tokens in WORDS else 0

    def __len__(self):
        return len(WORDS)


class Spy(nn.Module):
    """Gives the scores that it was told to give, and remembers how it was called."""

    def __init__(self, *scores):
        super().__init__()
        self.scores = nn.Parameter(torch.tensor([scores]))
        self.seen = []
        self.modes = []

    def forward(self, X):
        self.seen.append([part.detach().clone() for part in X])
        self.modes.append(self.training)
        return self.scores * 1.0


def predicted(student, *args):
    """The answer of a net on the CPU, where there is no GPU that d2l.try_gpu() could find."""
    with gpus(student, 0):
        return student.predict_snli(*args)


@points(2)
@hint("0 entailment, 1 contradiction, 2 neutral.", zh="0 为 entailment，1 为 contradiction，2 为 neutral。")
def test_the_greatest_score(student):
    """The greatest score decides. / 由最大的得分决定。"""
    cases = [(3.0, 1.0, 2.0), (0.1, 0.3, 0.2), (-3.0, -2.0, -1.0), (5.0, 7.0, 6.0), (-1.0, -8.0, -9.0), (0.0, 0.0, 0.5)]
    found = [predicted(student, Spy(*scores), Numbers(), ["he"], ["is", "good"]) for scores in cases]
    check.equal(found, [NAMES[scores.index(max(scores))] for scores in cases])


@points(2)
@after(test_the_greatest_score)
@hint("Two tensors of shape (1, number of words), the premise first.", zh="两个形状为 (1, 单词数) 的张量，前提在前。")
def test_what_the_net_gets(student):
    """The net gets premise and hypothesis as numbers, a batch of one pair. / 网络得到前提和假设的编号，是只有一对的批量。"""
    for premise, hypothesis in (["he", "is", "good", "."], ["The", "unheard-of"]), (["not"], ["the", "good", "."]):
        net = Spy(1.0, 2.0, 3.0)
        predicted(student, net, Numbers(), list(premise), list(hypothesis))
        check.equal(net.seen, [[torch.tensor([Numbers()[words]]) for words in (premise, hypothesis)]])


@points(2)
@after(test_the_greatest_score)
@hint("net.eval() before the call.", zh="调用之前先 net.eval()。")
def test_the_mode(student):
    """The net is in eval mode when it looks. / 网络在评估模式下预测。"""
    for training in True, False:
        net = Spy(2.0, 1.0, 0.0).train(training)
        predicted(student, net, Numbers(), ["he"], ["is", "not"])
        check.equal(net.modes, [False])
