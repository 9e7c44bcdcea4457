from grader.suite import check, hint, points


@points(1)
@hint("Two draws from two: four equally likely cases.", zh="从两个中抽两次：共四种等可能的情形。")
def test_two_examples(student):
    """Of two examples, a given one is drawn at all in 3 of 4 cases, and once in 2 of 4. / 两个样本时，某一个被抽到的概率为 3/4，恰好一次为 2/4。"""
    check.close(tuple(check.number(p) for p in student.chances(2)), (0.75, 0.5))
