import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Only w_121 is not zero, so that the sum over i and j has one term: x_1 times x_2.",
    zh="只有 w_121 不为零，所以对 i、j 求和只剩一项：x_1 乘以 x_2。",
)
def test_a_product(student):
    """With a single weight, the layer multiplies two entries. / 只有一个权重非零时，该层把两个分量相乘。"""
    layer = student.TensorReduction(2, 1)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor([[[0.0], [1.0]], [[0.0], [0.0]]]))
    check.close(layer(torch.tensor([[2.0, 3.0], [4.0, 5.0]])), torch.tensor([[6.0], [20.0]]))
