from grader.suite import check, hint, points


@points(1)
@hint(
    "At update 2 the line ends; half a wave later, at update 4, it is 0.",
    zh="序号 2 处直线结束；再过半个波，到序号 4 时为 0。",
)
def test_up_and_down(student):
    """Two updates of warm-up, two on the wave: 0, 0.2, 0.4, 0.2, 0. / 预热两次更新，余弦两次更新：0、0.2、0.4、0.2、0。"""
    scheduler = student.CosineScheduler(max_update=4, base_lr=0.4, warmup_steps=2)
    check.close([check.number(scheduler(t)) for t in range(5)], [0.0, 0.2, 0.4, 0.2, 0.0], atol=1e-9)


@points(1)
@hint("The default base_lr is 0.01, and there is no warm-up.", zh="base_lr 默认为 0.01，默认不预热。")
def test_the_defaults(student):
    """Without settings: 0.01, 0.005, 0. / 不给设置时：0.01、0.005、0。"""
    scheduler = student.CosineScheduler(2)
    check.close([check.number(scheduler(t)) for t in range(3)], [0.01, 0.005, 0.0], atol=1e-9)
