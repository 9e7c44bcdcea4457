import torch
from torch import nn

from grader.suite import check, gpus, hint, points

NUMBERS = {"a": 1, "bad": 2, "good": 3, "film": 4}


class Numbers:
    """A vocabulary of five words."""

    def __getitem__(self, tokens):
        return (
            [NUMBERS.get(token, 0) for token in tokens] if isinstance(tokens, list | tuple) else NUMBERS.get(tokens, 0)
        )

    def __len__(self):
        return 5


class Counts(nn.Module):
    """Bad words against good words."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(2))

    def forward(self, X):
        return torch.stack([(X == 2).sum(dim=1), (X == 3).sum(dim=1)], dim=1) * self.weight


def predicted(student, *args):
    """The answer of a net on the CPU, where there is no GPU that d2l.try_gpu() could find."""
    with gpus(student, 0):
        return student.predict_sentiment(*args)


@points(2)
@hint(
    "The greater score counts: the second one is that of good reviews.", zh="看哪个得分更大：第二个是正面影评的得分。"
)
def test_two_reviews(student):
    """A good review is positive, a bad one negative. / 好评是 positive，差评是 negative。"""
    found = [predicted(student, Counts(), Numbers(), f"a {word} film") for word in ("good", "bad")]
    check.equal(found, ["positive", "negative"])
