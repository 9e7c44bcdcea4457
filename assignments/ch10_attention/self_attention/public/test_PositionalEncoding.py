import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Sine in column 0 and 2, cosine in column 1 and 3; the two pairs have the denominators 1 and 100.",
    zh="第 0、2 列是正弦，第 1、3 列是余弦；两对的分母分别是 1 和 100。",
)
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    a, b = torch.arange(3.0), torch.arange(3.0) / 100
    expected = torch.stack([a.sin(), a.cos(), b.sin(), b.cos()], dim=1)[None]
    check.close(student.PositionalEncoding(4, 0.0)(torch.zeros(1, 3, 4)), expected)
