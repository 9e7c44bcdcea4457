import torch
from torch import nn

from grader.suite import after, check, hint, points, spies


def problem(n=20, d=5, batch=4):
    X = torch.randn(n, d)
    y = X @ torch.randn(d, 1) + 0.3 + 0.1 * torch.randn(n, 1)
    net = nn.Sequential(nn.Linear(d, 1))
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(torch.randn(p.shape))
    return list(zip(X.split(batch), y.split(batch), strict=True)), net


def trained(room, wd, batches, net, num_epochs=2, lr=0.05):
    mine = nn.Sequential(nn.Linear(net[0].in_features, 1))
    mine.load_state_dict(net.state_dict())
    room.train_concise(wd, mine, batches, num_epochs, lr)
    return [p.detach() for p in mine.parameters()]


@points(2)
@hint("Half of nn.MSELoss, or the mean of (y_hat - y)^2 / 2.", zh="nn.MSELoss 的一半，即 (y_hat - y)^2 / 2 的平均。")
def test_without_decay(student, reference):
    """With wd = 0, it is plain linear regression. / wd = 0 时就是普通的线性回归。"""
    batches, net = problem()
    check.close(trained(student, 0.0, batches, net), trained(reference, 0.0, batches, net))


@points(3)
@after(test_without_decay)
@hint(
    "A parameter group for the weight with weight_decay=wd, and one for the bias without.",
    zh="权重一个参数组，weight_decay=wd；偏置一个参数组，不带衰减。",
)
def test_with_decay(student, reference):
    """With decay, weight and bias take the right steps. / 带衰减时，权重和偏置的每一步都正确。"""
    for wd in (0.5, 3.0):
        batches, net = problem()
        check.close(trained(student, wd, batches, net), trained(reference, wd, batches, net))


@points(1)
@after(test_without_decay)
@hint("Divide by the number of examples in this batch.", zh="除以这个批量的样本数。")
def test_a_short_last_batch(student, reference):
    """The last batch may be smaller than the others. / 最后一个批量可以比其他的小。"""
    batches, net = problem(n=11)
    check.close(trained(student, 0.0, batches, net), trained(reference, 0.0, batches, net))


@points(2)
@after(test_without_decay)
@hint("zero_grad, backward, step; once for each batch.", zh="zero_grad、backward、step；每个批量一次。")
def test_on_the_way(student):
    """Every batch gives one step, with gradients of its own. / 每个批量走一步，用的是自己的梯度。"""
    batches, net = problem()
    watch = spies.Watch()
    net = watch.net(net)
    student.train_concise(1.0, net, watch.data(batches, passes=3), 3, 0.05)
    watch.every_batch_once(3)
    watch.cleared_gradients()


@points(1)
@after(test_with_decay)
@hint("The bias is not decayed.", zh="偏置不衰减。")
def test_the_bias_is_not_decayed(student):
    """With inputs and targets that ask for a bias of 5, it is learned. / 数据要求偏置为 5 时，能学到它。"""
    _, net = problem()
    batches = [(torch.zeros(4, 5), torch.full((4, 1), 5.0))]
    weight, bias = trained(student, 3.0, batches, net, num_epochs=200, lr=0.1)
    # 200 steps shrink the distance by the factor 0.9 ** 200 < 1e-9.
    check.close(bias, torch.tensor([5.0]), atol=1e-3)
    check.close(weight, torch.zeros(1, 5), atol=1e-3)
