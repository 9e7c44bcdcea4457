import torch

from grader.suite import after, check, hint, points


@points(2)
@hint("m is the number of groups, n the number of rolls in each.", zh="m 是组数，n 是每组的投掷次数。")
def test_shapes_and_sums(student):
    """The counts are whole, have the right shape, and each row sums to n. / 次数都是整数，形状正确，每行之和为 n。"""
    for m, n in (7, 3), (1, 50), (20, 1), (6, 6):
        counts = student.roll_dice(m, n)
        check.shape(counts, (m, 6))
        check.dtype(counts, torch.float32)
        check.close(counts.sum(dim=1), torch.full((m,), float(n)))
        check.equal(counts.round().abs(), counts)


@points(2)
@after(test_shapes_and_sums)
@hint("All six faces have the same probability.", zh="六个点数的概率相同。")
def test_the_die_is_fair(student):
    """Each face comes up in about one roll of six. / 每个点数大约每六次出现一次。"""
    m, n = 40, 500
    totals = student.roll_dice(m, n).sum(dim=0)
    for total in totals:  # each binomial with m n rolls; all six together fail once in a million
        check.share(int(total), m * n, 1 / 6, of=6)


@points(2)
@after(test_shapes_and_sums)
@hint("Every group is rolled for itself.", zh="每一组都要单独掷。")
def test_the_groups_are_independent(student):
    """One group says nothing about the next. / 一组的结果与下一组无关。"""
    m = 3000
    faces = student.roll_dice(m, 1).argmax(dim=1)
    repeats = int((faces[1:] == faces[:-1]).sum())
    check.share(
        repeats, m - 1, 1 / 6
    )  # whether a face repeats the one before is an independent event of probability 1/6


@points(1)
@after(test_shapes_and_sums)
@hint("Set no seed in the function.", zh="不要在函数里设置随机种子。")
def test_each_call_rolls_anew(student):
    """Two calls give different counts. / 两次调用得到不同的结果。"""
    # two rolls of 400 are alike with a probability of 6**-400
    check.that(
        not torch.equal(student.roll_dice(400, 1), student.roll_dice(400, 1)),
        "Two calls gave the very same rolls.",
        "两次调用的结果完全相同。",
    )
