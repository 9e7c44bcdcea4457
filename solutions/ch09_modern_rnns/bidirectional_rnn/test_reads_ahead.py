import torch
from torch import nn
from torch.nn import functional as F

from grader.suite import after, check, hint, points

V, H = 5, 4


class Net(nn.Module):
    """A recurrent model of one direction or two."""

    def __init__(self, kind, bidirectional):
        super().__init__()
        self.rnn = kind(V, H, bidirectional=bidirectional)
        self.linear = nn.Linear(H * (1 + bidirectional), V)

    def forward(self, X, state):
        Y, state = self.rnn(F.one_hot(X.T, V).float(), state)
        return self.linear(Y.flatten(0, 1)), state


@points(2)
@hint("In two directions, each step has seen the tokens behind it.", zh="双向时，每一步都看到了它后面的词元。")
def test_recurrent_models(student):
    """A bidirectional model reads ahead, a model of one direction does not. / 双向模型看到了未来，单向模型没有。"""
    found = []
    for kind, both in (nn.RNN, True), (nn.GRU, False), (nn.GRU, True), (nn.RNN, False), (nn.RNN, False):
        net = Net(kind, both)
        found.append(student.reads_ahead(net, torch.randint(V, (1, 4)), torch.zeros(1 + both, 1, H), V))
    check.equal(found, [True, False, True, False, False])


@points(2)
@after(test_recurrent_models)
@hint("A single entry above the diagonal is enough.", zh="对角线上方只要有一个为真就够了。")
def test_a_single_leak(student):
    """One step that knows one later token is enough. / 只要有一步知道后面的一个词元就算。"""
    found = []
    for t, s in (0, 4), (4, 0), (3, 4), (2, 2), (1, 3), (3, 1):
        weight, table = torch.zeros(5, 5), torch.randn(V, V)
        weight[t, s] = 1.0
        # the state is part of the scores: it has to be handed on
        net = lambda X, state, weight=weight, table=table: (weight @ table[X[0]] + state, state)  # noqa: E731
        found.append(student.reads_ahead(net, torch.randint(V, (1, 5)), torch.zeros(1), V))
    check.equal(found, [True, False, True, False, True, False])


@points(3)
@after(test_recurrent_models)
@hint(
    "Ask of each task: is the whole sequence there when the answer is needed, or is the next step the very question?",
    zh="对每个任务都问一问：需要答案的时候，整个序列都在手边吗？还是说，下一步正是要回答的问题？",
)
def test_what_it_is_for(student, reference):
    """You know for which of the six tasks a bidirectional network may be used. / 知道六个任务中哪些可以用双向网络。"""
    check.equal(list(student.suited), reference.suited)
