import torch

from grader.suite import check, hint, points


@points(1)
@hint("`matrix` keeps the order of the elements: row by row.", zh="`matrix` 保持元素的顺序：一行一行地排。")
def test_the_first_row(student):
    """The first row of the matrix is 0, 1, 2, 3. / 矩阵的第一行是 0、1、2、3。"""
    check.equal(student.matrix[0], torch.tensor([0, 1, 2, 3]))
