import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "The four windows overlap in the middle: 0*3 + 1*2 + 2*1 + 3*0 = 4.",
    zh="四个窗口在中间重叠：0*3 + 1*2 + 2*1 + 3*0 = 4。",
)
def test_the_worked_example(student):
    """A 2x2 input and a 2x2 kernel give the worked example. / 2x2 的输入与 2x2 的卷积核算出例题的结果。"""
    X = torch.tensor([[0.0, 1.0], [2.0, 3.0]])
    expected = torch.tensor([[0.0, 0.0, 1.0], [0.0, 4.0, 6.0], [4.0, 12.0, 9.0]])
    check.close(student.trans_conv(X, X.clone()), expected)


@points(1)
@hint("One number in gives the kernel, times that number.", zh="只输入一个数，得到的就是卷积核乘以这个数。")
def test_a_single_number(student):
    """An input of one number gives the kernel times that number. / 输入只有一个数时，结果是卷积核乘以这个数。"""
    K = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    check.close(student.trans_conv(torch.tensor([[2.0]]), K), 2 * K)
