import torch
from torch import nn
from torch.nn import functional as F

from grader.suite import after, check, hint, points

V, H = 5, 4


class Net(nn.Module):
    """A recurrent model of one direction or two."""

    def __init__(self, kind=nn.RNN, bidirectional=False):
        super().__init__()
        self.rnn = kind(V, H, bidirectional=bidirectional)
        self.linear = nn.Linear(H * (1 + bidirectional), V)
        with torch.no_grad():
            for p in self.parameters():
                p.copy_(torch.randn(p.shape) / 2)

    def forward(self, X, state):
        Y, state = self.rnn(F.one_hot(X.T, V).float(), state)
        return self.linear(Y.flatten(0, 1)), state

    def a_state(self):
        shape = (1 + self.rnn.bidirectional, 1, H)
        return (torch.randn(shape), torch.randn(shape)) if isinstance(self.rnn, nn.LSTM) else torch.randn(shape)


@points(3)
@hint(
    "Change one token at a time, compare the scores of all steps, and put the answer into the column of that token.",
    zh="每次只改一个词元，比较所有时间步的得分，把结果放进该词元对应的列。",
)
def test_one_direction(student):
    """In one direction, a token changes its own step and all later ones. / 单向时，一个词元会影响它自己和之后的所有步。"""
    for kind, steps in (nn.RNN, 5), (nn.LSTM, 4), (nn.GRU, 2):
        net, X = Net(kind), torch.randint(V, (1, steps))
        check.equal(student.influence(net, X, net.a_state(), V), torch.ones(steps, steps).tril().bool())


@points(2)
@after(test_one_direction)
@hint("In two directions, everything depends on everything.", zh="双向时，每一步都依赖于所有词元。")
def test_two_directions(student):
    """In two directions, every token changes every step. / 双向时，每个词元都会影响每一步。"""
    for kind, steps in (nn.RNN, 4), (nn.LSTM, 3):
        net, X = Net(kind, bidirectional=True), torch.randint(V, (1, steps))
        check.equal(student.influence(net, X, net.a_state(), V), torch.ones(steps, steps).bool())


def patterned(mask, scale=1.0):
    """A net in which step t depends on exactly the tokens of row t of mask."""
    table, weight = torch.randn(V, V), torch.randn(mask.shape) * mask

    def net(X, state):
        return scale * (weight @ table[X[0]]), state

    return net


@points(2)
@hint(
    "Row t, column s: does step t change with the token of step s? Any change counts, however small.",
    zh="第 t 行第 s 列：时间步 s 的词元改变时，时间步 t 变不变？哪怕变化再小也算。",
)
def test_any_pattern(student):
    """Any pattern of dependence is found, weak ones too. / 任何依赖关系都能找出来，再弱也一样。"""
    for scale in 1.0, 1e-4:
        mask = torch.rand(5, 5) < 0.4
        mask[0, 4], mask[4, 0] = True, False
        X = torch.randint(V, (1, 5))
        check.equal(student.influence(patterned(mask, scale), X, torch.zeros(1), V), mask)


@points(1)
@after(test_any_pattern)
@hint(
    "The token behind the last one is 0: (token + 1) % vocab_size.",
    zh="最后一个词元之后是 0：(token + 1) % vocab_size。",
)
def test_the_next_token_of_the_vocabulary(student):
    """A token is exchanged for the next one, the last one for 0. / 词元换成下一个，最后一个换成 0。"""

    def in_pairs(X, state):  # 0 and 1 are the same to this net, and so are 2 and 3, 4 and 5
        return F.one_hot(X[0] // 2, 6).float(), state

    found = student.influence(in_pairs, torch.tensor([[0, 1, 2, 5, 4]]), torch.zeros(1), 6)
    check.equal(found, torch.tensor([0, 1, 0, 1, 0]).diag().bool())
    X = torch.tensor([[V - 1, 0, V - 1]])
    for mask in torch.ones(3, 3).bool(), torch.eye(3).bool():
        check.equal(student.influence(patterned(mask), X, torch.zeros(1), V), mask)


@points(1)
@after(test_any_pattern)
@hint("Change a copy: X.clone().", zh="改的是副本：X.clone()。")
def test_the_tokens_are_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    check.leaves_alone(
        lambda X: student.influence(patterned(torch.ones(4, 4).bool()), X, torch.zeros(1), V), torch.randint(V, (1, 4))
    )


@points(1)
@after(test_any_pattern)
@hint("Begin every run of the net from the same state.", zh="每次运行网络都要从同一个状态开始。")
def test_every_run_begins_from_the_same_state(student):
    """A net that returns another state than it got is no trouble. / 网络返回的状态与传入的不同，也不影响结果。"""

    def net(X, state):
        return F.one_hot(X[0], V) + state, state + 1.0

    check.equal(student.influence(net, torch.randint(V, (1, 3)), torch.zeros(1), V), torch.eye(3).bool())
