from grader.suite import check, hint, points


@points(1)
@hint("The numbers begin with 1; one whose weight is 0 is never drawn.", zh="数从 1 开始；权重为 0 的永远抽不到。")
def test_one_weight_alone(student):
    """Where only the third weight is not zero, 3 is drawn. / 只有第三个权重不为零时，抽到的总是 3。"""
    generator = student.RandomGenerator([0, 0, 4, 0])
    check.equal([generator.draw() for _ in range(10)], [3] * 10)
