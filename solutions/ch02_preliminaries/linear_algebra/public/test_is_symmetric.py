import torch

from grader.suite import check, hint, points


@points(2)
@hint("Compare with the transpose; the answer is one bool.", zh="与转置比较；答案是一个布尔值。")
def test_small_matrices(student):
    """[[1, 2], [2, 1]] is symmetric, [[1, 2], [3, 1]] is not. / [[1, 2], [2, 1]] 对称，[[1, 2], [3, 1]] 不对称。"""
    for k in range(2, 12):
        check.equal(student.is_symmetric(torch.tensor([[1, k], [k, 1]])), True)
        check.equal(student.is_symmetric(torch.tensor([[1, k], [k + 1, 1]])), False)
