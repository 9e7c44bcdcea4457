from grader.suite import check, hint, points


@points(1)
@hint("Five features, 90 rows: nine batches of ten.", zh="五个特征，90 行：九个批量，每个十行。")
def test_the_file_that_is_given(student):
    """The file that is given has 5 features and 9 batches of 10. / 给定的文件有 5 个特征、9 个批量，每个 10 行。"""
    data_iter, d = student.get_data_ch11()
    check.equal(d, 5)
    check.equal([(tuple(X.shape), tuple(y.shape)) for X, y in data_iter], [((10, 5), (10,))] * 9)
