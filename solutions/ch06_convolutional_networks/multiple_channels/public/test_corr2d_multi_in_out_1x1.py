import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Each pixel is a vector of channels, and K a matrix that maps it to another.",
    zh="每个像素是一个由各通道组成的向量，K 是把它变成另一个向量的矩阵。",
)
def test_a_single_pixel(student):
    """On an image of one pixel it is a product of a matrix and a vector. / 只有一个像素时，就是矩阵与向量的乘积。"""
    X, K = torch.tensor([1.0, 2.0]).reshape(2, 1, 1), torch.tensor([[1.0, 0.0], [3.0, 4.0], [5.0, -6.0]])
    expected = torch.tensor([1.0, 11.0, -7.0]).reshape(3, 1, 1)
    check.close(student.corr2d_multi_in_out_1x1(X, K.reshape(3, 2, 1, 1)), expected)
