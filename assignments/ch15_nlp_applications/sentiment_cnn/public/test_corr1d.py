import torch

from grader.suite import check, hint, points


@points(2)
@hint("The first number is 1 * 2 + 3 * (-1).", zh="第一个数是 1 * 2 + 3 * (-1)。")
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    X, K = torch.tensor([1.0, 3.0, 2.0, 5.0]), torch.tensor([2.0, -1.0])
    check.close(student.corr1d(X, K), torch.tensor([-1.0, 4.0, -1.0]))
