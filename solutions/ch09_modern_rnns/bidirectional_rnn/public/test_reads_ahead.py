import torch
from torch.nn import functional as F

from grader.suite import check, hint, points


def shifted(by):
    """A net whose scores at a step are those of the token `by` steps later; of token 0 where there is none."""

    def net(X, state):
        padded = F.pad(X[0], (max(-by, 0), max(by, 0)))
        return F.one_hot(padded[max(by, 0) :][: X.shape[1]], 4).float(), state

    return net


@points(1)
@hint("Look above the diagonal of what influence gives.", zh="看 influence 结果中对角线上方的部分。")
def test_shifted(student):
    """A net that repeats later tokens reads ahead; one that repeats the same or earlier ones does not.

    重复后面词元的网络看到了未来；重复当前或前面词元的则没有。"""
    found = {
        by: student.reads_ahead(shifted(by), torch.tensor([[2, 0, 3, 3]]), torch.zeros(1), 4)
        for by in (1, -1, 2, 0, -2, 3, -3)
    }
    check.equal(found, {1: True, -1: False, 2: True, 0: False, -2: False, 3: True, -3: False})
