import torch
from torch.nn import functional as F

from grader.suite import check, hint, points


def the_token_before(X, state):
    """A net whose scores at a step are the one-hot vector of the token before; at the first step, of the state."""
    return F.one_hot(torch.cat([state, X[0, :-1]]), 4).float(), X[0, -1:]


@points(1)
@hint(
    "Column s is what changes when the token of step s does: here the step behind it, and no other.",
    zh="第 s 列表示时间步 s 的词元改变时，哪些步会变：这里只有它后面的一步。",
)
def test_the_token_before(student):
    """For a net that repeats the token before, only the diagonal below the main one is true.

    对于重复前一个词元的网络，只有主对角线下方的那条对角线为真。"""
    found = student.influence(the_token_before, torch.tensor([[2, 0, 3, 3]]), torch.tensor([1]), 4)
    check.equal(found, torch.eye(4).roll(1, dims=0).tril().bool())
