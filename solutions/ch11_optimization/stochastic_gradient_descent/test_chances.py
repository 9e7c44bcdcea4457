from grader.suite import check, hint, points


@points(3)
@hint(
    "The opposite of at least once is never: n draws that all miss.",
    zh="“至少一次”的反面是“一次也没有”：n 次都没抽到。",
)
def test_at_least_once(student, reference):
    """The probability of being drawn at least once. / 至少被抽到一次的概率。"""
    for n in (1, 3, 10, 1500, 100_000):
        check.close(check.number(student.chances(n)[0]), reference.chances(n)[0], rtol=1e-6)


@points(3)
@hint(
    "One of n draws hits, with chance 1/n; the n - 1 others miss.",
    zh="n 次中的某一次抽到，概率为 1/n；其余 n - 1 次都没抽到。",
)
def test_exactly_once(student, reference):
    """The probability of being drawn exactly once. / 恰好被抽到一次的概率。"""
    for n in (1, 3, 10, 1500, 100_000):
        check.close(check.number(student.chances(n)[1]), reference.chances(n)[1], rtol=1e-6)
