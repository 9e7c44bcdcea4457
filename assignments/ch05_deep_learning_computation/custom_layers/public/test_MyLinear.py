import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Multiply X by weight, add bias, and set what is negative to zero.",
    zh="用 X 乘 weight，加上 bias，再把负数变为零。",
)
def test_the_worked_example(student):
    """With the weights of the example, [1, 1] becomes [4, 0]. / 用例题中的权重，[1, 1] 变成 [4, 0]。"""
    layer = student.MyLinear(2, 2)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor([[1.0, -1.0], [2.0, 0.0]]))
        layer.bias.copy_(torch.tensor([1.0, 0.0]))
    check.close(layer(torch.tensor([[1.0, 1.0]])), torch.tensor([[4.0, 0.0]]))
