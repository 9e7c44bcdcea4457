import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Split the features into num_heads parts, exchange positions and heads, join examples and heads.",
    zh="把特征拆成 num_heads 份，交换位置与头两个轴，再把样本与头合在一起。",
)
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    X = torch.tensor([[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]])
    heads = torch.tensor([[[1.0, 2.0], [5.0, 6.0]], [[3.0, 4.0], [7.0, 8.0]]])
    check.close(student.transpose_qkv(X, 2), heads)
