import torch

from grader.suite import check, hint, points


@points(1)
@hint("1, 2, 4/2, 8/6.", zh="1、2、4/2、8/6。")
def test_two(student):
    """For x = 2, the row is 1, 2, 2, 4/3. / x = 2 时，这一行是 1、2、2、4/3。"""
    check.close(student.poly_features(torch.tensor([[2.0]]), 4), torch.tensor([[1.0, 2.0, 2.0, 4 / 3]]))
