"""What a student can check at home: the example of the statement, and no mask at all."""

import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "valid_lens = [3, 2]: the first row counts whole, the second loses its last position.",
    zh="valid_lens = [3, 2]：第一行全部有效，第二行的最后一个位置被掩蔽。",
)
def test_the_example(student):
    """The example of the statement comes out. / 得到题目中例题的结果。"""
    X = torch.tensor([[[0.0, 0.0, 0.0]], [[0.0, 1.0986123, 5.0]]])
    weights = student.masked_softmax(X, torch.tensor([3, 2]))
    check.close(weights, torch.tensor([[[1 / 3, 1 / 3, 1 / 3]], [[0.25, 0.75, 0.0]]]))


@points(1)
@hint(
    "With valid_lens = None, return the softmax over the last axis.",
    zh="valid_lens 为 None 时，返回沿最后一个轴的 softmax。",
)
def test_without_lengths_by_hand(student):
    """With None, nothing is masked. / valid_lens 为 None 时不掩蔽。"""
    X = torch.tensor([[[0.0, 1.0986123]], [[0.0, 0.0]]])
    check.close(student.masked_softmax(X, None), torch.tensor([[[0.25, 0.75]], [[0.5, 0.5]]]))
