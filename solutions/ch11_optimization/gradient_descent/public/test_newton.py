from grader.suite import check, hint, points


@points(1)
@hint(
    "For 3 (x - 1)² the derivative is 6 (x - 1), the second 6: one step leads to 1.",
    zh="对 3 (x - 1)²，一阶导数为 6 (x - 1)，二阶导数为 6：一步就到 1。",
)
def test_a_parabola(student):
    """On a parabola with eta = 1, one step is enough: 10, 1, 1, ... / 对抛物线，eta = 1，一步即可：10、1、1……"""
    results = student.newton(1.0, lambda x: 6 * (x - 1), lambda x: 6.0)
    check.close([check.number(x) for x in results], [10.0] + 10 * [1.0])
