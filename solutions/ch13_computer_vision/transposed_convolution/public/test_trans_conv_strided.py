import torch

from grader.suite import check, hint, points

X = [[0.0, 1.0], [2.0, 3.0]]


@points(1)
@hint("With stride 2 the four windows stand side by side.", zh="步幅为 2 时，四个窗口并排，互不重叠。")
def test_stride_two(student):
    """With stride 2 the windows of a 2x2 kernel do not overlap. / 步幅为 2 时，2x2 卷积核的窗口互不重叠。"""
    expected = [[0.0, 0.0, 0.0, 1.0], [0.0, 0.0, 2.0, 3.0], [0.0, 2.0, 0.0, 3.0], [4.0, 6.0, 6.0, 9.0]]
    result = student.trans_conv_strided(torch.tensor(X), torch.tensor(X), stride=2)
    check.close(result, torch.tensor(expected))


@points(1)
@hint("Padding 1 takes the outermost rows and columns away.", zh="填充 1 会去掉最外一圈。")
def test_padding_one(student):
    """With padding 1 only the middle of the worked example is left. / 填充为 1 时，例题只剩下中间一个数。"""
    check.close(student.trans_conv_strided(torch.tensor(X), torch.tensor(X), padding=1), torch.tensor([[4.0]]))
