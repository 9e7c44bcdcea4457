import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Three tokens together: log 2, log 2 and log 16 have the mean log 4.",
    zh="三个词元合在一起：log 2、log 2 和 log 16 的平均是 log 4。",
)
def test_batches_of_two_and_one(student):
    """A batch of two tokens and one of one. / 一个批量有两个词元，另一个有一个。"""
    half, low = torch.tensor([[0.5, 0.5]]), torch.tensor([[0.0625, 0.9375]])
    batches = [(half.repeat(2, 1), torch.tensor([0, 1])), (low, torch.tensor([0]))]
    check.close(check.number(student.perplexity_over_batches(batches)), 4.0, rtol=1e-5)
