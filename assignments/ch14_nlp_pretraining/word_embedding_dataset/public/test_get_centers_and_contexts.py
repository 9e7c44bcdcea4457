from grader.suite import check, hint, points


@points(1)
@hint(
    "With max_window_size = 1 the context is the neighbour on either side.",
    zh="max_window_size = 1 时，上下文就是左右相邻的词元。",
)
def test_neighbours(student):
    """With windows of one, the context is the neighbours. / 窗口为 1 时，上下文就是左右邻居。"""
    centers, contexts = student.get_centers_and_contexts([[5, 6, 7], [8, 9]], 1)
    check.equal(list(centers), [5, 6, 7, 8, 9])
    check.equal([list(context) for context in contexts], [[6], [5, 7], [6], [9], [8]])
