from grader.suite import check, hint, points


@points(1)
@hint(
    "At least 30 tokens are left behind the offset: six subsequences with labels, so three batches of two.",
    zh="偏移之后至少还剩 30 个词元：6 个有标签的子序列，即 3 个批量，每批 2 个。",
)
def test_thirty_five_numbers(student):
    """The numbers 0 to 34 give three batches of two subsequences; labels are inputs plus one. / 数字 0 到 34 分成 3 个批量，每批两个子序列；标签等于输入加一。"""
    batches = [(X, Y) for X, Y in student.seq_data_iter_random(list(range(35)), batch_size=2, num_steps=5)]
    check.equal([tuple(X.shape) for X, _ in batches], [(2, 5)] * 3)
    for X, Y in batches:
        check.equal(Y, X + 1)
