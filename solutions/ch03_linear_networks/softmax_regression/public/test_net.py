import torch

from grader.suite import check, hint, points


@points(1)
@hint("W: (num_inputs, num_outputs). b: (num_outputs,).", zh="W：(num_inputs, num_outputs)。b：(num_outputs,)。")
def test_shapes(student):
    """W and b have the right shapes and require a gradient. / W 和 b 的形状正确，且要求梯度。"""
    found = [(tuple(p.shape), p.requires_grad) for p in (student.W, student.b)]
    check.equal(found, [((784, 10), True), ((10,), True)])


@points(1)
@hint("Flatten each image to 784 numbers first.", zh="先把每幅图像展平成 784 个数。")
def test_a_batch_of_images(student):
    """Two images give two rows of probabilities. / 两幅图像得到两行概率。"""
    X = torch.rand(2, 1, 28, 28)
    check.close(student.net(X), (X.flatten(1) @ student.W + student.b).softmax(dim=1))
