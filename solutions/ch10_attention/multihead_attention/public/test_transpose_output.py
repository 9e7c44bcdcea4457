import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Separate examples and heads, exchange heads and positions, join the features.",
    zh="先把样本与头分开，交换头与位置两个轴，再把特征合在一起。",
)
def test_the_worked_example(student):
    """The example of the statement goes back as it should. / 题目中的例子能正确地变回去。"""
    heads = torch.tensor([[[1.0, 2.0], [5.0, 6.0]], [[3.0, 4.0], [7.0, 8.0]]])
    X = torch.tensor([[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]])
    check.close(student.transpose_output(heads, 2), X)
