import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "The largest scores stand at 2, 2 and 0; the classes are 0, 2 and 0.",
    zh="最大的分数依次在 2、2、0 处；类别是 0、2、0。",
)
def test_the_worked_example(student):
    """Two of three predictions are right: 2.0. / 三个预测中有两个正确：2.0。"""
    y_hat = torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5], [0.8, 0.1, 0.1]])
    check.close(student.accuracy(y_hat, torch.tensor([0, 2, 0])), 2.0)
