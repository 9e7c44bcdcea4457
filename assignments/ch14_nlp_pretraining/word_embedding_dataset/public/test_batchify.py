import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "The longest example has 6 words; the other row is filled up with zeros.",
    zh="最长的样本有 6 个词；另一行用零填充。",
)
def test_two_examples(student):
    """Two examples of unequal length. / 两个长短不一的样本。"""
    centers, words, masks, labels = student.batchify([(1, [2, 2], [3, 3, 3, 3]), (4, [5, 6, 7], [8])])
    check.equal(centers, torch.tensor([[1], [4]]))
    check.equal(words, torch.tensor([[2, 2, 3, 3, 3, 3], [5, 6, 7, 8, 0, 0]]))
    check.equal(masks, torch.tensor([[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 0, 0]]))
    check.equal(labels, torch.tensor([[1, 1, 0, 0, 0, 0], [1, 1, 1, 0, 0, 0]]))
