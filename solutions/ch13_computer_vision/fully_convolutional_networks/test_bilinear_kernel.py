import torch
from torch.nn import functional as F

from grader.suite import after, check, hint, on, points


@points(2)
@hint("Even and odd sizes have different centers.", zh="偶数和奇数大小的中心不同。")
def test_one_channel(student, reference):
    """Even and odd kernel sizes of one channel follow the formula. / 一个通道时，偶数和奇数大小的卷积核都符合公式。"""
    for kernel_size in (1, 2, 3, 4, 5, 8):
        check.close(student.bilinear_kernel(1, 1, kernel_size), reference.bilinear_kernel(1, 1, kernel_size))


@points(2)
@hint(
    "weight[range(c), range(c)] are the kernels of each channel with itself.",
    zh="weight[range(c), range(c)] 是每个通道与自己之间的核。",
)
def test_several_channels(student, reference):
    """Each channel is enlarged by itself: zeros between different ones. / 各通道分别放大：不同通道之间为零。"""
    for channels, kernel_size in [(3, 4), (2, 5), (21, 2)]:
        check.close(
            student.bilinear_kernel(channels, channels, kernel_size),
            reference.bilinear_kernel(channels, channels, kernel_size),
        )


@points(2)
@after(test_several_channels)
@hint(
    "Kernel 2s, padding s / 2 and stride s enlarge s times; away from the border that is what interpolate does.",
    zh="卷积核 2s、填充 s / 2、步幅 s 放大 s 倍；在远离边界处，这与 interpolate 的结果相同。",
)
def test_it_enlarges(student):
    """In a transposed convolution it enlarges a picture as bilinear interpolation does. / 用于转置卷积，就是双线性插值放大。"""
    for s in (2, 4):
        X = torch.randn(1, 3, 5, 6)
        found = F.conv_transpose2d(X, student.bilinear_kernel(3, 3, 2 * s), stride=s, padding=s // 2)
        right = F.interpolate(X, scale_factor=s, mode="bilinear", align_corners=False)
        check.close(found[:, :, s:-s, s:-s], right[:, :, s:-s, s:-s])


@points(2)
@after(test_several_channels)
@on("cuda")
@hint("Every new tensor needs device=device.", zh="每个新建的张量都要写 device=device。")
def test_on_the_device(student, device):
    """The kernel is made on the device that was asked for. / 卷积核建在指定的设备上。"""
    weight = student.bilinear_kernel(2, 2, 4, device=device)
    check.shape(weight, (2, 2, 4, 4))
    check.dtype(weight, torch.float32)
    check.device(weight, device)
