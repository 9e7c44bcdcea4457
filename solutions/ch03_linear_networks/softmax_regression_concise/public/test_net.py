import torch

from grader.suite import check, hint, points


@points(1)
@hint("Flatten first: (n, 1, 28, 28) becomes (n, 784).", zh="先展平：(n, 1, 28, 28) 变成 (n, 784)。")
def test_shapes(student):
    """Three images become three rows of ten logits. / 三张图像变成三行，每行十个 logits。"""
    check.shapes(student.net, torch.rand(3, 1, 28, 28), [(3, 784), (3, 10)])
