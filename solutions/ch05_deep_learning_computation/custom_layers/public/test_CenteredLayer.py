import torch

from grader.suite import check, hint, points


@points(1)
@hint("The mean of 1 to 5 is 3: subtract it from every element.", zh="1 到 5 的均值是 3：让每个元素都减去它。")
def test_one_to_five(student):
    """1, 2, 3, 4, 5 becomes -2, -1, 0, 1, 2. / 1、2、3、4、5 变成 -2、-1、0、1、2。"""
    Y = student.CenteredLayer()(torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0]))
    check.close(Y, torch.tensor([-2.0, -1.0, 0.0, 1.0, 2.0]))
