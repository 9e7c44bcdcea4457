import torch

from grader.suite import check, hint, points


@points(1)
@hint("Top left: 19 from the first channel and 37 from the second.", zh="左上角：第一个通道得 19，第二个通道得 37。")
def test_the_worked_example(student):
    """Two channels give the worked example. / 两个通道算出例题的结果。"""
    X = torch.stack([torch.arange(9.0).reshape(3, 3), torch.arange(1.0, 10.0).reshape(3, 3)])
    K = torch.stack([torch.arange(4.0).reshape(2, 2), torch.arange(1.0, 5.0).reshape(2, 2)])
    check.close(student.corr2d_multi_in(X, K), torch.tensor([[56.0, 72.0], [104.0, 120.0]]))
