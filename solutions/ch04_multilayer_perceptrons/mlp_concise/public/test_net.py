import torch

from grader.suite import check, hint, points


@points(1)
@hint("nn.Flatten() comes first, and 10 outputs at the end.", zh="先是 nn.Flatten()，最后有 10 个输出。")
def test_a_batch_of_images(student):
    """Two images give two rows of ten numbers. / 两幅图像得到两行，每行十个数。"""
    X = torch.rand(2, 1, 28, 28)
    check.shapes(student.net, X, [(2, 784), (2, 256), (2, 256), (2, 10)])
