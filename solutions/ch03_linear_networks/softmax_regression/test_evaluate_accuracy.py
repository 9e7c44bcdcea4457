import torch
from torch import nn

from grader.suite import after, check, hint, points, spies


def problem(n=23, q=3):
    """Scores that are right about half of the time, and classes."""
    y = torch.randint(q, (n,))
    return torch.randn(n, q) + nn.functional.one_hot(y, q), y


def share(X, y):
    return float((X.argmax(dim=1) == y).sum()) / len(y)


@points(2)
@hint(
    "Every example counts the same: divide the sums, do not average the batches.",
    zh="每个样本的分量相同：用总和相除，不要对各批量求平均。",
)
def test_values(student):
    """The share is right, also where the last batch is shorter. / 结果正确，最后一个批量较短时也是如此。"""
    for n, size in (23, 5), (12, 4), (7, 6):
        X, y = problem(n)
        batches = list(zip(X.split(size), y.split(size), strict=True))
        check.close(check.number(student.evaluate_accuracy(lambda X: X, batches)), share(X, y))


@points(1)
@after(test_values)
@hint("One pass over data_iter is all there is.", zh="data_iter 只能遍历一次。")
def test_one_pass(student):
    """data_iter is gone through once. / data_iter 只遍历一次。"""
    X, y = problem()
    once = spies.Watch().data((X, y), batch_size=5, passes=1, name="test")
    check.close(check.number(student.evaluate_accuracy(lambda X: X, once)), share(X, y))


@points(2)
@after(test_values)
@hint("net.eval() switches dropout off; do it before the loop.", zh="net.eval() 会关闭 dropout；应在循环之前调用。")
def test_eval_mode(student):
    """A network is evaluated in eval mode. / 网络在评估模式下求值。"""
    X, y = problem()
    watch = spies.Watch()
    net = watch.net(nn.Sequential(nn.Dropout(0.9), nn.Identity()))
    value = check.number(student.evaluate_accuracy(net, watch.data((X, y), batch_size=5, name="test")))
    modes = [event.training for event in watch.events if event.kind == "forward"]
    check.equal(modes, [False] * 5)
    check.close(value, share(X, y))


@points(2)
@after(test_values)
@hint("Wrap the loop in torch.no_grad().", zh="把循环放在 torch.no_grad() 之下。")
def test_no_gradient_is_recorded(student):
    """No gradients are recorded on the way. / 求值过程中不记录梯度。"""
    X, y = problem()
    watch = spies.Watch()
    net = watch.net(nn.Linear(3, 3))
    student.evaluate_accuracy(net, watch.data((X, y), batch_size=5, name="test"))
    check.equal([event.grad for event in watch.events if event.kind == "forward"], [False] * 5)


@points(1)
@after(test_values)
@hint("numel counts the labels of a batch.", zh="numel 给出一个批量中标签的个数。")
def test_a_network(student):
    """A network's predictions are counted, its parameters stay. / 统计网络的预测，且参数不变。"""
    X, y = problem()
    net = nn.Linear(3, 3)
    before = [p.detach().clone() for p in net.parameters()]
    expected = share(net(X).detach(), y)
    value = check.number(student.evaluate_accuracy(net, list(zip(X.split(4), y.split(4), strict=True))))
    check.close(value, expected)
    check.equal([p.detach() for p in net.parameters()], before)
