"""The loop: what the net is given, what comes back to it, and the steps that it makes.

The net of most tests has parameters with one axis only, which no initialisation touches: what the loop makes of them
is then known to the last digit.
"""

import copy
import math

import pytest
import torch
from torch import nn

from grader.suite import after, check, hint, left_on_cpu, on, points, spies

WORDS, BOS = 7, 6
CPU = torch.device("cpu")


class Vocabulary:
    """Just enough of one: its words, as their indices."""

    def __init__(self):
        self.token_to_idx = {"<unk>": 0, "<pad>": 1, "<bos>": BOS, "<eos>": 3}

    def __len__(self):
        return WORDS

    def __getitem__(self, tokens):
        if isinstance(tokens, (list, tuple)):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, 0)


class Table(nn.Module):
    """Scores that are looked up: by the source's token at the same place, and by the last word written."""

    def __init__(self):
        super().__init__()
        self.by_source, self.by_last = (nn.Parameter(torch.randn(WORDS * WORDS).double()) for _ in range(2))
        self.drop = nn.Dropout(0.0)
        self.given, self.came = [], []

    def forward(self, X, dec_X, *more):
        self.given.append([dec_X.detach().clone(), *more])
        Y_hat = self.by_source.reshape(WORDS, WORDS)[X] + 2 * self.by_last.reshape(WORDS, WORDS)[dec_X]
        if Y_hat.requires_grad:
            Y_hat.register_hook(lambda grad: self.came.append(grad.detach().clone()))
        return Y_hat, None


def batches(sizes=(9, 1, 4), num_steps=5):
    """Batches with different numbers of sentences; in each some sentence is shorter than the others."""
    made = []
    for size in sizes:
        lens = [torch.randint(2, num_steps, (size,)) for _ in range(2)]
        X, Y = (torch.randint(WORDS, (size, num_steps)) for _ in range(2))
        made.append([X, lens[0], Y, lens[1]])
    return made


def shifted(Y):
    return torch.cat([torch.full((len(Y), 1), BOS), Y[:, :-1]], dim=1)


def by_hand(net, data, lr, num_epochs):
    """The parameters that the right loop ends with."""
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for _ in range(num_epochs):
        for X, _, Y, lens in data:
            scores, _ = net(X, shifted(Y))
            losses = nn.functional.cross_entropy(scores.transpose(1, 2), Y, reduction="none")
            optimizer.zero_grad()
            (losses * (torch.arange(Y.shape[1]) < lens[:, None])).mean(dim=1).sum().backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
    return [p.detach() for p in net.parameters()]


def watched(student, epochs=2, **how):
    watch, data = spies.Watch(), batches(**how)
    net = watch.net(Table().eval())
    student.train_seq2seq(net, watch.data(data, passes=epochs), 0.05, epochs, Vocabulary(), CPU)
    return watch, net, data


@points(3)
@hint(
    "Adam with the rate lr; the summed masked losses; all gradients scaled together when their norm is above 1.",
    zh="用学习率为 lr 的 Adam；损失取遮蔽后各序列之和；所有梯度的总范数超过 1 时一起缩放。",
)
def test_the_steps(student):
    """After one epoch and after several, the parameters are what they should be. / 一轮和多轮之后，参数都正确。"""
    for lr, epochs in (0.05, 1), (0.1, 3):
        data, net = batches(), Table()
        right = by_hand(copy.deepcopy(net), data, lr, epochs)
        student.train_seq2seq(net, copy.deepcopy(data), lr, epochs, Vocabulary(), CPU)
        check.close([p.detach() for p in net.parameters()], right, rtol=1e-4, atol=1e-5)


@points(2)
@hint(
    "The decoder is given the right words, one step late: <bos>, then the label without its last token.",
    zh="解码器得到的是推后一步的正确词元：先是 <bos>，然后是去掉最后一个词元的标签。",
)
def test_teacher_forcing(student):
    """The decoder is given <bos> and the label, one step late. / 解码器得到 <bos> 和推后一步的标签。"""
    net, data = Table(), batches()
    student.train_seq2seq(net, copy.deepcopy(data), 0.01, 1, Vocabulary(), CPU)
    check.close([given[0] for given in net.given], [shifted(Y) for _, _, Y, _ in data])


@points(1)
@hint("net(X, dec_input, X_valid_len).", zh="net(X, dec_input, X_valid_len)。")
def test_the_valid_lengths_of_the_source(student):
    """The net is also given the valid lengths of the source. / 网络还得到源序列的有效长度。"""
    net, data = Table(), batches()
    student.train_seq2seq(net, copy.deepcopy(data), 0.01, 1, Vocabulary(), CPU)
    check.close([given[1:] for given in net.given], [[X_valid_len] for _, X_valid_len, _, _ in data])


@points(2)
@hint("Gradients add up until they are cleared.", zh="梯度在清除之前会一直累加。")
def test_gradients_are_cleared(student):
    """Each step uses the gradients of its own batch. / 每一步只用本批量的梯度。"""
    watch, *_ = watched(student)
    watch.cleared_gradients()
    watch.stepped_after_backward()


@points(2)
@hint(
    "The loss leaves padding out: the scores at and beyond the valid length of Y get no gradient.",
    zh="损失不计填充：Y 的有效长度及其以后的得分没有梯度。",
)
def test_padding_sends_nothing_back(student):
    """No gradient comes from padding, and some from every word. / 填充处没有梯度，每个词都有梯度。"""
    _, net, data = watched(student, epochs=1)
    found = [(grad.abs().amax(dim=2) > 0).tolist() for grad in net.came]
    check.equal(found, [(torch.arange(Y.shape[1]) < lens[:, None]).tolist() for _, _, Y, lens in data])


@points(1)
@after(test_gradients_are_cleared)
@hint(
    "One update for each batch, num_epochs times over all of them.", zh="每个批量更新一次，全部批量遍历 num_epochs 遍。"
)
def test_every_batch_once(student):
    """Every epoch uses every batch once. / 每一轮恰好使用每个批量一次。"""
    for epochs in 1, 3:
        watch, *_ = watched(student, epochs=epochs, sizes=(2, 3))
        watch.every_batch_once(epochs)


@points(1)
@after(test_gradients_are_cleared)
@hint(
    "net.train(): a translation may have left the net in eval mode.",
    zh="net.train()：之前的预测可能让网络停留在预测模式。",
)
def test_training_mode(student):
    """A net that comes in eval mode is trained in training mode. / 传入时处于预测模式的网络，应在训练模式下训练。"""
    watched(student, epochs=1)[0].switched_modes(test=None)


class Recurrent(nn.Module):
    """A net with layers to initialise; all that it holds is 3 before."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(WORDS, 8)
        self.part = nn.ModuleDict({"rnn": nn.GRU(16, 24, 2)})
        self.dense = nn.Linear(24, 40)
        with torch.no_grad():
            for p in self.parameters():
                p.fill_(3.0)

    def forward(self, X, dec_X, *more):
        words = torch.cat([self.embedding(X), self.embedding(dec_X)], dim=2)
        return self.dense(self.part["rnn"](words.transpose(0, 1))[0]).transpose(0, 1), None


@points(1)
@after(test_gradients_are_cleared)
@hint(
    "nn.init.xavier_uniform_ for the weight of each nn.Linear and for every weight matrix of each nn.GRU.",
    zh="对每个 nn.Linear 的权重和每个 nn.GRU 的所有权重矩阵使用 nn.init.xavier_uniform_。",
)
def test_the_initialisation(student):
    """Weights of GRUs and linear layers are drawn by Xavier's rule first. / 训练之前，GRU 与线性层的权重按 Xavier 法抽取。"""
    net = Recurrent()
    student.train_seq2seq(net, batches((2,)), 0.0, 1, Vocabulary(), CPU)  # with the rate 0 they stay as drawn
    rnn = net.part["rnn"]
    weights = [net.dense.weight, *(p for name, p in rnn.named_parameters() if "weight" in name)]
    for weight in weights:
        bound = math.sqrt(6 / sum(weight.shape))
        check.uniform(weight.detach().flatten(), -bound, bound, of=len(weights))
    others = [p for name, p in rnn.named_parameters() if "bias" in name] + [net.dense.bias, net.embedding.weight]
    check.close([p.detach() for p in others], [torch.full(p.shape, 3.0) for p in others])


class Given(BaseException):
    """What the next test wanted to see. No Exception: it ends the loop, whatever stands around it."""


class Looking(nn.Module):
    """A net that looks at where its arguments are, and goes no further."""

    def __init__(self):
        super().__init__()
        self.weight, self.given = nn.Parameter(torch.zeros(2)), []

    def to(self, *args, **kwargs):
        """Stay: where there is no GPU but a simulated one, nothing of ours can go there."""
        return self

    def forward(self, *given):
        self.given += given
        raise Given


@points(1)
@after(test_gradients_are_cleared)
@on("cuda")
@hint("Batches, and the column of <bos>, belong on device.", zh="各批量以及 <bos> 一列都应在 device 上。")
def test_on_the_gpu(student, device):
    """On a GPU, the net is given tensors there. / 在 GPU 上，网络得到的张量也在那里。"""
    net = Looking()
    with pytest.raises(Given):
        student.train_seq2seq(net, left_on_cpu(batches((2,))), 0.01, 1, Vocabulary(), device)
    for tensor in net.given:
        check.device(tensor, device)
