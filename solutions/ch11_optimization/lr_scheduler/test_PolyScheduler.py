import torch

from grader.suite import after, check, hint, points


def rates(scheduler, n=100):
    """The learning rates of the first n updates, as floats."""
    return [check.number(scheduler(t)) for t in range(n)]


@points(3)
@hint(
    "What is left of the way is 1 - t / max_update; raise it to the power.",
    zh="剩下的路程是 1 - t / max_update，再取它的幂。",
)
def test_down_to_zero(student):
    """Down to zero, it goes where torch's PolynomialLR goes. / 下降到零时，与 torch 的 PolynomialLR 一致。"""
    for max_update, power, base_lr in ((90, 2.0, 0.3), (60, 0.5, 2.0), (100, 1.0, 0.05)):
        optimizer = torch.optim.SGD([torch.zeros(1)], lr=base_lr)
        torchs = torch.optim.lr_scheduler.PolynomialLR(optimizer, total_iters=max_update, power=power)
        expected = []
        for _ in range(100):
            expected.append(torchs.get_last_lr()[0])
            optimizer.step()
            torchs.step()
        check.close(
            rates(student.PolyScheduler(max_update, base_lr=base_lr, power=power)), expected, rtol=1e-10, atol=1e-12
        )


@points(2)
@after(test_down_to_zero)
@hint("final_lr + (base_lr - final_lr) * ...", zh="final_lr + (base_lr - final_lr) * ……")
def test_down_to_another_rate(student, reference):
    """Down to final_lr, and there it stays. / 下降到 final_lr，此后保持不变。"""
    for max_update, base_lr, final_lr, power in ((20, 0.5, 0.1, 2), (7, 0.1, 0.4, 3)):
        mine, right = (room.PolyScheduler(max_update, base_lr, final_lr, power) for room in (student, reference))
        check.close(rates(mine, 30), rates(right, 30), rtol=1e-10)


@points(1)
@after(test_down_to_zero)
@hint("base_lr=0.01, final_lr=0, power=2.", zh="base_lr=0.01，final_lr=0，power=2。")
def test_the_defaults(student):
    """Without settings: from 0.01 to 0 by a square. / 不给设置时：以平方从 0.01 降到 0。"""
    check.close(rates(student.PolyScheduler(2), 4), [0.01, 0.0025, 0.0, 0.0])
