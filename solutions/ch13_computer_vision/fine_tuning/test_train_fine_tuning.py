import copy
from collections import OrderedDict

import torch
from torch import nn

from grader.suite import after, check, hint, left_on_cpu, on, points, spies

DECAY = 0.001


def problem(n=14, batch=4):
    """A net with a head fc, and batches, the last of which is smaller."""
    net = nn.Sequential(OrderedDict(first=nn.Linear(4, 6), act=nn.Tanh(), fc=nn.Linear(6, 3)))
    X, y = torch.randn(n, 4), torch.randint(3, (n,))
    return net, list(zip(X.split(batch), y.split(batch), strict=True))


def by_hand(net, learning_rate, batches, num_epochs, head=10.0):
    """The parameters after so many passes."""
    for X, y in batches * num_epochs:
        loss = nn.functional.cross_entropy(net(X), y)
        gradients = torch.autograd.grad(loss, list(net.parameters()))
        with torch.no_grad():
            for (name, p), g in zip(net.named_parameters(), gradients, strict=True):
                p -= learning_rate * (head if name.startswith("fc.") else 1.0) * (g + DECAY * p)
    return values(net)


def values(net):
    return [p.detach() for p in net.parameters()]


@points(3)
@hint(
    "SGD with the groups of param_groups and weight_decay=0.001; the mean loss.",
    zh="SGD 使用 param_groups 的参数组，weight_decay=0.001；损失取平均。",
)
def test_two_rates(student):
    """Head and body take the right steps, with a short last batch too. / 输出层和主干的每一步都正确，最后一个批量较短时也一样。"""
    for rate, num_epochs in [(0.05, 2), (0.01, 3)]:
        net, batches = problem()
        right = by_hand(copy.deepcopy(net), rate, batches, num_epochs)
        student.train_fine_tuning(net, rate, batches, num_epochs)
        check.close(values(net), right)


@points(2)
@hint(
    "Without groups all of net.parameters() learn with learning_rate.",
    zh="没有参数组时，net.parameters() 全部以 learning_rate 学习。",
)
def test_one_rate(student):
    """With param_group=False, everything learns with one rate. / param_group=False 时，所有参数用同一个学习率。"""
    net, batches = problem()
    right = by_hand(copy.deepcopy(net), 0.1, batches, 2, head=1.0)
    student.train_fine_tuning(net, 0.1, batches, 2, param_group=False)
    check.close(values(net), right)


@points(1)
@after(test_two_rates)
@hint("All parameters decay by learning rate times 0.001 in each step.", zh="每一步所有参数都衰减学习率乘以 0.001。")
def test_weights_decay(student):
    """Where the data ask for nothing, the parameters shrink; five epochs unless it is said otherwise.

    数据没有要求时参数会缩小；不另外指定时训练五轮。"""
    net, _ = problem()
    with torch.no_grad():
        net.fc.weight.fill_(0.0)
        net.fc.bias.zero_()
    right = net.first.weight.detach() * (1 - 100 * DECAY) ** 5
    X = torch.zeros(3, 4)  # with equal scores and one example of each class, no gradient comes back
    student.train_fine_tuning(net, 100.0, [(X, torch.arange(3))])
    check.close(net.first.weight.detach(), right, rtol=1e-4)


@points(3)
@after(test_two_rates)
@hint(
    "net.train() first; zero_grad, backward and step for each batch.",
    zh="先 net.train()；每个批量依次 zero_grad、backward、step。",
)
def test_on_the_way(student):
    """Every batch gives one step with gradients of its own, in training mode. / 训练模式下，每个批量走一步，用的是自己的梯度。"""
    net, batches = problem()
    watch = spies.Watch()
    net = watch.net(net.eval())
    student.train_fine_tuning(net, 0.01, watch.data(batches, passes=2), 2)
    watch.every_batch_once(2)
    watch.cleared_gradients()
    watch.switched_modes(test=None)


@points(2)
@after(test_two_rates)
@on("cuda")
@hint("X.to(device) and y.to(device), where the net is.", zh="X.to(device) 和 y.to(device)，移到网络所在的设备。")
def test_on_the_device(student, device):
    """A net on a GPU is trained there, wherever the data are. / 网络在 GPU 上就在 GPU 上训练，不论数据在哪里。"""
    net, batches = problem()
    remote = spies.over_there(student, net.to(device))
    student.train_fine_tuning(remote, 0.01, left_on_cpu(batches), 1)
    check.device(remote.fc.weight, device)
