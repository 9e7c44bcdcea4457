import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "The whole spectrum of 1, 2, 3, 4 is 10, -2+2i, -2, -2-2i; return its first two coefficients.",
    zh="1、2、3、4 的完整频谱是 10、-2+2i、-2、-2-2i；返回前两个系数。",
)
def test_four_numbers(student):
    """1, 2, 3, 4 gives 10 and -2+2i. / 1、2、3、4 得到 10 和 -2+2i。"""
    Y = student.HalfSpectrum()(torch.tensor([1.0, 2.0, 3.0, 4.0]))
    check.close(Y, torch.tensor([10.0 + 0.0j, -2.0 + 2.0j]))
