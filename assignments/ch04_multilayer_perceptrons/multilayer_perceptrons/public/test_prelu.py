import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Positive elements stay, negative ones are multiplied by alpha.",
    zh="正的元素保持不变，负的元素乘以 alpha。",
)
def test_the_worked_example(student):
    """With alpha 0.5, [-2, 3] becomes [-1, 3]. / alpha 为 0.5 时，[-2, 3] 变成 [-1, 3]。"""
    check.close(student.prelu(torch.tensor([-2.0, 3.0]), 0.5), torch.tensor([-1.0, 3.0]))
