from grader.suite import check, hint, points


@points(1)
@hint("Lower case, plain spaces, and a space before the !.", zh="小写，普通空格，! 前有一个空格。")
def test_one_pair(student):
    """A pair of sentences is cleaned. / 清理一对句子。"""
    check.equal(student.preprocess_nmt("Sit down!\tAssieds-toi\u202f!"), "sit down !\tassieds-toi !")
