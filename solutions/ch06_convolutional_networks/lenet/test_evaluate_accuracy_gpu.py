import pytest
import torch
from torch import nn

from grader.suite import after, check, hint, left_on_cpu, on, points, spies
from grader.suite.spies import over_there

CPU = torch.device("cpu")


class Sum(nn.Module):
    """Adds up a list of tensors, each through a layer of its own."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(3, 3), nn.Linear(3, 3)

    def forward(self, X):
        return self.first(X[0]) + self.second(X[1])


def problem(n=23, d=3):
    X = torch.randn(n, d)
    return X, (X + torch.randn(n, d)).argmax(dim=1)


def share(Y, y):
    return float((Y.argmax(dim=1) == y).sum()) / len(y)


def batches(X, y, size):
    return list(zip(X.split(size), y.split(size), strict=True))


@points(2)
@hint(
    "Every example counts the same: divide the sums, do not average the batches.",
    zh="每个样本的分量相同：用总和相除，不要对各批量求平均。",
)
def test_values(student):
    """The share is right, also where the last batch is shorter. / 结果正确，最后一个批量较短时也是如此。"""
    for n, size in (23, 5), (12, 4), (7, 6):
        (X, y), net = problem(n), nn.Linear(3, 3)
        right = share(net(X).detach(), y)
        check.close(check.number(student.evaluate_accuracy_gpu(net, batches(X, y, size))), right)


@points(1)
@after(test_values)
@hint(
    "Where X is a list, move each of its tensors, and hand net the list.",
    zh="X 是列表时，逐个移动其中的张量，再把列表交给 net。",
)
def test_lists_of_inputs(student):
    """Batches whose X is a list of tensors work too. / X 是张量列表的批量也可以。"""
    (X, y), other, net = problem(), torch.randn(23, 3), Sum()
    right = share(net([X, other]).detach(), y)
    data = [([a, b], c) for a, b, c in zip(X.split(5), other.split(5), y.split(5), strict=True)]
    check.close(check.number(student.evaluate_accuracy_gpu(net, data)), right)


@points(1)
@after(test_values)
@hint(
    "A device that is given is used; it changes nothing where it is the same.",
    zh="给出了 device 就用它；与原来相同时，结果不变。",
)
def test_a_device_that_is_given(student):
    """With device given, the result is the same. / 给出 device 时，结果相同。"""
    (X, y), net = problem(), nn.Linear(3, 3)
    right = share(net(X).detach(), y)
    check.close(check.number(student.evaluate_accuracy_gpu(net, batches(X, y, 6), CPU)), right)


def watched(student):
    """What the network saw: it has dropout, and the data may be gone through once."""
    (X, y), watch = problem(), spies.Watch()
    net = watch.net(nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.9)).train())
    data = watch.data((X, y), batch_size=5, passes=1, name="test")
    value = check.number(student.evaluate_accuracy_gpu(net, data))
    return [event for event in watch.events if event.kind == "forward"], value, share(net.eval()(X).detach(), y)


@points(2)
@after(test_values)
@hint("net.eval() switches dropout off; do it before the loop.", zh="net.eval() 会关闭 dropout；应在循环之前调用。")
def test_eval_mode(student):
    """The network is evaluated in eval mode, in one pass. / 网络在评估模式下求值，数据只遍历一次。"""
    forwards, value, right = watched(student)
    check.equal([event.training for event in forwards], [False] * 5)
    check.close(value, right)


@points(2)
@after(test_values)
@hint("Wrap the loop in torch.no_grad().", zh="把循环放在 torch.no_grad() 之下。")
def test_no_gradient_is_recorded(student):
    """No gradients are recorded on the way. / 求值过程中不记录梯度。"""
    forwards, _, _ = watched(student)
    check.equal([event.grad for event in forwards], [False] * 5)


@points(2)
@on("cuda")
@after(test_values)
@hint(
    "Both X and y go to device; where none is given, to that of the net's parameters.",
    zh="X 和 y 都要移到 device；没有给出时，移到网络参数所在的设备。",
)
def test_batches_from_the_cpu(student, device):
    """A network on the GPU is evaluated on batches that lie on the CPU. / 网络在 GPU 上，批量在 CPU 上，也能评估。"""
    # A simulated GPU has no numbers: only a real one shows the share. Where batches were not moved, both say so.
    (X, y), net = problem(), over_there(student, nn.Sequential(nn.Linear(3, 3))).to(device)
    for given in (), (device,):
        check.number(student.evaluate_accuracy_gpu(net, left_on_cpu(batches(X, y, 6)), *given))


class Given(BaseException):
    """What the next test wanted to see. No Exception: it ends the loop, whatever stands around it."""


class Looking(nn.Module):
    """A net that keeps what it is given, and goes no further."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1))

    def forward(self, X):
        self.given = X
        raise Given


@points(1)
@on("cuda")
@after(test_lists_of_inputs)
@hint("[x.to(device) for x in X]", zh="[x.to(device) for x in X]")
def test_lists_from_the_cpu(student, device):
    """Where X is a list of tensors on the CPU, each of them is moved. / X 是 CPU 上的张量列表时，每个都移到 GPU 上。"""
    net, X = Looking(), [torch.randn(4, 3), torch.randn(4, 3)]
    with pytest.raises(Given):
        student.evaluate_accuracy_gpu(net, left_on_cpu([(X, torch.zeros(4, dtype=torch.long))]), device)
    for x in net.given:
        check.device(x, device)
