import torch

from grader.suite import check, hint, points


@points(1)
@hint("The first row of the transpose is the first column of A.", zh="转置的第一行就是 A 的第一列。")
def test_a_row_of_the_transpose(student):
    """The first row of the transpose is 0, 4, 8, 12, 16. / 转置的第一行是 0、4、8、12、16。"""
    check.equal(student.transposed[0], torch.tensor([0.0, 4.0, 8.0, 12.0, 16.0]))
