import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Near 3, f multiplies by 512; near -3, by 51200.", zh="在 3 附近，f 相当于乘以 512；在 -3 附近，相当于乘以 51200。"
)
def test_single_numbers(student):
    """The gradient at 3 is 512, at -3 it is 51200. / 在 3 处梯度为 512，在 -3 处为 51200。"""
    check.close(student.gradient_of_f(torch.tensor(3.0)), torch.tensor(512.0))
    check.close(student.gradient_of_f(torch.tensor(-3.0)), torch.tensor(51200.0))
