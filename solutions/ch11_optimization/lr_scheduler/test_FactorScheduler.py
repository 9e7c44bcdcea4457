import torch

from grader.suite import after, check, hint, points


def rates(scheduler, n=100):
    """The learning rates of the first n updates, as floats."""
    return [check.number(scheduler(t)) for t in range(n)]


@points(4)
@hint(
    "The factor comes in at every update, at the first as well: base_lr * factor ** (t + 1).",
    zh="每次更新都要乘上 factor，第一次也一样：base_lr * factor ** (t + 1)。",
)
def test_many_updates(student):
    """Over a hundred updates, it goes where torch's ExponentialLR goes. / 一百次更新中，与 torch 的 ExponentialLR 一致。"""
    for factor, base_lr in ((0.9, 2.0), (0.97, 0.1), (1.01, 0.05)):
        optimizer = torch.optim.SGD([torch.zeros(1)], lr=base_lr)
        torchs = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=factor)
        expected = []
        for _ in range(100):  # torch's first learning rate is the one before any update
            optimizer.step()
            torchs.step()
            expected.append(torchs.get_last_lr()[0])
        mine = student.FactorScheduler(factor=factor, stop_factor_lr=1e-9, base_lr=base_lr)
        check.close(rates(mine), expected, rtol=1e-10)


@points(2)
@after(test_many_updates)
@hint("The larger of stop_factor_lr and the rate.", zh="取 stop_factor_lr 与学习率中较大的一个。")
def test_the_floor(student, reference):
    """Never below the floor, and exactly on it in the end. / 从不低于下限，最后正好等于下限。"""
    settings = {"factor": 0.5, "stop_factor_lr": 0.03, "base_lr": 1.0}
    check.close(rates(student.FactorScheduler(**settings), 20), rates(reference.FactorScheduler(**settings), 20))


@points(1)
@after(test_many_updates)
@hint("What changes belongs to self, not to the class.", zh="会变化的量属于 self，而不属于类。")
def test_two_at_once(student, reference):
    """Two schedulers in turn do not disturb each other. / 两个调度器轮流使用，互不干扰。"""
    made = [
        [room.FactorScheduler(factor=0.9, base_lr=base_lr) for base_lr in (1.0, 3.0)] for room in (student, reference)
    ]
    mine, right = ([(check.number(a(t)), check.number(b(t))) for t in range(6)] for a, b in made)
    check.close(mine, right)


@points(1)
@after(test_many_updates)
@hint("factor=1, stop_factor_lr=1e-7, base_lr=0.1.", zh="factor=1，stop_factor_lr=1e-7，base_lr=0.1。")
def test_the_defaults(student):
    """Without settings, the learning rate stays 0.1; the floor is 1e-7. / 不给设置时学习率保持 0.1；下限是 1e-7。"""
    check.close(rates(student.FactorScheduler(), 5), [0.1] * 5)
    check.close(rates(student.FactorScheduler(factor=1e-4), 3), [1e-5, 1e-7, 1e-7], atol=1e-12)
