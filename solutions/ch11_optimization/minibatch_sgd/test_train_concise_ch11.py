import torch

from grader.suite import after, check, hint, points


def problem(n=20, batch=20):
    """Batches of data with targets of shape (m,): the weights are large, so that a start near zero is far away."""
    X = torch.randn(n, 5)
    y = X @ (torch.randn(5).sign() * 2) + 0.2 * torch.randn(n)
    return list(zip(X.split(batch), y.split(batch), strict=True))


def expected(batches, num_epochs, make):
    """The losses of the same training from exactly zero."""
    w, b = torch.zeros(5, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = make([w, b])
    losses = []
    for _ in range(num_epochs):
        for X, y in batches:
            optimizer.zero_grad()
            (X @ w + b - y.reshape(-1, 1)).square().mean().backward()
            optimizer.step()
        errors = torch.cat([X @ w + b - y.reshape(-1, 1) for X, y in batches])
        losses.append(float(errors.detach().square().mean()) / 2)
    return losses


# What a start near zero changes: weights of 0.01 and a bias of at most 1 / sqrt(5), against weights of 2. The first two
# losses differ by less than a tenth of what was there at the start, about 10.
NEAR = {"rtol": 0.15, "atol": 0.35}


@points(3)
@hint("nn.MSELoss for the steps, half of it for the list.", zh="更新用 nn.MSELoss，列表里放它的一半。")
def test_plain_sgd(student):
    """With torch.optim.SGD the losses fall as they should. / 用 torch.optim.SGD 时，损失按应有的方式下降。"""
    for lr in (0.05, 0.1):
        batches = problem()
        right = expected(batches, 4, lambda params, lr=lr: torch.optim.SGD(params, lr=lr))
        check.close(student.train_concise_ch11(torch.optim.SGD, {"lr": lr}, batches), right, **NEAR)


@points(2)
@after(test_plain_sgd)
@hint("trainer_fn(net.parameters(), **hyperparams)", zh="trainer_fn(net.parameters(), **hyperparams)")
def test_other_optimisers(student):
    """Other optimisers and settings are used as given. / 按给定的方式使用其他优化器和设置。"""
    for trainer_fn, hyperparams in (
        (torch.optim.SGD, {"lr": 0.02, "momentum": 0.9}),
        (torch.optim.Adam, {"lr": 0.1}),
    ):
        batches = problem()
        right = expected(batches, 6, lambda params, f=trainer_fn, h=hyperparams: f(params, **h))
        check.close(student.train_concise_ch11(trainer_fn, hyperparams, batches, 6), right, **NEAR)


@points(2)
@after(test_plain_sgd)
@hint(
    "With a learning rate of zero nothing changes: the losses are those of the start.",
    zh="学习率为零时什么都不变：损失就是初始的损失。",
)
def test_nothing_moves(student):
    """With lr = 0 all losses are equal, over all examples. / lr = 0 时所有损失相等，且取自所有样本。"""
    batches = problem(n=11, batch=4)
    right = expected(batches, 1, lambda params: torch.optim.SGD(params, lr=0.0))
    losses = student.train_concise_ch11(torch.optim.SGD, {"lr": 0.0}, batches, 3)
    check.close(losses, right * 3, **NEAR)
    check.close(losses[1:], losses[:1] * 2)


@points(2)
@after(test_plain_sgd)
@hint("zero_grad, backward, step; once for each batch.", zh="zero_grad、backward、step；每个批量一次。")
def test_small_batches(student):
    """One step for each batch, and in the end it has learnt. / 每个批量走一步，最后学会了。"""
    # 100 epochs of five steps; the noise in the targets leaves half of 0.04, and less where it is fitted.
    losses = student.train_concise_ch11(torch.optim.SGD, {"lr": 0.05}, problem(20, 4), 100)
    check.below(losses[-1], 0.06, "The loss in the end", "最后的损失")
