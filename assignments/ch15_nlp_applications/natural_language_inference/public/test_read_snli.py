from grader.suite import check, hint, points


@points(2)
@hint("The line with the label - is left out.", zh="标签为 - 的那一行要舍去。")
def test_the_pairs_for_testing(student):
    """The test file has six pairs with a label. / 测试文件中有六对带标签的句子。"""
    premises, hypotheses, labels = student.read_snli("../data/SNLI", False)
    check.equal(list(labels), [0, 2, 1, 0, 1, 2])
    check.equal((premises[0], hypotheses[0]), ("A girl paints a wall .", "A girl is painting ."))
    check.equal((premises[5], hypotheses[5]), ("Two men carry a table .", "The men are brothers ."))
