import torch

from grader.suite import after, check, hint, points


def rates(scheduler, n=100):
    """The learning rates of the first n updates, as floats."""
    return [check.number(scheduler(t)) for t in range(n)]


@points(5)
@hint(
    "Count how many numbers of step have been reached: with step = [15], t = 15 has reached it.",
    zh="数一数 step 中有多少个数已经到达：step = [15] 时，t = 15 已经到达。",
)
def test_many_updates(student):
    """Over a hundred updates, it goes where torch's MultiStepLR goes. / 一百次更新中，与 torch 的 MultiStepLR 一致。"""
    for step, factor, base_lr in (([15, 30], 0.5, 0.5), ([1, 2, 50, 98], 0.1, 3.0), ([40], 0.9, 0.2)):
        optimizer = torch.optim.SGD([torch.zeros(1)], lr=base_lr)
        torchs = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones=list(step), gamma=factor)
        expected = []
        for _ in range(100):
            expected.append(torchs.get_last_lr()[0])
            optimizer.step()
            torchs.step()
        mine = student.MultiFactorScheduler(step=list(step), factor=factor, base_lr=base_lr)
        check.close(rates(mine), expected, rtol=1e-10, atol=1e-12)


@points(1)
@after(test_many_updates)
@hint("factor=0.5, base_lr=0.5.", zh="factor=0.5，base_lr=0.5。")
def test_the_defaults(student):
    """Without settings, it halves 0.5. / 不给设置时，从 0.5 开始减半。"""
    check.close(rates(student.MultiFactorScheduler([2, 3]), 5), [0.5, 0.5, 0.25, 0.125, 0.125])


@points(2)
@after(test_many_updates)
@hint("Change nothing in the list that you were given.", zh="不要改动传入的列表。")
def test_the_list_is_left_alone(student, reference):
    """step stays as it is, and two schedulers may share it. / step 保持不变，两个调度器可以共用它。"""
    step = [1, 3]
    made = [
        [room.MultiFactorScheduler(step, base_lr=base_lr) for base_lr in (1.0, 3.0)] for room in (student, reference)
    ]
    mine, right = ([(check.number(a(t)), check.number(b(t))) for t in range(6)] for a, b in made)
    check.close(mine, right)
    check.equal(step, [1, 3])
