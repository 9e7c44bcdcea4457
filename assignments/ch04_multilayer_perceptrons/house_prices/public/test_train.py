import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "One error for each epoch, and no test errors without test labels.", zh="每轮一个误差；没有测试标签就没有测试误差。"
)
def test_two_lists(student):
    """Three epochs give three training errors; the last is that of the net.

    训练三轮得到三个训练误差，最后一个是网络此时的误差。"""
    X = torch.rand(8, 2)
    net, y = nn.Linear(2, 1), X[:, :1] + 5
    train_ls, test_ls = student.train(net, X, y, None, None, 3, 0.01, 0.0, 4)
    check.equal([len(train_ls), len(test_ls)], [3, 0])
    with torch.no_grad():
        last = (net(X).clamp(min=1).log() - y.log()).square().mean().sqrt()
    check.close(train_ls[-1], float(last), rtol=1e-3)
