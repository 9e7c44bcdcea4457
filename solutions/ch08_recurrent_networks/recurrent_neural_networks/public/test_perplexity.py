import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "The right tokens have 1/2 and 1/8: the mean of log 2 and log 8 is log 4.",
    zh="正确词元的概率是 1/2 和 1/8：log 2 与 log 8 的平均是 log 4。",
)
def test_two_steps(student):
    """Probabilities of 1/2 and 1/8 make a perplexity of 4. / 概率 1/2 和 1/8 的困惑度是 4。"""
    y_hat = torch.tensor([[0.5, 0.25, 0.25], [0.125, 0.375, 0.5]])
    check.close(check.number(student.perplexity(y_hat, torch.tensor([0, 0]))), 4.0, rtol=1e-5)
