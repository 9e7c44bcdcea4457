import copy

import torch
from torch import nn

from grader.suite import after, check, hint, points, spies


def problem(n=18, d=4, q=3):
    X = torch.randn(n, d)
    return X, (X @ torch.randn(d, q) + torch.randn(n, q)).argmax(dim=1)


def loss():
    return nn.CrossEntropyLoss(reduction="none")


def by_hand(data, batch_size, net, lr):
    """What an epoch gives, and the parameters behind it."""
    right = total = 0.0
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for X, y in zip(*(part.split(batch_size) for part in data), strict=True):
        optimizer.zero_grad()
        scores = net(X)
        losses = loss()(scores, y)
        losses.mean().backward()
        optimizer.step()
        total, right = total + float(losses.detach().sum()), right + float((scores.argmax(dim=1) == y).sum())
    return [total / len(data[1]), right / len(data[1])], [p.detach() for p in net.parameters()]


@points(2)
@hint(
    "zero_grad, l.mean().backward(), step; the loss of a batch counts once for each of its examples.",
    zh="zero_grad、l.mean().backward()、step；一个批量的损失按样本数计入总和。",
)
def test_with_an_optimizer(student):
    """With an optimizer: loss, accuracy and parameters are right, a short last batch too.

    使用优化器时：损失、精度和参数都正确，最后一个批量较短时也是如此。"""
    for n, size in (18, 4), (12, 6):
        data, net = problem(n), nn.Linear(4, 3)
        right, params = by_hand(data, size, copy.deepcopy(net), 0.5)
        batches = list(zip(*(part.split(size) for part in data), strict=True))
        result = student.train_epoch_ch3(net, batches, loss(), torch.optim.SGD(net.parameters(), lr=0.5))
        check.close([p.detach() for p in net.parameters()], params)
        check.close([check.number(value) for value in result], right, rtol=1e-4)


@points(3)
@hint(
    "The function divides by the batch size itself: it wants l.sum().backward(), and the size of this batch.",
    zh="这个函数自己会除以批量大小：它需要的是 l.sum().backward() 和当前批量的大小。",
)
def test_with_a_function(student):
    """With a function updater(batch_size), and a function as net: the same. / 更新器和网络都是函数时：同样正确。"""
    for n, size in (18, 4), (12, 6):
        data, watch = problem(n), spies.Watch()
        W, b = torch.randn(4, 3, requires_grad=True), torch.zeros(3, requires_grad=True)
        layer = nn.Linear(4, 3)
        with torch.no_grad():
            layer.weight.copy_(W.T)
            layer.bias.zero_()
        right, (weight, bias) = by_hand(data, size, layer, 0.5)
        net = watch.model(lambda X, W=W, b=b: X @ W + b, W, b)
        updater = watch.updater([W, b], lr=0.5)
        result = student.train_epoch_ch3(net, watch.data(data, batch_size=size, passes=1), loss(), updater)
        check.close([W.detach(), b.detach()], [weight.T, bias])
        check.close([check.number(value) for value in result], right, rtol=1e-4)


def watched(student, net, size=4):
    watch = spies.Watch()
    net = watch.net(net)
    train = watch.data(problem(), batch_size=size, passes=1)
    updater = watch.optimizer(torch.optim.SGD(net.parameters(), lr=0.1))
    student.train_epoch_ch3(net, train, watch.loss(loss()), updater)
    return watch


@points(2)
@after(test_with_an_optimizer)
@hint("One update for each batch, none left out.", zh="每个批量更新一次，一个也不漏。")
def test_every_batch_once(student):
    """Every batch is used once, with one update each. / 每个批量用一次，各更新一次。"""
    watch = watched(student, nn.Linear(4, 3))
    watch.every_batch_once(1)
    watch.stepped_after_backward()


@points(2)
@after(test_with_an_optimizer)
@hint(
    "updater.zero_grad() before backward, for every batch.", zh="每个批量在 backward 之前都要调用 updater.zero_grad()。"
)
def test_gradients_are_cleared(student):
    """No update uses gradients of an earlier batch. / 更新时没有用到前一个批量的梯度。"""
    watched(student, nn.Linear(4, 3)).cleared_gradients()


@points(2)
@after(test_every_batch_once)
@hint(
    "net.train() before the loop: an evaluation may have left the network in eval mode.",
    zh="在循环之前调用 net.train()：之前的评估可能让网络停留在评估模式。",
)
def test_training_mode(student):
    """A network that comes in eval mode is trained in training mode. / 传入时处于评估模式的网络，应在训练模式下训练。"""
    watched(student, nn.Sequential(nn.Linear(4, 3), nn.Dropout(0.1)).eval()).switched_modes(test=None)
