import torch

from grader.suite import check, hint, points


@points(1)
@hint("Row 0 leaves out the first element, and so on.", zh="第 0 行去掉第一个元素，依此类推。")
def test_three_elements(student):
    """[7, 8, 9] becomes [[8, 9], [7, 9], [7, 8]]. / [7, 8, 9] 变成 [[8, 9], [7, 9], [7, 8]]。"""
    expected = torch.tensor([[8.0, 9.0], [7.0, 9.0], [7.0, 8.0]])
    check.close(student.others(torch.tensor([7.0, 8.0, 9.0])), expected)
