import torch

from grader.suite import after, check, hint, points


def problem(n=12, d=3, batch=4):
    """Batches of data with targets of shape (m,)."""
    X = torch.randn(n, d)
    y = X @ torch.randn(d) + 0.7
    return list(zip(X.split(batch), y.split(batch), strict=True))


class Trainer:
    """Sets w and b to what it likes, and remembers what it was called with."""

    def __init__(self, d):
        self.w, self.b = torch.randn(d, 1), torch.randn(1)
        self.starts, self.gradients, self.others = [], [], []

    def __call__(self, params, states, hyperparams):
        w, b = params
        self.starts.append((w.detach().clone(), b.detach().clone()))
        self.gradients.append((w.grad.clone(), b.grad.clone()))
        self.others.append((states, hyperparams))
        with torch.no_grad():
            w.copy_(self.w)
            b.copy_(self.b)
        w.grad.zero_()
        b.grad.zero_()


def gradient(X, y, w, b):
    """Of the mean of (y_hat - y)^2 / 2."""
    error = X @ w + b - y.reshape(-1, 1)
    return X.T @ error / len(X), error.mean().reshape(1)


@points(3)
@hint(
    "The mean over all examples, not the mean of the batches' means.", zh="是所有样本的平均，而不是各批量平均值的平均。"
)
def test_the_losses(student, reference):
    """One loss an epoch: the mean over all examples after it. / 每一轮一个损失：该轮之后所有样本上的平均。"""
    for n, num_epochs in ((12, 2), (9, 3)):
        batches = problem(n)
        trainer = Trainer(3)
        right = reference.train_ch11(trainer, None, {}, batches, 3, num_epochs=num_epochs)
        check.close(student.train_ch11(trainer, None, {}, batches, 3, num_epochs=num_epochs), right, rtol=1e-4)


@points(4)
@after(test_the_losses)
@hint(
    "The mean over the batch of (y_hat - y)^2 / 2; y.reshape(-1, 1) first.",
    zh="(y_hat - y)^2 / 2 在批量上的平均；先 y.reshape(-1, 1)。",
)
def test_the_gradients(student):
    """The trainer is called once a batch, with the gradients of the mean loss. / 每个批量调用一次训练器，梯度为平均损失的梯度。"""
    batches = problem(n=11)
    trainer = Trainer(3)
    student.train_ch11(trainer, None, {}, batches, 3, num_epochs=2)
    starts = trainer.starts[:1] + [(trainer.w, trainer.b)] * 5
    expected = [gradient(X, y, *start) for (X, y), start in zip(batches * 2, starts, strict=True)]
    check.close(trainer.gradients, expected, rtol=1e-4, atol=1e-5)


@points(2)
@after(test_the_gradients)
@hint("w: normal with standard deviation 0.01; b: zero.", zh="w：标准差 0.01 的正态分布；b：零。")
def test_the_start(student):
    """w starts small and random, b at zero. / w 的初值小而随机，b 的初值为零。"""
    trainer = Trainer(400)
    student.train_ch11(trainer, None, {}, problem(4, 400), 400, num_epochs=1)
    w, b = trainer.starts[0]
    check.shape(w, (400, 1))
    check.normal(w, 0.0, 0.01)
    check.close(b, torch.zeros(1))


@points(2)
@after(test_the_gradients)
@hint("Hand states and hyperparams on as they are.", zh="把 states 和 hyperparams 原样传给训练器。")
def test_states_and_settings(student):
    """States and hyperparams reach the trainer. / states 和 hyperparams 会传到训练器。"""
    trainer = Trainer(3)
    states = (torch.ones(3, 1), torch.ones(1))
    student.train_ch11(trainer, states, {"lr": 0.3, "t": 1}, problem(), 3, num_epochs=1)
    check.close(list(trainer.others), [(states, {"lr": 0.3, "t": 1})] * 3)


@points(2)
@after(test_the_gradients)
@hint("trainer_fn may well be your own sgd.", zh="trainer_fn 可以就是你自己的 sgd。")
def test_it_learns(student, reference):
    """With a real optimiser it learns, in two epochs where nothing is said. / 用真正的优化算法能学会；不说明时训练两轮。"""

    def sgd(params, states, hyperparams):
        with torch.no_grad():
            for p in params:
                p -= hyperparams["lr"] * p.grad
                p.grad.zero_()

    # 20 full steps from almost zero: what the random start changes is below a hundredth of the loss.
    batches = problem(20, 3, 20) * 10
    losses = student.train_ch11(sgd, None, {"lr": 0.2}, batches, 3)
    check.close(losses, reference.train_ch11(sgd, None, {"lr": 0.2}, batches, 3), rtol=0.1, atol=2e-3)
