import itertools

from grader.suite import after, check, hint, points


def draws(student, weights, n):
    generator = student.RandomGenerator(list(weights))
    return [generator.draw() for _ in range(n)]


@points(3)
@hint(
    "The number i, counted from 1, has the weight sampling_weights[i - 1]; divide by the sum of all.",
    zh="数 i 从 1 数起，权重是 sampling_weights[i - 1]；再除以全部权重之和。",
)
def test_the_shares(student):
    """Each number from 1 to n is drawn in proportion to its weight. / 1 到 n 的每个数按其权重的比例抽到。"""
    for weights in ([0.5, 0, 8, 1.5], [2, 3, 5]):
        total = sum(weights)
        expected = {i: weight / total for i, weight in enumerate(weights, 1)}
        check.frequencies(draws(student, weights, 300), expected, "one number", "某个数", of=2)


@points(1)
@after(test_the_shares)
@hint("draw gives one int.", zh="draw 给出一个 int。")
def test_whole_numbers(student):
    """draw gives a plain int; with one weight it is 1. / draw 给出普通的 int；只有一个权重时总是 1。"""
    found = draws(student, [7], 3) + draws(student, [0, 0.1], 3)
    check.equal(found, [1, 1, 1, 2, 2, 2])


@points(2)
@after(test_the_shares)
@hint(
    "Each draw is independent: what was drawn stays, and no numbers are used twice.",
    zh="每次抽取相互独立：抽过的数还能再抽到，抽好的数列不会重复使用。",
)
def test_draws_are_independent(student):
    """Draws follow no pattern: neighbours are equal as often as chance has it, and no run comes twice. / 抽取没有规律：相邻两次相等的比例符合随机，且不会整段重复。"""
    n = 200
    found = draws(student, [1] * 4, n + 1)
    equal = sum(a == b for a, b in itertools.pairwise(found))
    # Of n + 1 independent even draws, each equals the one before with probability 1/4, independent of the others.
    check.share(equal, n, 1 / 4, "The share of draws that equal the one before", "与前一次相等的比例")
    again = draws(student, [1] * 4, 60)
    # Sixty even draws come out alike, at a place of 141, less than once in 1e33.
    check.equal(any(found[i : i + 60] == again for i in range(n - 58)), False)
    # Nor do a hundred draws or more equal those some places before, at one of a hundred distances, more than once in 1e58.
    check.equal([d for d in range(1, 101) if found[d:] == found[:-d]], [])
