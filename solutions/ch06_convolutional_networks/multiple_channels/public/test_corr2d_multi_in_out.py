import torch

from grader.suite import check, hint, points


@points(1)
@hint("K holds three kernels, so the result has three channels.", zh="K 中有三个卷积核，所以结果有三个通道。")
def test_the_worked_example(student):
    """Two input channels and three output channels give the worked example. / 两个输入通道、三个输出通道，算出例题的结果。"""
    X = torch.stack([torch.arange(9.0).reshape(3, 3), torch.arange(1.0, 10.0).reshape(3, 3)])
    K = torch.stack([torch.arange(4.0).reshape(2, 2), torch.arange(1.0, 5.0).reshape(2, 2)])
    expected = [[[56.0, 72.0], [104.0, 120.0]], [[76.0, 100.0], [148.0, 172.0]], [[96.0, 128.0], [192.0, 224.0]]]
    check.close(student.corr2d_multi_in_out(X, torch.stack([K, K + 1, K + 2])), torch.tensor(expected))
