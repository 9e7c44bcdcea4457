import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "The derivative of 2x² is 4x. If yours differs, keep a copy of x.grad before you go backward again.",
    zh="2x² 的导数是 4x。如果不是，请在再次反向传播之前保存 x.grad 的副本。",
)
def test_the_first_gradient(student):
    """The gradient of 2 x·x is 4x. / 2 x·x 的梯度是 4x。"""
    check.close(student.first, torch.tensor([0.0, 4.0, 8.0, 12.0]))
