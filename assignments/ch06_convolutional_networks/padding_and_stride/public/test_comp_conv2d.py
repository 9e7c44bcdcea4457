import torch

from grader.suite import check, hint, points


@points(1)
@hint("The layer wants (1, 1, 8, 8), and gives (1, 1, 4, 4).", zh="层需要 (1, 1, 8, 8)，给出 (1, 1, 4, 4)。")
def test_an_image_through_a_layer(student):
    """A layer with stride 2 makes 4x4 of an 8x8 image. / 步幅为 2 的层把 8x8 的图像变成 4x4。"""
    conv2d = torch.nn.Conv2d(1, 1, kernel_size=3, padding=1, stride=2)
    X = torch.rand(8, 8)
    check.close(student.comp_conv2d(conv2d, X).detach(), conv2d(X[None, None])[0, 0].detach())
