import torch

from grader.suite import check, hint, points


@points(1)
@hint("mu is (0.375, 0.625): solve C q = mu.", zh="mu 为 (0.375, 0.625)：解方程 C q = mu。")
def test_the_worked_example(student):
    """3 of 8 predictions are class 0, but only a quarter is. / 8 个预测中 3 个为第 0 类，而真实比例只有四分之一。"""
    C = torch.tensor([[0.9, 0.2], [0.1, 0.8]])
    y_hat = torch.tensor([0] * 3 + [1] * 5)
    check.close(student.estimate_label_distribution(C, y_hat), torch.tensor([0.25, 0.75]))
