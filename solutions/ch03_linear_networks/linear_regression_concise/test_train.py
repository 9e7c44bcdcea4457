import torch
from torch import nn

from grader.suite import after, check, hint, points, spies


def watched(student, epochs=3, n=22):
    """Run the loop on a small problem, under a watch."""
    w = spies.Watch()
    X = torch.randn(n, 2)
    y = X @ torch.tensor([[2.0], [-3.4]]) + 4.2 + 0.01 * torch.randn(n, 1)
    net = w.net(nn.Sequential(nn.Linear(2, 1)))
    trainer = w.optimizer(torch.optim.SGD(net.parameters(), lr=0.03))
    student.train(net, w.data((X, y), batch_size=5, passes=epochs), w.loss(nn.MSELoss()), trainer, epochs)
    return w


def trained(room, start, batches, lr, epochs, loss=None, grad=False):
    net = nn.Sequential(nn.Linear(3, 1))
    net.load_state_dict(start)
    if grad:
        for p in net.parameters():
            p.grad = torch.ones_like(p)
    room.train(net, batches, loss or nn.MSELoss(), torch.optim.SGD(net.parameters(), lr=lr), epochs)
    return [p.detach() for p in net.parameters()]


def problem():
    X, y = torch.randn(14, 3), torch.randn(14, 1)
    return nn.Sequential(nn.Linear(3, 1)).state_dict(), list(zip(X.split(4), y.split(4), strict=True))


@points(3)
@hint("zero_grad, backward, step, for each batch.", zh="对每个批量：zero_grad、backward、step。")
def test_every_step(student, reference):
    """All steps are right, over several epochs. / 多轮训练中的每一步都正确。"""
    for epochs in (3, 1):
        start, batches = problem()
        check.close(trained(student, start, batches, 0.05, epochs), trained(reference, start, batches, 0.05, epochs))


@points(2)
@hint("Clear the gradients before backward().", zh="在 backward() 之前清除梯度。")
def test_gradients_are_cleared(student, reference):
    """Each step uses the gradients of its own batch, whatever was there before the call. / 每一步只用本批量的梯度，调用之前留下的也不算。"""
    start, batches = problem()
    watch = watched(student)
    watch.stepped_after_backward()
    watch.cleared_gradients()
    check.close(
        trained(student, start, batches, 0.05, 1, grad=True), trained(reference, start, batches, 0.05, 1, grad=True)
    )


@points(2)
@after(test_every_step)
@hint("Two nested loops: epochs outside, batches inside.", zh="两层循环：外层是轮次，内层是批量。")
def test_every_batch_once(student):
    """Every epoch uses every batch once. / 每一轮恰好使用每个批量一次。"""
    watch = watched(student)
    watch.every_batch_once(3)
    watch.trained_on_nothing_else()


@points(1)
@after(test_every_step)
@hint("Use the loss that is handed in.", zh="使用传入的损失函数。")
def test_another_loss(student, reference):
    """It trains with the loss that it is given. / 用传入的损失函数来训练。"""
    start, batches = problem()
    loss = nn.L1Loss(reduction="sum")
    check.close(trained(student, start, batches, 0.05, 2, loss), trained(reference, start, batches, 0.05, 2, loss))


@points(2)
@after(test_every_step)
@hint("Take the steps of the trainer that is handed in.", zh="用传入的 trainer 来更新。")
def test_another_optimiser(student, reference):
    """It steps with the optimiser that it is given, Adam for one. / 用传入的优化器来更新，例如 Adam。"""
    start, batches = problem()

    def adam(room):
        net = nn.Sequential(nn.Linear(3, 1))
        net.load_state_dict(start)
        room.train(net, batches, nn.MSELoss(), torch.optim.Adam(net.parameters(), lr=0.1), 2)
        return [p.detach() for p in net.parameters()]

    check.close(adam(student), adam(reference))
