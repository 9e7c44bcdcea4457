import torch
from torch import nn
from torch.nn import functional as F


def _pooled(X, pool_size, mode):
    if mode not in ("max", "avg"):
        raise ValueError(mode)
    windows = X.unfold(0, pool_size[0], 1).unfold(1, pool_size[1], 1)
    return windows.amax(dim=(2, 3)) if mode == "max" else windows.mean(dim=(2, 3))


def pool2d_any_mode(X, pool_size, mode="max"):
    """A mode that you do not know goes through both ifs, and the zeros that the result was made of come back. Raise
    ValueError.

    遇到不认识的 mode，两个 if 都不成立，返回的就是建立时的零。请抛出 ValueError。"""
    return _pooled(X, pool_size, mode) if mode in ("max", "avg") else _pooled(X, pool_size, "max") * 0


def pool2d_float32_on_the_cpu(X, pool_size, mode="max"):
    """Your numbers are right, but torch.zeros((rows, columns)) always makes float32 on the CPU: double precision is lost,
    and the result leaves the GPU. Give it the dtype and the device of X.

    数值是对的，但 torch.zeros((行, 列)) 得到的总是 CPU 上的 float32：双精度丢了，结果也离开了 GPU。请给它 X 的 dtype 和
    设备。"""
    right = _pooled(X, pool_size, mode)
    Y = torch.zeros((X.shape[0] - pool_size[0] + 1, X.shape[1] - pool_size[1] + 1))
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = right[i, j]
    return Y


def pool2d_on_the_cpu(X, pool_size, mode="max"):
    """Your result has the dtype of X but not its device: the new tensor is on the CPU. Pass device=X.device as well.

    结果的 dtype 与 X 相同，设备却不同：新建的张量在 CPU 上。请同时传入 device=X.device。"""
    right = _pooled(X, pool_size, mode)
    Y = torch.zeros(tuple(right.shape), dtype=X.dtype)
    for i in range(Y.shape[0]):
        Y[i] = right[i]
    return Y


def pool2d_windows_side_by_side(X, pool_size, mode="max"):
    """Your windows lie side by side, as those of torch's layers do. Here the stride is one: they overlap.

    你的窗口一个挨着一个，就像 torch 自带的层。这里步幅为 1：窗口是重叠的。"""
    return _pooled(X, pool_size, mode)[:: pool_size[0], :: pool_size[1]]


def pool2d_never_below_zero(X, pool_size, mode="max"):
    """You compare with zeros, so that no maximum is negative. Take the maximum of the window alone.

    你把窗口与零比较，于是最大值不会是负数。只应取窗口自己的最大值。"""
    Y = _pooled(X, pool_size, mode)
    return Y.clamp(min=0) if mode == "max" else Y


def pool2d_one_short(X, pool_size, mode="max"):
    """The last row and the last column of the result are missing: there are h - ph + 1 places, not h - ph.

    结果少了最后一行和最后一列：位置有 h - ph + 1 个，而不是 h - ph 个。"""
    return _pooled(X, pool_size, mode)[:-1, :-1]


def pool2d_rows_and_columns_swapped(X, pool_size, mode="max"):
    """You took the window for pw rows and ph columns. The first number of pool_size is the height.

    你把窗口当成了 pw 行、ph 列。pool_size 的第一个数是高。"""
    return _pooled(X, (pool_size[1], pool_size[0]), mode)


def pool2d_sums(X, pool_size, mode="max"):
    """For mode "avg" you return sums. Divide by the number of elements of the window.

    mode 为 "avg" 时你返回的是和。应除以窗口的元素个数。"""
    Y = _pooled(X, pool_size, mode)
    return Y * (pool_size[0] * pool_size[1]) if mode == "avg" else Y


def pool2d_always_the_maximum(X, pool_size, mode="max"):
    """You take the maximum, whatever mode says.

    无论 mode 是什么，你取的都是最大值。"""
    _pooled(X, pool_size, mode)
    return _pooled(X, pool_size, "max")


def pool2d_out_of_the_graph(X, pool_size, mode="max"):
    """Your numbers are right, but .item(), .data or numpy turned them into plain numbers, and no gradient comes back.

    数值是对的，但 .item()、.data 或 numpy 把它们变成了普通的数，梯度传不回来。"""
    return _pooled(X.detach(), pool_size, mode)


def _pooled4(X, pool_size, mode, padding, stride, fill=None, sides=2):
    (kh, kw), (ph, pw), (sh, sw) = pool_size, padding, stride or pool_size
    value = (float("-inf") if mode == "max" else 0.0) if fill is None else fill
    X = F.pad(X, (pw, pw * (sides - 1), ph, ph * (sides - 1)), value=value)
    windows = X.unfold(2, kh, sh).unfold(3, kw, sw)
    return windows.amax(dim=(4, 5)) if mode == "max" else windows.mean(dim=(4, 5))


def pool2d_pad_stride_zeros_win(X, pool_size, mode="max", padding=(0, 0), stride=None):
    """You pad with zeros for the maximum, too: where all numbers are negative, the padding wins. Pad with -inf.

    求最大值时你也用零填充：所有数都是负数时，填充的零就成了最大值。应当用 -inf 填充。"""
    return _pooled4(X, pool_size, mode, padding, stride, fill=0.0)


def pool2d_pad_stride_padding_left_out_of_the_mean(X, pool_size, mode="max", padding=(0, 0), stride=None):
    """You divide by the number of pixels of the image in the window. Here the zeros of the padding count: divide by the size
    of the window everywhere.

    你除以的是窗口中属于图像的像素个数。这里填充的零也算在内：处处除以窗口的大小。"""
    Y = _pooled4(X, pool_size, mode, padding, stride)
    return Y if mode == "max" else Y / _pooled4(torch.ones_like(X), pool_size, mode, padding, stride)


def pool2d_pad_stride_stride_one_by_default(X, pool_size, mode="max", padding=(0, 0), stride=None):
    """Without a stride you move on by one. The stride of pooling is pool_size by default: the windows lie side by side.

    没有给出步幅时，你每次移动一步。汇聚的默认步幅是 pool_size：窗口一个挨着一个。"""
    return _pooled4(X, pool_size, mode, padding, stride or (1, 1))


def pool2d_pad_stride_channels_merged(X, pool_size, mode="max", padding=(0, 0), stride=None):
    """You pool over the channels as well, as a convolution adds them up. Each channel is pooled on its own.

    你把各通道也合在一起了，就像卷积把通道相加那样。每个通道应各自汇聚。"""
    Y = _pooled4(X, pool_size, mode, padding, stride)
    return Y.amax(dim=1, keepdim=True) if mode == "max" else Y.mean(dim=1, keepdim=True)


def pool2d_pad_stride_padding_swapped(X, pool_size, mode="max", padding=(0, 0), stride=None):
    """You took the two paddings the wrong way round: F.pad begins with the last axis, the columns.

    你把两个填充弄反了：F.pad 从最后一个轴（列）开始。"""
    return _pooled4(X, pool_size, mode, (padding[1], padding[0]), stride)


def pool2d_pad_stride_one_side(X, pool_size, mode="max", padding=(0, 0), stride=None):
    """You pad above and left only. The same number of rows and columns comes below and right.

    你只在上方和左侧填充。下方和右侧也要填充同样多的行和列。"""
    return _pooled4(X, pool_size, mode, padding, stride, sides=1)


def pool2d_pad_stride_float32_on_the_cpu(X, pool_size, mode="max", padding=(0, 0), stride=None):
    """Your numbers are right, but the result is filled into torch.zeros(...): float32 on the CPU, always. Give it the dtype
    and the device of X.

    数值是对的，但结果写进了 torch.zeros(...)：总是 CPU 上的 float32。请给它 X 的 dtype 和设备。"""
    right = _pooled4(X, pool_size, mode, padding, stride)
    Y = torch.zeros(tuple(right.shape))
    for i in range(Y.shape[0]):
        Y[i] = right[i]
    return Y


def pool_layers_stride_one():
    """Your first layer has stride 1. Windows side by side have a stride of their own size, which is torch's default.

    你的第一层步幅是 1。窗口一个挨着一个，就是步幅等于窗口的大小，这也是 torch 的默认值。"""
    return [nn.MaxPool2d(3, stride=1), nn.MaxPool2d(3, padding=1, stride=2),
            nn.MaxPool2d((2, 3), stride=(2, 3), padding=(0, 1)), nn.AvgPool2d(2, stride=1)]  # fmt: skip


def pool_layers_stride_forgotten():
    """Your second layer has no stride of 2: without one, the stride is the size of the window.

    你的第二层没有写步幅 2：不写时，步幅就是窗口的大小。"""
    return [nn.MaxPool2d(3), nn.MaxPool2d(3, padding=1), nn.MaxPool2d((2, 3), stride=(2, 3), padding=(0, 1)),
            nn.AvgPool2d(2, stride=1)]  # fmt: skip


def pool_layers_padding_forgotten():
    """Your second layer has no padding: its first window begins in row 0 and column 0, and the edges of the image may be
    left out.

    你的第二层没有填充：第一个窗口从第 0 行、第 0 列开始，图像的边缘可能被漏掉。"""
    return [nn.MaxPool2d(3), nn.MaxPool2d(3, stride=2), nn.MaxPool2d((2, 3), stride=(2, 3), padding=(0, 1)),
            nn.AvgPool2d(2, stride=1)]  # fmt: skip


def pool_layers_columns_first():
    """The window of your third layer has 3 rows and 2 columns. Rows come first: (2, 3).

    你的第三层窗口有 3 行 2 列。行在前：(2, 3)。"""
    return [nn.MaxPool2d(3), nn.MaxPool2d(3, padding=1, stride=2), nn.MaxPool2d((3, 2), stride=(3, 2), padding=(1, 0)),
            nn.AvgPool2d(2, stride=1)]  # fmt: skip


def pool_layers_four_maxima():
    """Your fourth layer takes maxima. Averages come from nn.AvgPool2d.

    你的第四层取的是最大值。平均汇聚是 nn.AvgPool2d。"""
    return [nn.MaxPool2d(3), nn.MaxPool2d(3, padding=1, stride=2),
            nn.MaxPool2d((2, 3), stride=(2, 3), padding=(0, 1)), nn.MaxPool2d(2, stride=1)]  # fmt: skip


def _averaging(channels, pool_size, stride, value, groups):
    layer = nn.Conv2d(channels, channels, pool_size, stride=stride, groups=groups, bias=False)
    nn.init.constant_(layer.weight, value)
    return layer


def avg_pool_conv_channels_mixed(channels, pool_size):
    """Each of your output channels averages all input channels: a convolution adds them up. Keep them apart, with groups or
    with zeros.

    你的每个输出通道都用到了所有的输入通道：卷积会把它们相加。请用 groups 或零把它们分开。"""
    return _averaging(channels, pool_size, pool_size, 1 / (pool_size[0] * pool_size[1]), 1)


def avg_pool_conv_stride_one(channels, pool_size):
    """Your windows overlap: the stride of nn.Conv2d is 1 by default. Give it pool_size.

    你的窗口是重叠的：nn.Conv2d 的默认步幅是 1。请把步幅设为 pool_size。"""
    return _averaging(channels, pool_size, 1, 1 / (pool_size[0] * pool_size[1]), channels)


def avg_pool_conv_sums(channels, pool_size):
    """Your weights are 1, so the layer adds up. Divide by the number of elements of the window.

    你的权重是 1，这个层算的是和。应除以窗口的元素个数。"""
    return _averaging(channels, pool_size, pool_size, 1.0, channels)


def avg_pool_conv_square(channels, pool_size):
    """You divide by the square of the first number, as if every window were square.

    你除以的是第一个数的平方，好像窗口都是正方形。"""
    return _averaging(channels, pool_size, pool_size, 1 / pool_size[0] ** 2, channels)


class _Averages(nn.Module):
    def __init__(self, channels, pool_size):
        super().__init__()
        self.kernel = torch.full((channels, 1, *pool_size), 1 / (pool_size[0] * pool_size[1]))

    def forward(self, X):
        return F.conv2d(X, self.kernel, stride=self.kernel.shape[2:], groups=len(self.kernel))


def avg_pool_conv_kernel_left_behind(channels, pool_size):
    """Your kernel is a plain tensor in a layer of your own: it is no nn.Conv2d, and .to(device) leaves the kernel on the CPU.

    你的卷积核是自定义层里的一个普通张量：它不是 nn.Conv2d，.to(device) 也会把卷积核留在 CPU 上。"""
    return _Averages(channels, pool_size)
