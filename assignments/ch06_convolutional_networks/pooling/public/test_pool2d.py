import torch

from grader.suite import check, hint, points

X = torch.arange(9.0).reshape(3, 3)


@points(1)
@hint("The largest of 0, 1, 3, 4 is 4.", zh="0、1、3、4 中最大的是 4。")
def test_the_maximum(student):
    """The worked example, maximum. / 例题：最大汇聚。"""
    check.close(student.pool2d(X.clone(), (2, 2)), torch.tensor([[4.0, 5.0], [7.0, 8.0]]))


@points(1)
@hint("The mean of 0, 1, 3, 4 is 2.", zh="0、1、3、4 的平均值是 2。")
def test_the_average(student):
    """The worked example, average. / 例题：平均汇聚。"""
    check.close(student.pool2d(X.clone(), (2, 2), "avg"), torch.tensor([[2.0, 3.0], [5.0, 6.0]]))
