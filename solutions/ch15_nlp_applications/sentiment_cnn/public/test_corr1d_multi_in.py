import torch

from grader.suite import check, hint, points


@points(2)
@hint("Correlate channel by channel, then add up.", zh="先逐个通道做互相关，再相加。")
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    K = torch.tensor([[1.0, 1.0], [0.0, -1.0]])
    check.close(student.corr1d_multi_in(X, K), torch.tensor([-2.0, -1.0]))
