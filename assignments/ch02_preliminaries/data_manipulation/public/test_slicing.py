import torch

from grader.suite import check, hint, points


@points(1)
@hint("Index -1 is the last one.", zh="下标 -1 表示最后一个。")
def test_the_last_row(student):
    """The last row of X is 8, 9, 10, 11. / X 的最后一行是 8、9、10、11。"""
    check.equal(student.last, torch.tensor([8.0, 9.0, 10.0, 11.0]))
