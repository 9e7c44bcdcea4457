import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "round(14 * 0.15) is 2: one position, and one that fills up.",
    zh="round(14 * 0.15) 是 2：一个真正的位置，一个用来补足。",
)
def test_one_example(student):
    """One example is filled up to 14 tokens and two positions. / 把一个样本补足到 14 个词元、两个位置。"""
    example = ([3, 5, 2, 4, 8, 4], [2], [6], [0, 0, 0, 0, 1, 1], True)
    found = student._pad_bert_inputs([example], 14, {"<pad>": 1})
    check.that(len(found) == 7, "There are not seven lists.", "不是七个列表。")
    tokens, segments, lens, positions, weights, labels, nsp = (list(column) for column in found)
    check.equal(tokens[0], torch.tensor([3, 5, 2, 4, 8, 4, 1, 1, 1, 1, 1, 1, 1, 1]))
    check.equal(segments[0], torch.tensor([0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]))
    check.equal((check.number(lens[0]), check.number(nsp[0])), (6.0, 1.0))
    check.equal(positions[0], torch.tensor([2, 0]))
    check.equal(weights[0], torch.tensor([1.0, 0.0]))
    check.equal(labels[0], torch.tensor([6, 0]))
