import torch
from torch import nn

from grader.suite import check, gpus, hint, points

WORDS = ["<unk>", "he", "is", "good", "bad"]


class Numbers:
    """A vocabulary of five words."""

    def __getitem__(self, tokens):
        if isinstance(tokens, list | tuple):
            return [self[token] for token in tokens]
        return WORDS.index(tokens) if tokens in WORDS else 0

    def __len__(self):
        return 5


class LastWords(nn.Module):
    """Looks whether both sentences end alike."""

    def __init__(self):
        super().__init__()
        self.scores = nn.Parameter(torch.eye(3))

    def forward(self, X):
        premise, hypothesis = X
        return self.scores[(premise[:, -1] != hypothesis[:, -1]).long()]


def predicted(student, *args):
    """The answer of a net on the CPU, where there is no GPU that d2l.try_gpu() could find."""
    with gpus(student, 0):
        return student.predict_snli(*args)


@points(2)
@hint(
    "The place of the greatest score: 0 entailment, 1 contradiction.",
    zh="最大得分的位置：0 为 entailment，1 为 contradiction。",
)
def test_two_pairs(student):
    """One pair agrees, one does not. / 一对相符，一对不相符。"""
    found = [
        predicted(student, LastWords(), Numbers(), ["he", "is", "good"], ["he", "is", word]) for word in ("good", "bad")
    ]
    check.equal(found, ["entailment", "contradiction"])
