import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Row t begins with x[t]; its label is the value right behind the row.",
    zh="第 t 行从 x[t] 开始；标签是紧跟在这一行后面的值。",
)
def test_six_values(student):
    """Six values and tau = 4 make two examples. / 六个值、tau = 4 组成两个样本。"""
    features, labels = student.autoregressive_features(torch.arange(6.0), 4)
    check.close(features, torch.tensor([[0.0, 1.0, 2.0, 3.0], [1.0, 2.0, 3.0, 4.0]]))
    check.close(labels, torch.tensor([[4.0], [5.0]]))
