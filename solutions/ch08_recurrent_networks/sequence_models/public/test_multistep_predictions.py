import torch

from grader.suite import check, hint, points


@points(1)
@hint("The first prediction is already an input of the second.", zh="第一个预测值已经是第二次预测的输入。")
def test_sums(student):
    """A net that adds up two values makes Fibonacci's numbers. / 把两个值相加的网络得到斐波那契数列。"""
    x = torch.tensor([1.0, 1.0, 0.0, 0.0, 0.0, 0.0])
    right = torch.tensor([1.0, 1.0, 2.0, 3.0, 5.0, 8.0])
    check.close(student.multistep_predictions(lambda X: X.sum(dim=1, keepdim=True), x, 2, 2).detach(), right)
