import math

from grader.suite import check, hint, points


@points(1)
@hint(
    "Three of the four words match, and one of the three pairs: p_1 = 3/4, p_2 = 1/3.",
    zh="四个词中有三个匹配，三个二元语法中有一个匹配：p_1 = 3/4，p_2 = 1/3。",
)
def test_the_two_translations(student):
    """A perfect translation scores 1, one with a wrong word 0.658. / 完全正确的译文得 1，错一个词的译文得 0.658。"""
    check.close(student.bleu("va !", "va !", 2), 1.0)
    check.close(student.bleu("il est riche .", "il est calme .", 2), (3 / 4) ** (1 / 2) * (1 / 3) ** (1 / 4))


@points(1)
@hint(
    "Here p_1 = 4/5, p_2 = 3/4, p_3 = 1/3, and the prediction is one token short: exp(1 - 6/5).",
    zh="这里 p_1 = 4/5，p_2 = 3/4，p_3 = 1/3，而且预测序列短了一个词元：exp(1 - 6/5)。",
)
def test_the_worked_example(student):
    """A B B C D scores as in the worked example. / A B B C D 的得分与例题一致。"""
    one, two, three = (student.bleu("A B B C D", "A B C D E F", k) for k in (1, 2, 3))
    check.close(one, math.exp(1 - 6 / 5) * (4 / 5) ** (1 / 2))
    check.close(two, one * (3 / 4) ** (1 / 4))
    check.close(three, two * (1 / 3) ** (1 / 8))
