import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Add first, normalise then: (5, 1) has the mean 3 and the standard deviation 2.",
    zh="先相加，再规范化：(5, 1) 的均值是 3，标准差是 2。",
)
def test_the_worked_example(student):
    """[1, 0] and [4, 1] become [1, -1]. / [1, 0] 与 [4, 1] 得到 [1, -1]。"""
    result = student.AddNorm([2], 0.0)(torch.tensor([[1.0, 0.0]]), torch.tensor([[4.0, 1.0]]))
    check.close(result.detach(), torch.tensor([[1.0, -1.0]]), atol=1e-4)
