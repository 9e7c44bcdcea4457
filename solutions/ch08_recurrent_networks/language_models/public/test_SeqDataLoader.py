from grader.suite import check, hint, points


@points(1)
@hint(
    "load_data_time_machine returns the loader and its vocabulary.", zh="load_data_time_machine 返回加载器和它的词表。"
)
def test_the_story(student):
    """The story comes in batches of characters, with a vocabulary of 28 tokens. / 故事以字符的批量给出，词表有 28 个词元。"""
    data_iter, vocab = student.load_data_time_machine(8, 20)
    X, Y = next(iter(data_iter))
    check.equal([tuple(X.shape), tuple(Y.shape), len(vocab)], [(8, 20), (8, 20), 28])
