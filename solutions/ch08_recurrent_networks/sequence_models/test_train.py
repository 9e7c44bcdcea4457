import copy

import torch
from torch import nn

from grader.suite import after, check, hint, points, spies


def series(T):
    """A noisy sine: features of four values, and the value that follows."""
    x = torch.sin(0.3 * torch.arange(T)) + 0.05 * torch.randn(T)
    return x.unfold(0, 5, 1)[:, :4], x[4:].reshape(-1, 1)


def small():
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 1))


def watched(student, n=28, batch_size=8, epochs=3, lr=0.01):
    """Run the student's loop under a watch. A pass more for each epoch is allowed: to print how it goes."""
    w = spies.Watch()
    X, y = series(n + 4)
    net = w.net(small())
    start = copy.deepcopy(net.state_dict())
    train = w.data((X, y), batch_size=batch_size, passes=2 * epochs)
    student.train(net, train, w.loss(nn.MSELoss(reduction="none")), epochs, lr)
    return w, net, start, X, y


@points(3)
@hint(
    "Clear the gradients, go backward, step: for every batch of every epoch.",
    zh="每一轮的每个批量：清零梯度，反向传播，更新。",
)
def test_it_learns(student):
    """New values of the series are predicted well. / 能很好地预测序列中新的值。"""
    _, net, *_ = watched(student, n=120, batch_size=12, epochs=10, lr=0.02)
    X, y = series(200)
    # Over 300 seeds the reference ends between 0.003 and 0.009, an untrained net between 0.2 and 1.2.
    check.below((net(X) - y).square().mean(), 0.1, "The error on new values", "在新值上的误差")


@points(1)
@hint("Gradients add up until they are cleared.", zh="梯度在清除之前会一直累加。")
def test_gradients_are_cleared(student):
    """Each step uses the gradients of its own batch. / 每一步只用本批量的梯度。"""
    w, *_ = watched(student)
    w.stepped_after_backward()
    w.cleared_gradients()


@points(2)
@hint("One step for each batch, so many epochs.", zh="每个批量走一步，共 epochs 轮。")
def test_every_batch_in_every_epoch(student):
    """Every epoch makes one step with each batch. / 每一轮对每个批量各走一步。"""
    for epochs in (3, 1):
        w, *_ = watched(student, epochs=epochs)
        w.every_batch_once(epochs)


@points(2)
@after(test_gradients_are_cleared, test_every_batch_in_every_epoch)
@hint("torch.optim.Adam(net.parameters(), lr), made once.", zh="torch.optim.Adam(net.parameters(), lr)，只创建一次。")
def test_adam(student):
    """The steps are those of Adam with the learning rate lr. / 每一步都是学习率为 lr 的 Adam 更新。"""
    for lr in (0.01, 0.003):
        _, net, start, X, y = watched(student, n=24, lr=lr)  # full batches: sum and mean make the same steps
        right = small()
        right.load_state_dict(start)
        trainer = torch.optim.Adam(right.parameters(), lr=lr)
        for _ in range(3):
            for rows, labels in zip(X.split(8), y.split(8), strict=True):
                trainer.zero_grad()
                (right(rows) - labels).square().sum().backward()
                trainer.step()
        found = {name: value.detach() for name, value in net.state_dict().items()}
        check.close(found, {name: value.detach() for name, value in right.state_dict().items()}, rtol=0, atol=0.05 * lr)


@points(1)
@after(test_every_batch_in_every_epoch)
def test_a_loss_that_is_a_function(student):
    """Any loss without reduction will do, a function too. / 任何不作归约的损失都可以，函数也行。"""
    net = nn.Linear(2, 1, bias=False)
    before = net.weight.detach().clone()
    batches = [(torch.tensor([[1.0, -1.0]]).repeat(3, 1), torch.full((3, 1), 50.0))]
    student.train(net, batches, lambda y_hat, y: (y_hat - y).abs(), 2, 0.1)
    check.close(net.weight.detach(), before + torch.tensor([[0.2, -0.2]]), rtol=0, atol=1e-3)


@points(2)
@after(test_it_learns)
@hint("Use the net that you are given.", zh="请使用传入的网络。")
def test_several_outputs(student):
    """A net with several outputs learns as well. / 有多个输出的网络同样能学习。"""
    W = torch.tensor([[1.0, -1.0], [0.5, 2.0]])
    X = torch.randn(60, 2)
    net = nn.Linear(2, 2)
    student.train(net, list(zip(X.split(10), (X @ W.T).split(10), strict=True)), nn.MSELoss(reduction="none"), 12, 0.2)
    # Over 300 seeds the reference ends below 0.12; an untrained net has 1.3 at least.
    check.below((net.weight.detach() - W).abs().max(), 0.5, "The distance to the right weights", "与正确权重的距离")
