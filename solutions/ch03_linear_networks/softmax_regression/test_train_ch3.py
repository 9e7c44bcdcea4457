import copy

import torch
from torch import nn

from grader.suite import after, check, drawn, hint, points, spies

TRAIN, TEST = 40, 20


def problem():
    """Three classes far apart; every tenth label of the training data is wrong and every fifth of the test data.

    The net gives a right label at least 0.7 from the beginning: its loss stays below 0.5, its accuracy above 0.7."""
    data = []
    for n, every in (TRAIN, 10), (TEST, 5):
        y = torch.randint(3, (n,))
        X = 3 * nn.functional.one_hot(y, 3) + 0.1 * torch.randn(n, 3)
        data.append((X, (y + (torch.arange(n) % every == 0)) % 3))
    net = nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.0))
    with torch.no_grad():
        net[0].weight.copy_(0.7 * torch.eye(3))
        net[0].bias.zero_()
    return *data, net


def loss():
    return nn.CrossEntropyLoss(reduction="none")


def batches(data, size):
    return list(zip(*(part.split(size) for part in data), strict=True))


def curves(room, train, test, net, num_epochs):
    with drawn(room) as figures:
        updater = torch.optim.SGD(net.parameters(), lr=0.05)
        room.train_ch3(net, batches(train, 12), batches(test, 8), loss(), num_epochs, updater)
    return figures


@points(3)
@hint(
    "In each epoch: train_epoch_ch3, then evaluate_accuracy on the test data, then one animator.add.",
    zh="每个迭代周期：先 train_epoch_ch3，再在测试数据上 evaluate_accuracy，然后 animator.add 一次。",
)
def test_the_curves(student, reference):
    """Training loss, training accuracy and test accuracy are drawn for every epoch.

    画出每个迭代周期的训练损失、训练精度和测试精度。"""
    for num_epochs in 1, 3:
        train, test, net = problem()
        right = curves(reference, train, test, copy.deepcopy(net), num_epochs)
        check.draws(curves(student, train, test, net, num_epochs), right, "lines", "legend", rtol=1e-3, atol=1e-4)


def watched(student, num_epochs=2):
    train, test, net = problem()
    watch = spies.Watch()
    net = watch.net(net)
    updater = watch.optimizer(torch.optim.SGD(net.parameters(), lr=0.05))
    train_iter = watch.data(train, batch_size=10, passes=num_epochs)
    test_iter = watch.data(test, batch_size=10, name="test")
    student.train_ch3(net, train_iter, test_iter, watch.loss(loss()), num_epochs, updater)
    return watch


@points(2)
@hint("num_epochs passes, one update a batch.", zh="遍历 num_epochs 遍，每个批量更新一次。")
def test_every_batch_once(student):
    """The training data are gone through num_epochs times. / 训练数据遍历 num_epochs 遍。"""
    watch = watched(student)
    watch.every_batch_once(2)
    watch.cleared_gradients()


@points(1)
@after(test_every_batch_once)
@hint("Nothing is learned from test_iter.", zh="不能从 test_iter 学习。")
def test_no_test_data_in_training(student):
    """The test data are for evaluation alone. / 测试数据只用于评估。"""
    watch = watched(student)
    watch.trained_on_nothing_else()
    watch.evaluated_without_gradient()


@points(1)
@after(test_every_batch_once)
@hint(
    "train_epoch_ch3 and evaluate_accuracy switch the modes; do not train between them.",
    zh="train_epoch_ch3 和 evaluate_accuracy 会切换模式；不要绕过它们。",
)
def test_modes(student):
    """The network is trained in training mode and evaluated in eval mode. / 训练时为训练模式，评估时为评估模式。"""
    watched(student).switched_modes()


@points(1)
@after(test_every_batch_once)
@hint(
    "First train_epoch_ch3, then evaluate_accuracy, in every epoch.",
    zh="每个迭代周期都是先 train_epoch_ch3，再 evaluate_accuracy。",
)
def test_each_epoch_ends_with_an_evaluation(student):
    """Each epoch ends with an evaluation on the test data. / 每个迭代周期都以在测试数据上的评估结束。"""
    seen = [event.data for event in watched(student).events if event.kind == "forward"]
    turns = [data for data, before in zip(seen, ["", *seen], strict=False) if data != before]
    check.equal(turns, ["train", "test"] * 2)


@points(1)
@after(test_every_batch_once)
@hint("Hand the net, the loss and the updater on as they are.", zh="把网络、损失和更新器原样传下去。")
def test_it_learns(student):
    """With a function as updater, the loss on new data falls below 0.2. / 更新器为函数时，在新数据上的损失降到 0.2 以下。"""
    X = torch.eye(3).repeat(8, 1) + 0.05 * torch.randn(24, 3)
    y = torch.arange(3).repeat(8)
    W = torch.zeros(3, 3, requires_grad=True)
    watch = spies.Watch()
    net, updater = watch.model(lambda X: X @ W, W), watch.updater([W], lr=2.0)
    train, test = watch.data((X, y), batch_size=6, passes=5), watch.data((X, y), batch_size=12, name="test")
    student.train_ch3(net, train, test, loss(), 5, updater)
    # 20 steps of size 2 on three classes far apart bring a right loop to 0.12 or less, whatever the noise.
    new = torch.eye(3) @ W.detach()
    check.below(loss()(new, torch.arange(3)).mean(), 0.2, "The loss on new data", "在新数据上的损失")
