import torch

from grader.suite import after, check, hint, points


def problem(n=40, d=4):
    """Standard normal features: 60 epochs of 4 steps bring the distance to (1 - 2 * 0.01) ** 240 < 1 % of what it
    was."""
    w = torch.randn(d) + torch.tensor([3.0, -3.0] * d)[:d]
    X, T = torch.randn(n, d), torch.randn(200, d)
    return X, T, X @ w + 0.1 * torch.randn(n), T @ w


def error(net, X, y):
    """The mean squared error, in proportion to that of predicting zero."""
    return float((net(X).detach().reshape(-1) - y).square().mean() / y.square().mean())


@points(1)
@hint("nn.Linear(d, 1, bias=False).", zh="nn.Linear(d, 1, bias=False)。")
def test_no_bias(student):
    """The net has one weight for each feature, and no bias. / 网络对每个特征有一个权重，没有偏置。"""
    for d in 2, 5:
        X, T, y, z = problem(20, d)
        shapes = [tuple(p.shape) for p in student.train(X, T, y, z, num_epochs=1).parameters()]
        check.equal(shapes, [(1, d)])


@points(3)
@hint(
    "Clear the gradients, go backward, step: for every batch of every epoch.",
    zh="每一轮的每个批量：清零梯度，反向传播，更新。",
)
def test_it_learns(student):
    """After 60 epochs, new data are predicted well. / 训练 60 轮之后，能很好地预测新数据。"""
    X, T, y, z = problem()
    net = student.train(X, T, y, z, num_epochs=60)
    # The distance of the weights is below 1 % by then: the error below 0.1 %, and the noise adds as much.
    check.below(error(net, T, z), 0.03, "The error on new data", "在新数据上的误差")


@points(2)
@after(test_it_learns)
@hint("The test data are only evaluated.", zh="测试数据只用于评估。")
def test_the_test_data_teach_nothing(student):
    """Test labels that contradict the training data do no harm. / 与训练数据矛盾的测试标签不影响训练。"""
    X, T, y, z = problem()
    net = student.train(X, T, y, -z, num_epochs=60)
    check.below(error(net, T, z), 0.03, "The error on new data", "在新数据上的误差")


@points(1)
@hint(
    "num_epochs passes, each with a step of size 0.01 for every 10 examples.",
    zh="遍历 num_epochs 遍，每 10 个样本走一步，学习率 0.01。",
)
def test_the_steps(student):
    """The number and the size of the steps are right. / 步数和步长都正确。"""
    for n, epochs, steps in (20, 3, 6), (110, 1, 11), (40, 2, 8):
        X, y = torch.ones(n, 1), torch.full((n,), 1000.0)
        weight = student.train(X, X[:5], y, y[:5], num_epochs=epochs)[0].weight.detach()
        # A step brings the weight nearer to 1000 by the factor 1 - 2 * 0.01: by 16 at least in these, and it starts
        # between -1 and 1.
        check.close(weight, torch.full((1, 1), 1000 * (1 - 0.98**steps)), atol=2.0, rtol=0.0)


@points(1)
@after(test_it_learns)
@hint("Shuffle the examples anew in every epoch: shuffle=True.", zh="每一轮都重新打乱样本：shuffle=True。")
def test_the_order_is_drawn(student):
    """The examples are shuffled: trainings do not all end at the same weight. / 样本被打乱：几次训练的结果各不相同。"""
    X, y = torch.full((40, 1), 5.0), torch.randn(40)
    # Here a step halves the distance to the best weight for its batch, so that after 40 steps the weight comes from the
    # last batches alone: in a fixed order it is the same each time, up to rounding. In a random order it spreads by
    # 0.03, and all three are within 1e-6 of each other less than once in 1e8.
    weights = torch.cat([student.train(X, X[:5], y, y[:5], num_epochs=10)[0].weight.detach() for _ in range(3)])
    check.that(
        bool((weights - weights[0]).abs().max() > 1e-6),
        "Trainings on the same data end at the same weight, as if the order of the examples were fixed.",
        zh="在同样的数据上训练几次，得到相同的权重，好像样本的次序是固定的。",
    )


@points(1)
@after(test_it_learns)
@hint("Batches of min(10, n) examples.", zh="小批量的大小为 min(10, n)。")
def test_fewer_than_ten_examples(student):
    """Six examples are a batch. / 六个样本也是一个批量。"""
    X = torch.eye(3).repeat(2, 1) * 1.5
    w = torch.tensor([2.0, -1.0, 3.0])
    net = student.train(X, X, X @ w, X @ w, num_epochs=300)
    # A step shrinks the distance by 1 - 2 * 0.01 * 0.75: after 300 steps 1 % is left.
    check.below(error(net, X, X @ w), 0.01, "The error on the training data", "在训练数据上的误差")
