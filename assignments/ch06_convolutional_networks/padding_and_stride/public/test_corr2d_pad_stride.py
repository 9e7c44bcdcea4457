import torch

from grader.suite import check, hint, points

X, K = torch.arange(9.0).reshape(3, 3), torch.arange(4.0).reshape(2, 2)


@points(1)
@hint(
    "With zeros around it the image is 5x5, and a 2x2 kernel fits in 4x4 places.",
    zh="四周填零之后图像是 5x5，2x2 的卷积核有 4x4 个位置。",
)
def test_padding(student):
    """The worked example with a padding of 1. / 填充为 1 的例题。"""
    expected = [[0.0, 3.0, 8.0, 4.0], [9.0, 19.0, 25.0, 10.0], [21.0, 37.0, 43.0, 16.0], [6.0, 7.0, 8.0, 0.0]]
    check.close(student.corr2d_pad_stride(X.clone(), K.clone(), padding=1), torch.tensor(expected))


@points(1)
@hint("Three rows down, two columns to the right, in the padded image.", zh="在填充后的图像里，向下三行，向右两列。")
def test_padding_and_stride(student):
    """The worked example with strides of (3, 2) as well. / 再加上步幅 (3, 2) 的例题。"""
    expected = torch.tensor([[0.0, 8.0], [6.0, 8.0]])
    check.close(student.corr2d_pad_stride(X.clone(), K.clone(), padding=1, stride=(3, 2)), expected)
