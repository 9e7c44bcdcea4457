import torch
from torch import nn

from grader.suite import after, check, hint, points


@points(3)
@hint("Differences of logarithms, squared, averaged, and the root at the end.", zh="对数之差，平方，取平均，最后开方。")
def test_values(student, reference):
    """The error is that of the logarithms. / 误差是对数的误差。"""
    for n in 1, 5, 40:
        predictions, labels = 1 + 50 * torch.rand(n, 1), 1 + 50 * torch.rand(n, 1)
        right = reference.log_rmse(nn.Identity(), predictions, labels)
        check.close(check.number(student.log_rmse(nn.Identity(), predictions, labels)), right, rtol=1e-4)


@points(2)
@after(test_values)
@hint("clamp(min=1), before the logarithm.", zh="取对数之前先 clamp(min=1)。")
def test_predictions_below_one(student, reference):
    """Predictions below 1, and negative ones, count as 1. / 小于 1 的预测，包括负数，都按 1 计算。"""
    predictions, labels = torch.tensor([[0.5], [-3.0], [0.0], [9.0]]), torch.tensor([[2.0], [3.0], [4.0], [5.0]])
    right = reference.log_rmse(nn.Identity(), predictions, labels)
    check.close(check.number(student.log_rmse(nn.Identity(), predictions, labels)), right, rtol=1e-4)


@points(1)
@after(test_values)
@hint("There is an upper bound for none.", zh="没有上限。")
def test_large_prices(student, reference):
    """Prices of millions are no problem. / 上百万的价格也没有问题。"""
    predictions, labels = 1e6 * (1 + torch.rand(6, 1)), 1e6 * (1 + torch.rand(6, 1))
    right = reference.log_rmse(nn.Identity(), predictions, labels)
    check.close(check.number(student.log_rmse(nn.Identity(), predictions, labels)), right, rtol=1e-4)


@points(1)
@after(test_values)
@hint(".item() makes a Python number.", zh=".item() 得到 Python 数。")
def test_a_python_number(student, reference):
    """The result is a Python number, from the net's own predictions. / 结果是 Python 数，由网络的预测得到。"""
    net, X = nn.Sequential(nn.Linear(3, 1), nn.Softplus()), torch.randn(8, 3)
    labels = 1 + torch.rand(8, 1)
    check.close(student.log_rmse(net, X, labels), reference.log_rmse(net, X, labels), rtol=1e-4)


@points(1)
@after(test_values)
def test_the_inputs_are_left_alone(student):
    """Features and labels are the same after the call as before. / 调用前后，特征和标签保持不变。"""
    net = nn.Identity()
    check.leaves_alone(lambda X, y: student.log_rmse(net, X, y), torch.randn(5, 1), 1 + torch.rand(5, 1))
