import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "X has num_inputs columns and X @ W1 has num_hiddens columns.",
    zh="X 有 num_inputs 列，X @ W1 有 num_hiddens 列。",
)
def test_shapes(student):
    """The four parameters have the right shapes and can be trained. / 四个参数的形状正确，且可以训练。"""
    found = [(tuple(p.shape), p.requires_grad) for p in (student.W1, student.b1, student.W2, student.b2)]
    check.equal(found, [((784, 256), True), ((256,), True), ((256, 10), True), ((10,), True)])


@points(1)
@hint("Flatten each image to 784 numbers first.", zh="先把每幅图像展平成 784 个数。")
def test_a_batch_of_images(student):
    """Two images give two rows: relu(X W1 + b1) W2 + b2. / 两幅图像得到两行：relu(X W1 + b1) W2 + b2。"""
    X = torch.rand(2, 1, 28, 28)
    H = (X.flatten(1) @ student.W1 + student.b1).clamp(min=0)
    check.close(student.net(X), H @ student.W2 + student.b2)
