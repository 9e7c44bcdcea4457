import contextlib
import copy
import math
import time

import torch
from torch import nn
from torch.nn import functional as F

from grader.suite import after, check, hint, points, spies

V, H = 5, 6
CPU = torch.device("cpu")


def first_state(parts, h, args, kwargs):
    """A state of zeros for a begin_state that takes its batch size and device in either order."""
    given = [*args, *kwargs.values()]
    (n,) = (value for value in given if isinstance(value, int))
    (device,) = (value for value in given if isinstance(value, (torch.device, str)))
    return tuple(torch.zeros(1, n, h, device=device) for _ in range(parts))


class Net(nn.Module):
    """A model around nn.RNN or nn.LSTM, with weights large enough for gradients above 1."""

    def __init__(self, kind=nn.RNN):
        super().__init__()
        self.rnn, self.linear = kind(V, H), nn.Linear(H, V)
        with torch.no_grad():
            for p in self.parameters():
                p.copy_(torch.randn(p.shape))

    def forward(self, X, state):
        Y, state = self.rnn(F.one_hot(X.T, V).float(), state)
        return self.linear(Y.flatten(0, 1)), state

    def begin_state(self, *args, **kwargs):
        state = first_state(2, H, args, kwargs)
        return state if isinstance(self.rnn, nn.LSTM) else state[0]


class Scratch:
    """The same net, nn.RNN, as a model from scratch: no nn.Module, its state a tuple of one tensor."""

    def __init__(self, net):
        weights = [p.detach().clone() for p in net.parameters()]
        self.params = [p.T.contiguous() if p.dim() == 2 else p for p in weights]
        for p in self.params:
            p.requires_grad_()

    def __call__(self, X, state):
        W_xh, W_hh, b, c, W_hq, b_q = self.params
        (H,), outputs = state, []
        for x in F.one_hot(X.T, V).float():
            H = torch.tanh(x @ W_xh + H @ W_hh + b + c)
            outputs.append(H @ W_hq + b_q)
        return torch.cat(outputs), (H,)

    def begin_state(self, *args, **kwargs):
        return (first_state(1, H, args, kwargs)[0][0],)


def batches(n=2, steps=4, number=3, last=None):
    """Texts cut into batches that follow each other; the last one with fewer examples, if `last` says so."""
    text = torch.randint(V, (n, steps * number + 1))
    cut = [(text[:, i : i + steps], text[:, i + 1 : i + steps + 1]) for i in range(0, steps * number, steps)]
    return [(X[:last], Y[:last]) if last and i == number - 1 else (X, Y) for i, (X, Y) in enumerate(cut)]


def by_hand(net, data, lr, anew=False):
    """The perplexity of an epoch, and the parameters behind it."""
    state, total, tokens = None, 0.0, 0
    for X, Y in data:
        if state is None or anew:
            state = net.begin_state(X.shape[0], CPU)
        state = state.detach() if isinstance(state, torch.Tensor) else tuple(s.detach() for s in state)
        scores, state = net(X, state)
        loss = F.cross_entropy(scores, Y.T.flatten())
        params = list(net.parameters())
        gradients = torch.autograd.grad(loss, params)
        norm = math.sqrt(sum(float(g.square().sum()) for g in gradients))
        with torch.no_grad():
            for p, g in zip(params, gradients, strict=True):
                p -= lr * g * min(1.0, 1.0 / norm)
        total, tokens = total + float(loss.detach()) * Y.numel(), tokens + Y.numel()
    return math.exp(total / tokens), [p.detach() for p in net.parameters()]


def epoch(student, net, data, anew=False, lr=0.5):
    """The student's epoch with an optimizer: the perplexity, and the parameters behind it."""
    updater = torch.optim.SGD(net.parameters(), lr=lr)
    perplexity, _ = student.train_epoch_ch8(net, data, nn.CrossEntropyLoss(), updater, CPU, anew)
    return check.number(perplexity), [p.detach() for p in net.parameters()]


class Undecided(nn.Module):
    """A net that holds every token for equally likely, whatever it has read."""

    def __init__(self, vocab_size):
        super().__init__()
        self.scores = nn.Parameter(torch.zeros(vocab_size))

    def begin_state(self, *args, **kwargs):
        return first_state(1, 1, args, kwargs)[0]

    def forward(self, X, state):
        return self.scores.expand(X.numel(), -1), state + 1


@points(1)
@hint("Return the perplexity first, worked out from the losses.", zh="先返回由损失算出的困惑度。")
def test_more_doubt_is_a_higher_number(student):
    """The more tokens a net holds for possible, the higher the first number. / 网络认为可能的词元越多，第一个数就越大。"""
    X, found = torch.tensor([[0, 1, 1, 0]]), []
    for vocab_size in 2, 4, 9, 20, 50, 200:
        net = Undecided(vocab_size)
        updater = torch.optim.SGD(net.parameters(), lr=0.0)
        found.append(check.number(student.train_epoch_ch8(net, [(X, X)], nn.CrossEntropyLoss(), updater, CPU, True)[0]))
    check.that(found == sorted(set(found)), "The first number does not grow.", zh="第一个数没有随之增大。")


@points(2)
@hint(
    "Y.T.reshape(-1) stands in the order of the outputs: all first tokens, then all second ones.",
    zh="Y.T.reshape(-1) 的顺序与输出一致：先是所有第一个词元，再是所有第二个词元。",
)
def test_with_an_optimizer(student):
    """With an optimizer: perplexity and parameters are right. / 使用优化器时：困惑度和参数都正确。"""
    for n, steps in (2, 4), (3, 2):
        net, data = Net(), batches(n, steps)
        right = by_hand(copy.deepcopy(net), data, 0.5)
        check.close(epoch(student, net, data), right, rtol=1e-3, atol=1e-4)


@points(2)
@hint(
    "updater(batch_size=1): the loss is a mean already. The state of a model from scratch is a tuple.",
    zh="updater(batch_size=1)：损失已经取过平均。从零实现的模型，其状态是元组。",
)
def test_with_a_function(student):
    """With a model from scratch and a function updater(batch_size): the same.

    模型从零实现、更新器为函数 updater(batch_size) 时：结果同样正确。"""
    net, data, watch = Net(), batches(), spies.Watch()
    mine = Scratch(net)
    perplexity, weights = by_hand(net, data, 0.5)
    updater = watch.updater(mine.params, lr=0.5)
    result = student.train_epoch_ch8(mine, data, nn.CrossEntropyLoss(), updater, CPU, False)
    found = [p.detach().T if p.dim() == 2 else p.detach() for p in mine.params]
    check.close((check.number(result[0]), found), (perplexity, weights), rtol=1e-3, atol=1e-4)


def watched(student, kind=nn.RNN, anew=False):
    """The student's epoch under a watch. A graph that is kept ends in torch's RuntimeError: the watch has seen why."""
    watch = spies.Watch()
    net, data = watch.net(Net(kind)), watch.data(batches(), passes=1)
    updater = watch.optimizer(torch.optim.SGD(net.parameters(), lr=0.1))
    with contextlib.suppress(RuntimeError):
        student.train_epoch_ch8(net, data, watch.loss(nn.CrossEntropyLoss()), updater, CPU, anew)
    return watch


@points(2)
@after(test_more_doubt_is_a_higher_number)
@hint(
    "Detach every tensor of the state before it goes into the next batch: s.detach() or s.detach_().",
    zh="状态进入下一个批量之前，其中的每个张量都要分离：s.detach() 或 s.detach_()。",
)
def test_the_state_is_detached(student):
    """The state carries no graph from one batch to the next. / 状态不把计算图带到下一个批量。"""
    for kind in nn.RNN, nn.LSTM:
        watched(student, kind).detached_state()


@points(2)
@after(test_more_doubt_is_a_higher_number)
@hint(
    "updater.zero_grad() before backward, for every batch.", zh="每个批量在 backward 之前都要调用 updater.zero_grad()。"
)
def test_gradients_are_cleared(student):
    """No update uses gradients of an earlier batch. / 更新时没有用到前一个批量的梯度。"""
    watched(student, anew=True).cleared_gradients()


@points(2)
@after(test_more_doubt_is_a_higher_number)
@hint("grad_clipping(net, 1) between backward and the update.", zh="在 backward 与更新之间调用 grad_clipping(net, 1)。")
def test_gradients_are_clipped(student):
    """Updates are made with gradients clipped at 1. / 更新所用的梯度都在 1 处裁剪过。"""
    watched(student, anew=True).clipped(1.0)


@points(2)
@hint(
    "With use_random_iter, net.begin_state for each batch, with the batch's own size.",
    zh="use_random_iter 为真时，每个批量都按它自己的大小调用 net.begin_state。",
)
def test_random_batches_begin_anew(student):
    """With use_random_iter, each batch begins from a new state of its own size, and tokens count alike.

    use_random_iter 为真时，每个批量都从大小合适的新状态开始；各词元的权重相同。"""
    for last in None, 1:
        net, data = Net(), batches(3, 4, 3, last)
        right = by_hand(copy.deepcopy(net), data, 0.5, anew=True)
        check.close(epoch(student, net, data, anew=True), right, rtol=1e-3, atol=1e-4)


@points(1)
@after(test_with_an_optimizer)
@hint("The state of an LSTM is a tuple of two tensors.", zh="LSTM 的状态是含两个张量的元组。")
def test_an_lstm(student):
    """A model whose state is a tuple of two tensors is trained as well. / 状态为两个张量的元组的模型也能训练。"""
    net, data = Net(nn.LSTM), batches()
    right = by_hand(copy.deepcopy(net), data, 0.5)
    check.close(epoch(student, net, data), right, rtol=1e-3, atol=1e-4)


class Slow(Undecided):
    """It takes its time, and knows when it was asked."""

    def __init__(self, vocab_size):
        super().__init__(vocab_size)
        self.asked = []

    def forward(self, X, state):
        self.asked.append(time.perf_counter())
        time.sleep(0.03)
        return super().forward(X, state)


@points(1)
@after(test_more_doubt_is_a_higher_number)
@hint("All tokens of the epoch, divided by the seconds that it took.", zh="该周期的全部词元数除以所用的秒数。")
def test_the_speed(student):
    """The second number is the tokens of all batches by the time they took. / 第二个数是全部批量的词元数除以所用的时间。"""
    net, X = Slow(4), torch.randint(4, (2, 3))
    updater = torch.optim.SGD(net.parameters(), lr=0.0)
    start = time.perf_counter()
    result = student.train_epoch_ch8(net, [(X, X)] * 3, nn.CrossEntropyLoss(), updater, CPU, False)
    stop = time.perf_counter()
    # It began before the net was first asked and ended after the net was last asked, within the call.
    speed = check.number(result[1])
    check.above(speed, 0.99 * 18 / (stop - start), "The speed", "速度")
    check.below(speed, 1.01 * 18 / (net.asked[-1] - net.asked[0]), "The speed", "速度")


@points(1)
@after(test_with_an_optimizer)
@hint("One update for each batch, none left out.", zh="每个批量更新一次，一个也不漏。")
def test_every_batch_once(student):
    """Every batch is used once, with one update each. / 每个批量用一次，各更新一次。"""
    watch = watched(student)
    watch.every_batch_once(1)
    watch.stepped_after_backward()
