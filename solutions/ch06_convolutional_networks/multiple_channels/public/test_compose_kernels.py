import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "The difference of two differences: (c - b) - (b - a) = a - 2 b + c.", zh="差的差：(c - b) - (b - a) = a - 2b + c。"
)
def test_two_derivatives(student):
    """Twice the kernel [-1, 1] is [1, -2, 1]. / 两次 [-1, 1] 就是 [1, -2, 1]。"""
    K = torch.tensor([[-1.0, 1.0]])
    check.close(student.compose_kernels(K, K.clone()), torch.tensor([[1.0, -2.0, 1.0]]))
