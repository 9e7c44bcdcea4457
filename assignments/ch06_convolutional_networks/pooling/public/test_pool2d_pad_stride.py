import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "With padding 1 and stride 2 the windows begin in rows -1 and 1, and in columns -1 and 1.",
    zh="填充为 1、步幅为 2 时，窗口从第 -1 行和第 1 行、第 -1 列和第 1 列开始。",
)
def test_the_worked_example(student):
    """A 4x4 image, windows of 3x3, padding 1, stride 2. / 4x4 的图像，3x3 的窗口，填充 1，步幅 2。"""
    X = torch.arange(16.0).reshape(1, 1, 4, 4)
    found = student.pool2d_pad_stride(X, (3, 3), "max", padding=(1, 1), stride=(2, 2))
    check.close(found, torch.tensor([[[[5.0, 7.0], [13.0, 15.0]]]]))
