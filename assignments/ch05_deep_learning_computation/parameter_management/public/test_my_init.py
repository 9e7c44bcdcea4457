from grader.suite import check, hint, points


@points(1)
@hint("Between 5 and 10 in absolute value, or zero.", zh="绝对值在 5 到 10 之间，或者为零。")
def test_small_weights_are_zero(student):
    """After net.apply(my_init), every weight is 0 or between 5 and 10 in absolute value.

    net.apply(my_init) 之后，每个权重为 0，或绝对值在 5 与 10 之间。"""
    net = student.wide_net()
    net.apply(student.my_init)
    size = net[0].weight.detach().abs()
    check.equal(int(((size > 0) & ((size < 5) | (size > 10))).sum()), 0)
    check.that(
        bool((size > 0).any()) and bool((size == 0).any()), "All weights are zero, or none.", "权重全为零，或全不为零。"
    )
