import math

from grader.suite import check, hint, points


@points(1)
@hint("Where the derivative is negative, the minimum lies further to the right.", zh="导数为负之处，最小值在更右边。")
def test_the_books_function(student):
    """The minimum of log(exp(x) + exp(-2x - 3)) is at (log 2 - 3) / 3. / log(exp(x) + exp(-2x - 3)) 的最小值在 (log 2 - 3) / 3。"""

    def f_grad(x):
        return (math.exp(x) - 2 * math.exp(-2 * x - 3)) / (math.exp(x) + math.exp(-2 * x - 3))

    check.close(check.number(student.bisection(f_grad, -5.0, 5.0)), (math.log(2) - 3) / 3, rtol=0, atol=2e-6)
