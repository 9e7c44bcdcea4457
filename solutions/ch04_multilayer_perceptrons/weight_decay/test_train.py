import torch

from grader.suite import after, check, hint, points, spies


def problem(n=20, d=5, batch=4):
    """Batches of data, and w and b to begin with."""
    X = torch.randn(n, d)
    y = X @ torch.randn(d, 1) + 0.3 + 0.1 * torch.randn(n, 1)
    batches = list(zip(X.split(batch), y.split(batch), strict=True))
    return batches, torch.randn(d, 1).requires_grad_(), torch.randn(1).requires_grad_()


def trained(room, lambd, batches, w, b, num_epochs=2, lr=0.05):
    w, b = w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_()
    room.train(lambd, w, b, batches, num_epochs, lr)
    return [w.detach(), b.detach()]


@points(2)
@hint(
    "One step a batch: w -= lr * w.grad under torch.no_grad(), then clear the gradients.",
    zh="每个批量走一步：在 torch.no_grad() 之下 w -= lr * w.grad，然后清零梯度。",
)
def test_without_a_penalty(student, reference):
    """With lambd = 0, it is plain linear regression. / lambd = 0 时就是普通的线性回归。"""
    batches, w, b = problem()
    check.close(trained(student, 0.0, batches, w, b), trained(reference, 0.0, batches, w, b))


@points(3)
@hint(
    "Add lambd * l2_penalty(w) once to the mean loss of the batch.",
    zh="在批量的平均损失上加一次 lambd * l2_penalty(w)。",
)
def test_with_a_penalty(student, reference):
    """With a penalty, w and b take the right steps. / 带惩罚项时，w 和 b 的每一步都正确。"""
    for lambd in (0.5, 3.0):
        batches, w, b = problem()
        check.close(trained(student, lambd, batches, w, b), trained(reference, lambd, batches, w, b))


@points(1)
@after(test_with_a_penalty)
@hint(
    "Divide by the number of examples in this batch, not by that of the first.",
    zh="除以这个批量的样本数，而不是第一个批量的样本数。",
)
def test_a_short_last_batch(student, reference):
    """The last batch may be smaller than the others. / 最后一个批量可以比其他的小。"""
    batches, w, b = problem(n=11)
    check.close(trained(student, 1.0, batches, w, b), trained(reference, 1.0, batches, w, b))


@points(2)
@after(test_without_a_penalty)
@hint("Go through train_iter once an epoch, with one step a batch.", zh="每一轮遍历一次 train_iter，每个批量走一步。")
def test_every_batch_once(student):
    """Every epoch goes through all batches once, with one step each. / 每一轮都把所有批量走一遍，每个批量一步。"""
    batches, w, b = problem()
    watch = spies.Watch()
    watch.parameters([w, b])
    student.train(1.0, w, b, watch.data(batches, passes=3), 3, 0.05)
    watch.every_batch_once(3)


@points(2)
@after(test_with_a_penalty)
@hint(
    "A larger lambd pulls w towards zero; b is not part of the penalty.", zh="lambd 越大，w 越靠近零；b 不在惩罚之内。"
)
def test_the_norm_shrinks(student):
    """On noisy data with many inputs, a penalty of 3 brings the norm of w below a tenth.

    在输入很多、带噪声的数据上，惩罚系数取 3 会使 w 的范数降到十分之一以下。"""
    d = 60
    batches, w, b = problem(n=20, d=d, batch=5)
    batches = [(0.3 * X, (0.01 * X).sum(dim=1, keepdim=True) + 0.05) for X, _ in batches]
    start = float(w.detach().norm())
    plain, decayed = (trained(student, lambd, batches, w, b, num_epochs=40, lr=0.05)[0] for lambd in (0.0, 3.0))
    # 160 steps shrink w by the factor (1 - 0.05 * 3) ** 160 < 1e-11; what is left is what the data ask for, below 0.1.
    check.below(decayed.norm() / start, 0.1, "The norm of w after training with the penalty", "带惩罚训练后 w 的范数")
    check.above(plain.norm() / start, 0.3, "The norm of w after training without it", "不带惩罚训练后 w 的范数")
