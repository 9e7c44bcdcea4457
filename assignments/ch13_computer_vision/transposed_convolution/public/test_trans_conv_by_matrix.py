import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "The result is the sum of the rows of W, each times its entry of Y: 10 * [1, 2, 3, 4] + 1 * [5, 6, 7, 8].",
    zh="结果是 W 的各行乘以 Y 中对应元素之和：10 * [1, 2, 3, 4] + 1 * [5, 6, 7, 8]。",
)
def test_two_rows(student):
    """Two numbers and a matrix of two rows give a 2x2 picture. / 两个数和两行的矩阵得到 2x2 的图像。"""
    W = torch.tensor([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]])
    result = student.trans_conv_by_matrix(torch.tensor([[10.0, 1.0]]), W, 2, 2)
    check.close(result, torch.tensor([[15.0, 26.0], [37.0, 48.0]]))
