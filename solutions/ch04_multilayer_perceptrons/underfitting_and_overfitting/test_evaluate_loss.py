import torch
from torch import nn

from grader.suite import after, check, hint, points, spies


def problem(n, batch):
    X, y = torch.randn(n, 3), torch.randn(n, 1)
    return nn.Linear(3, 1), list(zip(X.split(batch), y.split(batch), strict=True))


def squared(out, y):
    return (out - y) ** 2


@points(3)
@hint("Add up all losses, and divide by their number.", zh="把所有损失加起来，除以它们的个数。")
def test_values(student, reference):
    """The mean is over all elements, also with a short last batch. / 对所有元素取平均，最后一个批量较小也一样。"""
    for n, batch in (12, 4), (11, 4), (5, 8):
        net, batches = problem(n, batch)
        right = reference.evaluate_loss(net, batches, squared)
        check.close(check.number(student.evaluate_loss(net, batches, squared)), right, rtol=1e-5)


@points(2)
@after(test_values)
@hint("y.reshape(out.shape), before the loss.", zh="计算损失之前先 y.reshape(out.shape)。")
def test_labels_without_a_column(student, reference):
    """Labels of shape (n,) are compared with results of shape (n, 1), one by one.

    (n,) 的标签与 (n, 1) 的输出逐个比较。"""
    net, batches = problem(9, 4)
    flat = [(X, y[:, 0]) for X, y in batches]
    right = reference.evaluate_loss(net, batches, squared)
    check.close(check.number(student.evaluate_loss(net, flat, squared)), right, rtol=1e-5)


@points(1)
@after(test_values)
@hint("Count the elements of the loss, not the examples.", zh="数的是损失的元素个数，不是样本数。")
def test_two_outputs(student, reference):
    """With two outputs, there are two losses for each example. / 有两个输出时，每个样本有两个损失。"""
    net = nn.Linear(3, 2)
    batches = [(torch.randn(n, 3), torch.randn(n, 2)) for n in (4, 4, 1)]
    right = reference.evaluate_loss(net, batches, squared)
    check.close(check.number(student.evaluate_loss(net, batches, squared)), right, rtol=1e-5)


@points(2)
@after(test_values)
@hint("Only evaluate: no backward, no step, one pass.", zh="只做评估：不反向传播，不更新，只遍历一次。")
def test_the_net_learns_nothing(student):
    """The data are gone through once, and the net stays as it is. / 数据只遍历一次，网络保持不变。"""
    net, batches = problem(9, 4)
    watch = spies.Watch()
    net = watch.net(net)
    before = [p.detach().clone() for p in net.parameters()]
    student.evaluate_loss(net, watch.data(batches, passes=1, name="test"), squared)
    check.equal([event.kind for event in watch.events if event.kind in ("backward", "step")], [])
    check.close([p.detach() for p in net.parameters()], before)
    check.equal([p.grad is None for p in net.parameters()], [True, True])
