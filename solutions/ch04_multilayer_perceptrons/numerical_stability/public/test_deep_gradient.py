import torch

from grader.suite import check, hint, points


@points(1)
@hint("Apply f in a loop, and go backward from the end.", zh="在循环中反复应用 f，再从末尾反向传播。")
def test_a_straight_line(student):
    """Tripled four times, the derivative is 81. / 乘 3 四次，导数是 81。"""
    check.close(student.deep_gradient(lambda x: 3 * x, torch.tensor([1.0, -2.0]), 4), torch.tensor([81.0, 81.0]))
