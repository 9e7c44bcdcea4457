import math

from grader.suite import check, hint, points


@points(2)
@hint("Sum the logarithms, and divide by the length to the power of alpha.", zh="对数求和，再除以长度的 alpha 次方。")
def test_the_worked_example(student):
    """[1, 2] has the score -0.677; with alpha = 0 it has log 0.32. / [1, 2] 的得分是 -0.677；alpha = 0 时是 log 0.32。"""
    log_probs = [math.log(0.4), math.log(0.8)]
    check.close(check.number(student.sequence_score(list(log_probs), 0.75)), math.log(0.32) / 2**0.75, rtol=1e-5)
    check.close(check.number(student.sequence_score(list(log_probs), 0)), math.log(0.32), rtol=1e-5)
