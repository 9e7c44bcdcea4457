import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint("Three of the four largest numbers stand at the right place.", zh="四个样本中，有三个的最大值在正确的位置上。")
def test_three_of_four(student):
    """Three examples of four are right: 0.75. / 四个样本中三个正确：0.75。"""
    net = nn.Linear(2, 2, bias=False)
    with torch.no_grad():
        net.weight.copy_(torch.eye(2))
    X, y = torch.tensor([[1.0, 0.0], [0.0, 1.0], [3.0, 2.0], [1.0, 2.0]]), torch.tensor([0, 1, 1, 1])
    batches = [(X[:3], y[:3]), (X[3:], y[3:])]
    check.close(check.number(student.evaluate_accuracy_gpu(net, batches)), 0.75)
