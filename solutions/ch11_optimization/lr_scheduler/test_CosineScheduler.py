import torch

from grader.suite import after, check, hint, points


def rates(scheduler, n=100):
    """The learning rates of the first n updates, as floats."""
    return [check.number(scheduler(t)) for t in range(n)]


@points(4)
@hint(
    "(1 + cos(pi * t / max_update)) / 2 goes from 1 to 0; stretch it from base_lr to final_lr.",
    zh="(1 + cos(pi * t / max_update)) / 2 从 1 变到 0；把它拉伸到从 base_lr 到 final_lr。",
)
def test_without_a_warmup(student):
    """Without a warm-up, it goes where torch's CosineAnnealingLR goes. / 不预热时，与 torch 的 CosineAnnealingLR 一致。"""
    for max_update, base_lr, final_lr in ((99, 0.3, 0.01), (20, 2.0, 0.0), (50, 0.1, 0.5)):
        optimizer = torch.optim.SGD([torch.zeros(1)], lr=base_lr)
        torchs = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=max_update, eta_min=final_lr)
        expected = []
        for _ in range(max_update + 1):
            expected.append(torchs.get_last_lr()[0])
            optimizer.step()
            torchs.step()
        mine = student.CosineScheduler(max_update, base_lr=base_lr, final_lr=final_lr)
        check.close(rates(mine, max_update + 1), expected, rtol=1e-10, atol=1e-12)


@points(4)
@after(test_without_a_warmup)
@hint(
    "The warm-up is part of max_update: the wave takes max_update - warmup_steps updates, and begins at warmup_steps.",
    zh="预热包含在 max_update 之内：余弦段从 warmup_steps 开始，历时 max_update - warmup_steps 次更新。",
)
def test_with_a_warmup(student, reference):
    """First up on a line, then down on the wave. / 先沿直线上升，再沿余弦下降。"""
    for max_update, warmup_steps, begin in ((20, 5, 0.0), (30, 1, 0.2), (12, 10, 0.05)):
        settings = {"base_lr": 0.3, "final_lr": 0.01, "warmup_steps": warmup_steps, "warmup_begin_lr": begin}
        mine, right = (room.CosineScheduler(max_update, **settings) for room in (student, reference))
        check.close(rates(mine, max_update + 1), rates(right, max_update + 1), rtol=1e-10, atol=1e-12)


@points(2)
@after(test_without_a_warmup)
@hint(
    "After max_update the learning rate is final_lr: no second wave.",
    zh="max_update 之后学习率是 final_lr：没有第二个波。",
)
def test_after_the_end(student, reference):
    """After max_update it stays final_lr. / max_update 之后保持 final_lr。"""
    for settings in ({"final_lr": 0.02}, {"warmup_steps": 3, "base_lr": 0.5}):
        mine, right = (room.CosineScheduler(8, **settings) for room in (student, reference))
        check.close(rates(mine, 20), rates(right, 20), rtol=1e-10, atol=1e-12)


@points(1)
@after(test_without_a_warmup)
@hint("What changes belongs to self, not to the class.", zh="会变化的量属于 self，而不属于类。")
def test_two_at_once(student, reference):
    """Two schedulers in turn do not disturb each other. / 两个调度器轮流使用，互不干扰。"""
    made = [
        [room.CosineScheduler(6, base_lr, warmup_steps=2) for base_lr in (1.0, 3.0)] for room in (student, reference)
    ]
    mine, right = ([(check.number(a(t)), check.number(b(t))) for t in range(8)] for a, b in made)
    check.close(mine, right, atol=1e-12)
