import torch

from grader.suite import check, hint, points


@points(2)
@hint("A vector is one curve, a matrix is several.", zh="向量是一条曲线，矩阵是几条。")
def test_tensors(student):
    """A vector has one axis, a matrix has two. / 向量有一个轴，矩阵有两个。"""
    for n in range(1, 11):
        check.equal(student.has_one_axis(torch.arange(float(n))), True)
        check.equal(student.has_one_axis(torch.ones(2, n)), False)
