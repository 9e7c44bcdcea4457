import torch
from torch import nn

from grader.suite import after, check, hint, points, spies


def problem(n=24, batch=8):
    """Batches of data, and a net to begin with."""
    X = torch.randn(n, 3, dtype=torch.float64)
    y = X @ torch.randn(3, 1, dtype=torch.float64) + 0.5
    return list(zip(X.split(batch), y.split(batch), strict=True)), nn.Linear(3, 1).double()


def trained(room, batches, net, *args):
    mine = nn.Linear(3, 1).double()
    mine.load_state_dict(net.state_dict())
    room.train(mine, batches, *args)
    return [p.detach() for p in mine.parameters()]


@points(3)
@hint("zero_grad, backward, step; once for each batch.", zh="zero_grad、backward、step；每个批量一次。")
def test_without_a_scheduler(student, reference):
    """Without a scheduler, it is plain SGD. / 不给调度器时，就是普通的 SGD。"""
    for num_epochs, lr in ((1, 0.1), (4, 0.03)):
        given = *problem(), num_epochs, nn.MSELoss(), lr
        check.close(trained(student, *given), trained(reference, *given))


@points(4)
@hint(
    "The first epoch has lr; after epoch e, the rate of every group becomes scheduler(e).",
    zh="第一轮用 lr；第 e 轮之后，每个参数组的学习率都变为 scheduler(e)。",
)
def test_with_a_scheduler(student, reference):
    """With a scheduler, each epoch has its own learning rate. / 有调度器时，每一轮用各自的学习率。"""
    for num_epochs, scheduler in ((2, lambda epoch: 0.02), (5, lambda epoch: 0.1 / (epoch + 2))):
        given = *problem(), num_epochs, nn.MSELoss(), 0.15, scheduler
        check.close(trained(student, *given), trained(reference, *given))


@points(2)
@after(test_with_a_scheduler)
@hint(
    "Ask the scheduler behind the loop over the batches, with the number of the epoch.",
    zh="在遍历批量的循环之后，用轮数调用调度器。",
)
def test_the_scheduler_is_asked_once_an_epoch(student):
    """The scheduler is asked once after each epoch: 0, 1, 2, ... / 每一轮之后调用一次调度器：0、1、2……"""
    asked = []

    def scheduler(epoch):
        asked.append(epoch)
        return 0.05

    batches, net = problem()
    student.train(net, batches, 4, nn.MSELoss(), 0.1, scheduler)
    check.equal(asked[:3], [0, 1, 2])
    check.that(asked[3:] in ([], [3]), "The scheduler is asked too often.", "调用调度器的次数过多。")


@points(1)
@after(test_without_a_scheduler)
@hint("In each epoch, go through all of train_iter.", zh="每一轮都要遍历完整的 train_iter。")
def test_on_the_way(student):
    """Every batch gives one step, with gradients of its own. / 每个批量走一步，用的是自己的梯度。"""
    batches, net = problem()
    watch = spies.Watch()
    net = watch.net(net)
    student.train(net, watch.data(batches, passes=2), 2, nn.MSELoss(), 0.1)
    watch.every_batch_once(2)
    watch.cleared_gradients()


@points(1)
@after(test_with_a_scheduler)
@hint(
    "Give the optimiser all of net.parameters(), and call loss as it is.",
    zh="把 net.parameters() 全部交给优化器，并按原样调用 loss。",
)
def test_another_net_and_loss(student, reference):
    """Another net with another loss. / 换一个网络和损失。"""
    X, y = torch.randn(12, 3, dtype=torch.float64), torch.randint(0, 4, (12,))
    start = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 4)).double()
    results = []
    for room in student, reference:
        net = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 4)).double()
        net.load_state_dict(start.state_dict())
        batches = list(zip(X.split(5), y.split(5), strict=True))
        room.train(net, batches, 3, nn.CrossEntropyLoss(), 0.5, lambda epoch: 0.3 - 0.1 * epoch)
        results.append([p.detach() for p in net.parameters()])
    check.close(*results)
