import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Collect the rows of all batches: every example is there once.", zh="把所有批量的行收集起来：每个样本恰好出现一次。"
)
def test_ten_examples(student):
    """Ten examples in batches of four: all of them, each once. / 十个样本，批量大小为 4：不多不少，每个一次。"""
    X, y = torch.arange(10.0).reshape(10, 1), torch.arange(10.0).reshape(10, 1) + 100
    seen = [(float(a), float(b)) for xs, ys in student.data_iter(4, X, y) for a, b in zip(xs, ys, strict=True)]
    check.equal(sorted(seen), [(float(i), 100.0 + i) for i in range(10)])
