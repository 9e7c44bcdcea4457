import math

import torch
from torch import nn

from grader.suite import after, check, hint, points

WORDS, DIM = 40, 10


class Batches:
    """Batches that write down, whenever one is asked for, what the net's weights are."""

    def __init__(self, net, *sizes):
        self.net, self.seen, self.passes = net, [], 0
        self.batches = [batch(*size) for size in sizes]

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        self.passes += 1
        for one in self.batches:
            self.note()
            yield tuple(part.clone() for part in one)

    def note(self):
        self.seen.append([layer.weight.detach().clone() for layer in self.net])


def batch(n, m):
    """Centres, words, masks, labels; rows of unequal length, the padding is index 0."""
    mask = (torch.arange(m) < torch.randint(1, m + 1, (n, 1))).long()
    words = torch.randint(1, WORDS, (n, m)) * mask
    return torch.randint(1, WORDS, (n, 1)), words, mask, torch.randint(2, (n, m)) * mask


def layers():
    return nn.Sequential(nn.Embedding(WORDS, DIM), nn.Embedding(WORDS, DIM))


def trained(student, lr, num_epochs, *sizes):
    """The weights before each step and after the last one, and the data."""
    net = layers()
    data = Batches(net, *sizes)
    student.train(net, data, lr, num_epochs, torch.device("cpu"))
    data.note()
    return data


def followed(data, lr, num_epochs):
    """Where Adam goes from the first weights seen: before each step, and after the last."""
    net = layers()
    with torch.no_grad():
        for layer, weight in zip(net, data.seen[0], strict=True):
            layer.weight.copy_(weight)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    way = []
    for center, words, mask, label in data.batches * num_epochs:
        way.append([layer.weight.detach().clone() for layer in net])
        pred = (net[0](center) * net[1](words)).sum(dim=-1)
        loss = nn.functional.binary_cross_entropy_with_logits(pred, label.float(), reduction="none")
        optimizer.zero_grad()
        ((loss * mask).sum(dim=1) / mask.sum(dim=1)).sum().backward()
        optimizer.step()
    return [*way, [layer.weight.detach().clone() for layer in net]]


def strayed(found, right, lr):
    """The mean distance of each layer's weights, in steps of lr, at each of these times.

    Where a gradient is 0 but for rounding, Adam's step may go either way: one such element adds up to 2 / 400."""
    pairs = [pair for layers in zip(found, right, strict=True) for pair in zip(*layers, strict=True)]
    return [float((a - b).abs().mean() / lr) for a, b in pairs]


@points(3)
@hint(
    "torch.optim.Adam on net.parameters(); one step a batch, on the sum of batch_loss.",
    zh="对 net.parameters() 用 torch.optim.Adam；每个批量走一步，目标是 batch_loss 之和。",
)
def test_one_step(student):
    """The first step is Adam's, on the loss of the batch. / 第一步是 Adam 对该批量损失走的一步。"""
    for lr in (0.05, 0.002):
        data = trained(student, lr, 1, (6, 5))
        check.close(strayed(data.seen[-1:], followed(data, lr, 1)[-1:], lr), [0.0] * 2, rtol=0, atol=0.012)


@points(3)
@after(test_one_step)
@hint(
    "Clear the gradients before each backward; the optimiser is made once.",
    zh="每次反向传播前清零梯度；优化器只创建一次。",
)
def test_all_steps(student):
    """Each batch of each epoch is one step, with its own gradient. / 每一轮的每个批量各走一步，只用自己的梯度。"""
    data = trained(student, 0.02, 3, (5, 5), (5, 7), (5, 3))
    check.equal([data.passes, len(data.seen)], [3, 10])
    check.close(strayed(data.seen, followed(data, 0.02, 3), 0.02), [0.0] * 20, rtol=0, atol=0.012)


@points(3)
@after(test_one_step)
@hint(
    "nn.init.xavier_uniform_(layer.weight) for both layers, before the first batch.",
    zh="在第一个批量之前，对两层都做 nn.init.xavier_uniform_(layer.weight)。",
)
def test_the_first_weights(student):
    """Both layers begin with Xavier's even draws. / 两层都从 Xavier 均匀分布开始。"""
    bound = math.sqrt(6 / (WORDS + DIM))
    first = trained(student, 0.01, 1, (4, 3)).seen[0]
    for weight in first:
        check.uniform(weight, -bound, bound, of=2)
    check.equal(torch.equal(*first), False)
