import copy

import torch
from torch import nn

from grader.suite import after, check, gpus, hint, left_on_cpu, on, points, spies

CPU = [torch.device("cpu")]


class Still(torch.optim.SGD):
    """An optimiser that leaves everything as it is: where there are no values there is nothing to step with."""

    def step(self, closure=None):
        """Nothing."""


def loss():
    return nn.CrossEntropyLoss(reduction="none")


def problem(n=30, m=13):
    """A net and data of three classes, some of them wrong."""
    X = torch.randn(n + m, 4)
    y = (X[:, :3].argmax(dim=1) + (torch.rand(n + m) < 0.2).long()) % 3
    net = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 3))
    return net, (X[:n], y[:n]), (X[n:], y[n:])


def batches(data, size):
    return list(zip(*(part.split(size) for part in data), strict=True))


def by_hand(net, train, test, num_epochs, lr):
    """The accuracy after each epoch, and the parameters in the end."""
    trainer, accuracies = torch.optim.SGD(net.parameters(), lr=lr), []
    for _ in range(num_epochs):
        for X, y in train:
            trainer.zero_grad()
            loss()(net(X), y).sum().backward()
            trainer.step()
        with torch.no_grad():
            right = sum(int((net(X).argmax(dim=1) == y).sum()) for X, y in test)
        accuracies.append(right / sum(len(y) for _, y in test))
    return accuracies, [p.detach() for p in net.parameters()]


def numbers(result):
    """The accuracies as floats."""
    if not isinstance(result, (list, tuple)):
        check.equal(result, [])
    return [check.number(value) for value in result]


def trained(student, net, train, test, num_epochs, lr=0.05, devices=CPU):
    trainer = torch.optim.SGD(net.parameters(), lr=lr)
    # Made in the student's room: nn.DataParallel wants a module of torch's own.
    result = student.train_ch13(spies.over_there(student, net), train, test, loss(), trainer, num_epochs, devices)
    return numbers(result)


@points(3)
@hint(
    "train_batch_ch13 for each batch, then the share of right predictions on test_iter.",
    zh="每个批量 train_batch_ch13，然后求 test_iter 上预测正确的比例。",
)
def test_parameters_and_accuracies(student):
    """Parameters and accuracies are right, with short last batches too. / 参数和精度都正确，最后一个批量较短时也一样。"""
    for num_epochs, size in [(3, 4), (2, 5)]:
        net, train, test = problem()
        right, params = by_hand(copy.deepcopy(net), batches(train, size), batches(test, 5), num_epochs, 0.05)
        found = trained(student, net, batches(train, size), batches(test, 5), num_epochs)
        check.close([p.detach() for p in net.parameters()], params, rtol=1e-4)
        check.close(found, right)


@points(2)
@after(test_parameters_and_accuracies)
@hint("num_batches // 5 is 0 for fewer than five batches.", zh="批量少于五个时 num_batches // 5 为 0。")
def test_few_batches(student):
    """One batch, or three, are enough. / 只有一个或三个批量也可以。"""
    for size in (30, 12):
        net, train, test = problem()
        right, params = by_hand(copy.deepcopy(net), batches(train, size), batches(test, 13), 2, 0.05)
        found = trained(student, net, batches(train, size), batches(test, 13), 2)
        check.close([p.detach() for p in net.parameters()], params, rtol=1e-4)
        check.close(found, right)


@points(2)
@after(test_parameters_and_accuracies)
@hint(
    "net.eval() and torch.no_grad() for test_iter; net.train() for each batch of training.",
    zh="对 test_iter 用 net.eval() 和 torch.no_grad()；训练的每个批量用 net.train()。",
)
def test_on_the_way(student):
    """Training and evaluation take turns, each in its mode, once for each batch. / 训练与评估交替进行，各用各的模式，每个批量一次。"""
    net, train, test = problem()
    watch = spies.Watch()
    net = watch.net(net.eval())
    trainer = watch.optimizer(torch.optim.SGD(net.parameters(), lr=0.05))
    train_iter = watch.data(train, batch_size=10, passes=2)
    test_iter = watch.data(test, batch_size=13, name="test")
    student.train_ch13(net, train_iter, test_iter, watch.loss(loss()), trainer, 2, CPU)
    watch.every_batch_once(2)
    watch.cleared_gradients()
    watch.switched_modes()
    watch.evaluated_without_gradient()


@points(1)
@after(test_parameters_and_accuracies)
@hint("Ask for the GPUs in the function, not in its head.", zh="在函数里查询 GPU，不要写在函数头的默认值里。")
def test_without_devices(student):
    """Without devices, it finds the CPU where there is no GPU. / 不给出 devices 时，没有 GPU 就用 CPU。"""
    net, train, test = problem()
    right, _ = by_hand(copy.deepcopy(net), batches(train, 10), batches(test, 13), 1, 0.05)
    with gpus(student, 0):
        check.close(trained(student, net, batches(train, 10), batches(test, 13), 1, devices=None), right)


@points(2)
@after(test_parameters_and_accuracies)
@on("cuda")
@hint("net.to(devices[0]), and every batch as well.", zh="net.to(devices[0])，每个批量也一样。")
def test_on_the_device(student, device):
    """Net and batches are moved to the first device. / 网络和批量都移到第一个设备上。"""
    net, train, test = problem()
    remote = spies.over_there(student, left_on_cpu(net))
    trainer, losses = Still(net.parameters(), lr=0.05), spies.over_there(student, loss())
    data = left_on_cpu(batches(train, 10)), left_on_cpu(batches(test, 13))
    student.train_ch13(remote, *data, losses, trainer, 1, [device])
    check.device(remote(train[0].to(device)), device)
