import copy

import torch
from torch import nn

from grader.suite import after, check, hint, points

VOCAB = 7


class Net(nn.Module):
    """A small stand-in for BERT, in which every argument counts."""

    def __init__(self, hiddens=5):
        super().__init__()
        self.tokens, self.segments = nn.Embedding(VOCAB, hiddens), nn.Embedding(2, hiddens)
        self.words, self.follows = nn.Linear(hiddens, VOCAB), nn.Linear(hiddens, 2)
        for parameter in self.parameters():
            nn.init.normal_(parameter)

    def forward(self, tokens, segments, valid_lens=None, pred_positions=None):
        X = self.tokens(tokens) + self.segments(segments)
        counts = torch.ones_like(tokens) if valid_lens is None else torch.arange(X.shape[1]) < valid_lens[:, None]
        mean = (X * counts[..., None]).sum(dim=1) / counts.sum(dim=1)[:, None]
        X = torch.tanh(X + mean[:, None])
        rows = torch.arange(len(X))[:, None]
        words = None if pred_positions is None else self.words(X[rows, pred_positions])
        return X, words, self.follows(X[:, 0])


def a_batch(b, steps, preds, weights=None):
    """tokens_X, segments_X, valid_lens_x, pred_positions_X, mlm_weights_X, mlm_Y, nsp_y."""
    if weights is None:
        weights = (torch.rand(b, preds) < 0.6).float()
        weights[0, 0], weights[-1, -1] = 1.0, 0.0
    return [
        torch.randint(VOCAB, (b, steps)),
        torch.randint(2, (b, steps)),
        torch.randint(2, steps + 1, (b,)).float(),
        torch.randint(steps, (b, preds)),
        weights,
        torch.randint(VOCAB, (b, preds)),
        torch.randint(2, (b,)),
    ]


def losses(room, net, batch):
    """The three losses that a room's function gives."""
    found = room._get_batch_loss_bert(
        net, nn.CrossEntropyLoss(reduction="none"), VOCAB, *(part.clone() for part in batch)
    )
    check.that(len(found) == 3, "There are not three losses.", "损失不是三个。")
    return found


SIZES = ((3, 6, 4), (1, 5, 3), (4, 4, 1), (2, 8, 6))


@points(3)
@hint(
    "A weight for each place: bring both into one axis before you multiply; divide by the sum of the weights.",
    zh="每个位置一个权重：相乘之前把两者都变成一个轴；除以权重之和。",
)
def test_the_words(student, reference):
    """The first is the mean over the words to be guessed. / 第一个是要预测的词的平均损失。"""
    for b, steps, preds in SIZES:
        net, batch = Net(), a_batch(b, steps, preds)
        check.close(losses(student, net, batch)[0].detach(), losses(reference, net, batch)[0].detach())


@points(2)
@hint("The loss gives a number for each example: take their mean.", zh="损失函数为每个样本给出一个数：求它们的平均。")
def test_the_next_sentence(student, reference):
    """The second is the mean over the examples. / 第二个是各样本的平均损失。"""
    for b, steps, preds in SIZES:
        net, batch = Net(), a_batch(b, steps, preds)
        check.close(losses(student, net, batch)[1].detach(), losses(reference, net, batch)[1].detach())


@points(1)
@after(test_the_words, test_the_next_sentence)
def test_the_sum(student, reference):
    """The third is the sum of both. / 第三个是两者之和。"""
    net, batch = Net(), a_batch(3, 6, 4)
    check.close(losses(student, net, batch)[2].detach(), losses(reference, net, batch)[2].detach())


@points(2)
@after(test_the_words, test_the_next_sentence)
@hint("item() and float() leave the graph.", zh="item() 和 float() 会脱离计算图。")
def test_gradients(student, reference):
    """Each of the three gives the net the right gradients. / 三个损失都给网络正确的梯度。"""
    for which in range(3):
        nets, batch, found = [Net()], a_batch(2, 6, 3), []
        nets.append(copy.deepcopy(nets[0]))
        for room, net in zip((student, reference), nets, strict=True):
            losses(room, net, batch)[which].backward()
            found.append([torch.zeros_like(p) if p.grad is None else p.grad for p in net.parameters()])
        check.close(*found)


@points(1)
@after(test_the_words, test_the_next_sentence)
@hint("Keep the divisor away from 0.", zh="别让除数为 0。")
def test_nothing_to_guess(student, reference):
    """With nothing to guess, the first loss is 0. / 没有要预测的词时，第一个损失为 0。"""
    net, batch = Net(), a_batch(2, 5, 3, torch.zeros(2, 3))
    check.close(
        [part.detach() for part in losses(student, net, batch)], [p.detach() for p in losses(reference, net, batch)]
    )


@points(1)
@after(test_the_words, test_the_next_sentence)
def test_the_inputs_are_left_alone(student):
    """Nothing in the minibatch is changed, and the net is called once. / 小批量不被改动，网络只调用一次。"""
    net, calls = Net(), []
    net.register_forward_hook(lambda *_: calls.append(1))
    batch = a_batch(2, 5, 3)
    mine = [part.clone() for part in batch]
    student._get_batch_loss_bert(net, nn.CrossEntropyLoss(reduction="none"), VOCAB, *mine)
    check.equal(mine, batch)
    check.equal(len(calls), 1)
