import torch
from torch import nn

from grader.suite import after, check, gpus, hint, on, points, spies

WORDS = ["<unk>", "the", "The", "film", "bad", "good", "!", "not"]


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
        self.seen.append(X.detach().clone())
        self.modes.append(self.training)
        return self.scores * 1.0


def predicted(student, *args):
    """The answer of a net on the CPU, where there is no GPU that d2l.try_gpu() could find."""
    with gpus(student, 0):
        return student.predict_sentiment(*args)


@points(2)
@hint("argmax over the two scores, whatever their size and sign.", zh="对两个得分取 argmax，不管它们的大小和正负。")
def test_the_greater_score(student):
    """The greater score counts, whatever its size and sign. / 看哪个得分更大，不管大小和正负。"""
    cases = ((0.2, 0.3), (0.3, 0.2), (5.0, 2.0), (-3.0, -1.0), (-1.0, -3.0), (2.0, 7.0), (-1.0, 1.0))
    found = [predicted(student, Spy(*scores), Numbers(), "the good film") for scores in cases]
    check.equal(found, ["positive" if b > a else "negative" for a, b in cases])


@points(2)
@after(test_the_greater_score)
@hint("One example: shape (1, number of words).", zh="一个样本：形状为 (1, 单词数)。")
def test_what_the_net_gets(student):
    """The net gets the numbers of the words, as a batch of one. / 网络得到的是单词编号组成的、只有一个样本的批量。"""
    for review in "the good film", "bad", "The  film not\tgood unheard-of !\n":
        net = Spy(1.0, 2.0)
        predicted(student, net, Numbers(), review)
        check.equal(len(net.seen), 1)
        check.equal(net.seen[0], torch.tensor([Numbers()[review.split()]]))


@points(2)
@after(test_the_greater_score)
@hint("net.eval() before the call.", zh="调用之前先 net.eval()。")
def test_the_mode(student):
    """The net is in eval mode when it looks. / 网络在评估模式下预测。"""
    for training in True, False:
        net = Spy(2.0, 1.0).train(training)
        predicted(student, net, Numbers(), "not good")
        check.equal(net.modes, [False])


@points(1)
@after(test_the_greater_score)
@on("cuda")
@hint("device=next(net.parameters()).device.", zh="device=next(net.parameters()).device。")
def test_a_net_on_the_gpu(student, device):
    """A net on a GPU gets its numbers there. / 网络在 GPU 上时，编号也放到那里。"""
    net = spies.over_there(student, nn.Sequential(nn.Embedding(8, 2), nn.Flatten(), nn.Linear(6, 2))).to(device)
    check.that(
        student.predict_sentiment(net, Numbers(), "a good film") in ("positive", "negative"),
        "The result is neither 'positive' nor 'negative'.",
        "结果既不是 'positive' 也不是 'negative'。",
    )
