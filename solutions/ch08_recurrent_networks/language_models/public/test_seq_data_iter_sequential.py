from grader.suite import check, hint, points


@points(1)
@hint(
    "Two rows, one below the other; the second batch goes on where the first one ends.",
    zh="上下两行；第二个批量从第一个结束的地方接着往下。",
)
def test_thirty_five_numbers_in_order(student):
    """The numbers 0 to 34 in two rows: each batch goes on from the last one. / 把数字 0 到 34 排成两行：每个批量都接着上一个。"""
    batches = [(X, Y) for X, Y in student.seq_data_iter_sequential(list(range(35)), batch_size=2, num_steps=5)]
    check.that(len(batches) >= 2, "There are too few batches.", "批量太少。")
    check.equal(batches[1][0], batches[0][0] + 5)
    check.equal(batches[0][1], batches[0][0] + 1)
