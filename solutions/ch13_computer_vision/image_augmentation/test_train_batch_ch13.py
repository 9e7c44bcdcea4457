import copy

import torch
from torch import nn

from grader.suite import after, check, hint, left_on_cpu, on, points, spies

CPU = [torch.device("cpu")]


class Still(torch.optim.SGD):
    """An optimiser that leaves everything as it is: where there are no values there is nothing to step with."""

    def step(self, closure=None):
        """Nothing."""


def loss():
    return nn.CrossEntropyLoss(reduction="none")


def problem(n=7):
    return nn.Sequential(nn.Linear(4, 5), nn.Tanh(), nn.Linear(5, 3)), torch.randn(n, 4), torch.randint(3, (n,))


def by_hand(net, X, y, lr):
    """Sum of the losses, number of right predictions, and the parameters after the step."""
    scores = net(X)
    total = loss()(scores, y).sum()
    gradients = torch.autograd.grad(total, list(net.parameters()))
    with torch.no_grad():
        for p, g in zip(net.parameters(), gradients, strict=True):
            p -= lr * g
    return [float(total.detach()), float((scores.argmax(dim=1) == y).sum())], [p.detach() for p in net.parameters()]


class Sum(nn.Module):
    """A net of two pictures."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(4, 3)

    def forward(self, X):
        if not isinstance(X, list):
            raise TypeError("a list is needed")
        return self.linear(X[0] + X[1])


@points(2)
@hint("The sum of the losses, and how often argmax is right.", zh="损失之和，以及 argmax 正确的次数。")
def test_what_is_returned(student):
    """The sum of the losses and the number of right predictions are returned. / 返回损失之和与预测正确的个数。"""
    for n in (7, 1, 12):
        net, X, y = problem(n)
        right, _ = by_hand(copy.deepcopy(net), X, y, 0.1)
        result = student.train_batch_ch13(net, X, y, loss(), torch.optim.SGD(net.parameters(), lr=0.1), CPU)
        check.close([check.number(value) for value in result], right, rtol=1e-4)


@points(3)
@after(test_what_is_returned)
@hint("loss(...).sum().backward(), then trainer.step().", zh="loss(...).sum().backward()，然后 trainer.step()。")
def test_the_step(student):
    """The step follows the gradient of the sum, without what was there before. / 按损失之和的梯度走一步，不带之前留下的梯度。"""
    net, X, y = problem()
    _, right = by_hand(copy.deepcopy(net), X, y, 0.1)
    for p in net.parameters():
        p.grad = torch.ones_like(p)
    student.train_batch_ch13(net, X, y, loss(), torch.optim.SGD(net.parameters(), lr=0.1), CPU)
    check.close([p.detach() for p in net.parameters()], right)


@points(2)
@after(test_the_step)
@hint("[x.to(devices[0]) for x in X] if X is a list.", zh="X 是列表时用 [x.to(devices[0]) for x in X]。")
def test_a_list_of_tensors(student):
    """X may be a list of tensors, and the net gets a list. / X 可以是张量的列表，网络得到的也是列表。"""
    net, (_, _, y) = Sum(), problem()
    X = [torch.randn(7, 4), torch.randn(7, 4)]
    numbers, right = by_hand(copy.deepcopy(net), X, y, 0.1)
    result = student.train_batch_ch13(net, X, y, loss(), torch.optim.SGD(net.parameters(), lr=0.1), CPU)
    check.close([p.detach() for p in net.parameters()], right)
    check.close([check.number(value) for value in result], numbers, rtol=1e-4)


@points(2)
@after(test_the_step)
@hint("net.train() before the net is called.", zh="调用网络之前先 net.train()。")
def test_training_mode(student):
    """A net that comes in eval mode is trained in training mode, with one step. / 传入时处于评估模式的网络在训练模式下走一步。"""
    net, X, y = problem()
    watch = spies.Watch()
    net = watch.net(net.eval())
    trainer = watch.optimizer(torch.optim.SGD(net.parameters(), lr=0.1))
    (batch,) = watch.data([(X, y)])
    student.train_batch_ch13(net, *batch, watch.loss(loss()), trainer, CPU)
    watch.switched_modes(test=None)
    watch.stepped_after_backward()
    watch.every_batch_once(1)


@points(1)
@after(test_the_step)
@on("cuda")
@hint("X and y go to devices[0]; nothing new is made on the CPU.", zh="X 和 y 移到 devices[0]；不要在 CPU 上新建张量。")
def test_on_the_device(student, device):
    """A batch is trained on the first device. / 批量在第一个设备上训练。"""
    net, X, y = problem()
    remote = spies.over_there(student, net.to(device))
    trainer, losses = Still(net.parameters(), lr=0.1), spies.over_there(student, loss())
    student.train_batch_ch13(remote, left_on_cpu(X), left_on_cpu(y), losses, trainer, [device])
    check.device(remote(X.to(device)), device)
