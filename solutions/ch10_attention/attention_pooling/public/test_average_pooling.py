import torch

from grader.suite import check, hint, points


@points(1)
@hint("The mean of 1, 2 and 6 is 3.", zh="1、2、6 的平均是 3。")
def test_three_values(student):
    """1, 2 and 6 give 3 for each of two queries. / 1、2、6，对两个查询都给出 3。"""
    check.close(student.average_pooling(torch.tensor([1.0, 2.0, 6.0]), 2), torch.tensor([3.0, 3.0]))
