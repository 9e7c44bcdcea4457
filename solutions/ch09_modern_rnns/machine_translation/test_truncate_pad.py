from grader.suite import after, check, hint, points


@points(2)
@hint("Fill up at the end.", zh="在末尾填充。")
def test_short_lines(student, reference):
    """Short lines are filled up at the end. / 短的在末尾填充。"""
    for args in (([5, 6], 5, 9), (["a", "b", "c"], 4, "<pad>"), ([3], 3, 0)):
        check.equal(student.truncate_pad(*args), reference.truncate_pad(*args))


@points(2)
@hint("Keep the first num_steps tokens.", zh="保留前 num_steps 个词元。")
def test_long_lines(student, reference):
    """Of long lines the first tokens are kept. / 长的保留开头的词元。"""
    for args in (([5, 6, 7, 8], 3, 9), (["a", "b", "c"], 1, "<pad>"), ([4, 3, 2, 1, 0], 4, 0)):
        check.equal(student.truncate_pad(*args), reference.truncate_pad(*args))


@points(1)
@after(test_short_lines, test_long_lines)
@hint("An empty line is all padding; a line that fits stays as it is.", zh="空行全是填充；恰好合适的行保持不变。")
def test_an_empty_line_and_one_that_fits(student, reference):
    """An empty line becomes all padding, one that fits stays. / 空行变成全是填充，恰好合适的行不变。"""
    for args in (([], 3, 1), ([5, 6, 7], 3, 1), ([], 1, "<pad>")):
        check.equal(student.truncate_pad(*args), reference.truncate_pad(*args))


@points(1)
@after(test_short_lines, test_long_lines)
@hint("append and += change the list that you were given.", zh="append 和 += 会改动传入的列表。")
def test_the_line_is_left_alone(student):
    """The line itself is not changed. / 不改动传入的列表本身。"""
    check.leaves_alone(student.truncate_pad, [5, 6], 4, 9)
    check.leaves_alone(student.truncate_pad, [5, 6, 7], 2, 9)
