import torch

from grader.suite import after, check, hint, points


@points(2)
@after("is_symmetric::test_small_matrices")
@hint("All elements must agree with the transpose, not only some.", zh="所有元素都要与转置一致，只有一部分一致还不够。")
def test_square_matrices(student, reference):
    """Symmetric and other square matrices are told apart. / 能区分对称与不对称的方阵。"""
    for n in 2, 3, 5:
        A = torch.randn(n, n)
        check.equal(student.is_symmetric(A), False)
        check.equal(student.is_symmetric(A + A.T), True)
        check.equal(student.is_symmetric(A - A.T), False)
    one_off = torch.eye(4)
    one_off[0, 3] = 1e-6
    check.equal(student.is_symmetric(one_off), False)
    check.equal(student.is_symmetric(torch.tensor([[0, 1, 2], [1, 0, 3], [2, 3, 0]])), True)


@points(2)
@after(test_square_matrices)
@hint("Look at the shape first: == broadcasts, or fails.", zh="先看形状：== 会广播，或者报错。")
def test_other_matrices(student):
    """A matrix that is not square is not symmetric. / 不是方阵的矩阵不对称。"""
    for shape in [(2, 3), (4, 2), (1, 3), (3, 1)]:
        check.equal(student.is_symmetric(torch.ones(shape)), False)
