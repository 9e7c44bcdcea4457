import torch
from torch import nn

from grader.suite import after, check, hint, points


def problem(n=24):
    """Labels between 4 and 8 that a linear net can learn."""
    X = torch.rand(n, 3)
    return X, 4 + X.sum(dim=1, keepdim=True) + X[:, :1]


def error(net, X, y):
    with torch.no_grad():
        return float((net(X).clamp(min=1).log() - y.log()).square().mean().sqrt())


@points(2)
@hint(
    "zero_grad, backward, step with Adam for every batch; log_rmse after every epoch.",
    zh="每个批量：zero_grad、backward、用 Adam 更新；每轮之后求 log_rmse。",
)
def test_it_learns(student):
    """After 40 epochs, the training error is small, and the last entry is that of the net. / 40 轮之后训练误差很小。"""
    X, y = problem()
    net = nn.Linear(3, 1)
    train_ls, _ = student.train(net, X, y, None, None, 40, 0.2, 0.0, 8)
    # 120 steps of Adam with 0.2 can go 24 far: 5 is enough for the bias. 0.1 is an error of 10 %; the start has 150 %.
    check.below(error(net, X, y), 0.1, "The training error", "训练误差")
    check.close(train_ls[-1], error(net, X, y), rtol=1e-3)
    check.falls(train_ls, to=0.5)


@points(2)
@hint(
    "The second list has log_rmse on the test data after every epoch.",
    zh="第二个列表是每轮之后在测试数据上的 log_rmse。",
)
def test_the_test_errors(student):
    """Test errors are those of the net after each epoch. / 测试误差是网络在每轮之后的误差。"""
    X, y = problem()
    T, z = problem(10)
    net = nn.Linear(3, 1)
    train_ls, test_ls = student.train(net, X, y, T, 2 * z, 3, 0.1, 0.0, 8)
    check.equal([len(train_ls), len(test_ls)], [3, 3])
    check.close([train_ls[-1], test_ls[-1]], [error(net, X, y), error(net, T, 2 * z)], rtol=1e-3)


@points(1)
@after(test_it_learns)
@hint(
    "torch.optim.Adam(net.parameters(), lr=learning_rate, weight_decay=weight_decay).",
    zh="torch.optim.Adam(net.parameters(), lr=learning_rate, weight_decay=weight_decay)。",
)
def test_the_steps_are_adams(student):
    """One batch an epoch: the steps are Adam's, with this learning rate and weight decay.

    每轮一个批量：每一步都与 Adam 相同。"""
    X, y = problem(6)
    for decay in (0.0, 2.0):
        mine, right = nn.Linear(3, 1), nn.Linear(3, 1)
        right.load_state_dict(mine.state_dict())
        student.train(mine, X, y, None, None, 40, 0.1, decay, 6)
        adam = torch.optim.Adam(right.parameters(), lr=0.1, weight_decay=decay)
        for _ in range(40):
            adam.zero_grad()
            (right(X) - y).square().mean().backward()
            adam.step()
        check.close(
            [p.detach() for p in mine.parameters()], [p.detach() for p in right.parameters()], rtol=1e-3, atol=1e-3
        )


@points(1)
@after(test_the_steps_are_adams)
@hint("batch_size examples a step.", zh="每步用 batch_size 个样本。")
def test_the_batch_size(student):
    """Batches of batch_size examples: so many steps an epoch. / 批量的大小是 batch_size：每轮的步数由此而定。"""
    X = torch.ones(10, 1)
    steps = []
    for batch_size in 10, 5, 3:
        net = nn.Linear(1, 1, bias=False)
        with torch.no_grad():
            net.weight.zero_()
        student.train(net, X, 1e6 * X, None, None, 1, 0.5, 0.0, batch_size)
        steps.append(
            round(float(net.weight) / 0.5, 1)
        )  # as long as the goal is far, a step of Adam is the learning rate
    check.close(steps, [1.0, 2.0, 4.0], atol=0.1)


@points(1)
@after(test_it_learns)
@hint("The test data are only evaluated.", zh="测试数据只用于评估。")
def test_the_test_data_teach_nothing(student):
    """The net learns nothing from the test data. / 网络不从测试数据中学习。"""
    X, y = problem()
    net = nn.Linear(3, 1)
    student.train(net, X, y, X.clone(), 100 * y, 40, 0.2, 0.0, 8)
    check.below(error(net, X, y), 0.1, "The training error", "训练误差")


@points(1)
@after(test_it_learns)
@hint("Shuffle the examples anew in every epoch: shuffle=True.", zh="每一轮都重新打乱样本：shuffle=True。")
def test_the_order_is_drawn(student):
    """The examples are shuffled: two trainings from the same start differ. / 样本被打乱：从同一起点训练两次，结果不同。"""
    X, y = problem()
    start, ends = nn.Linear(3, 1), []
    for _ in range(2):
        net = nn.Linear(3, 1)
        net.load_state_dict(start.state_dict())
        student.train(net, X, y, None, None, 3, 0.1, 0.0, 8)
        ends.append(net.weight.detach())
    # In a fixed order the two agree up to rounding. In a random one 24 examples fall into three batches in
    # 24! / (8!)^3 = 9e9 ways an epoch, and what three weights come to differs in the second digit.
    check.that(
        bool((ends[0] - ends[1]).abs().max() > 1e-5),
        "Two trainings from the same start end at the same weights, as if the order of the examples were fixed.",
        zh="从同一起点训练两次，得到相同的权重，好像样本的次序是固定的。",
    )
