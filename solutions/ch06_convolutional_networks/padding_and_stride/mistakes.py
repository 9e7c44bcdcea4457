import math

import torch
from torch.nn import functional as F


def _pair(value):
    return (value, value) if isinstance(value, int) else tuple(value)


def _shape(input_shape, kernel_size, padding, stride, size):
    numbers = zip(input_shape, _pair(kernel_size), _pair(padding), _pair(stride), strict=True)
    result = []
    for n, k, p, s in numbers:
        if k > n + 2 * p:
            raise ValueError("too large")
        result.append(size(n, k, p, s))
    return tuple(result)


def conv_output_shape_one_side_padded(input_shape, kernel_size, padding=0, stride=1):
    """You count the padding once. It is added on both sides: 2 * padding rows, 2 * padding columns.

    填充你只算了一次。它加在两边：一共是 2 * padding 行、2 * padding 列。"""
    return _shape(input_shape, kernel_size, padding, stride, lambda n, k, p, s: (n - k + p) // s + 1)


def conv_output_shape_rounded_up(input_shape, kernel_size, padding=0, stride=1):
    """You round up, as if a window could hang over the edge. Only whole windows count: round down.

    你向上取整了，好像窗口可以伸到边缘之外。只有完整的窗口才算：应向下取整。"""
    return _shape(input_shape, kernel_size, padding, stride, lambda n, k, p, s: math.ceil((n - k + 2 * p) / s) + 1)


def conv_output_shape_one_added_first(input_shape, kernel_size, padding=0, stride=1):
    """You add 1 before you divide: (n - k + 2p + 1) / s. The first window costs no step: divide first, then add 1.

    你在除法之前就加了 1：(n - k + 2p + 1) / s。第一个窗口不需要移动：应先除，再加 1。"""
    return _shape(input_shape, kernel_size, padding, stride, lambda n, k, p, s: (n - k + 2 * p + 1) // s)


def conv_output_shape_never_objects(input_shape, kernel_size, padding=0, stride=1):
    """You return a shape even where the kernel does not fit into the padded image: zero or negative. Raise ValueError.

    卷积核放不进填充后的图像时，你仍然返回了形状：零或负数。请抛出 ValueError。"""
    both = zip(input_shape, _pair(kernel_size), _pair(padding), _pair(stride), strict=True)
    return tuple((n - k + 2 * p) // s + 1 for n, k, p, s in both)


def conv_output_shape_compares_without_padding(input_shape, kernel_size, padding=0, stride=1):
    """You compare the kernel with the image alone. The padding counts as well: it may make room for a larger kernel.

    你只把卷积核与图像相比。填充也要算进去：它可以为更大的卷积核腾出位置。"""
    if any(k > n for n, k in zip(input_shape, _pair(kernel_size), strict=True)):
        raise ValueError("too large")
    return _shape(input_shape, kernel_size, padding, stride, lambda n, k, p, s: (n - k + 2 * p) // s + 1)


def conv_output_shape_pairs_only(input_shape, kernel_size, padding=(0, 0), stride=(1, 1)):
    """You index padding and stride, so that single numbers raise an error. The function pair makes a pair of both kinds.

    你对 padding 和 stride 取下标，给单个数时就会出错。函数 pair 能把两种写法都变成一对数。"""
    for i in 0, 1:
        if kernel_size[i] > input_shape[i] + 2 * padding[i]:
            raise ValueError("too large")
    return tuple((input_shape[i] - kernel_size[i] + 2 * padding[i]) // stride[i] + 1 for i in (0, 1))


def conv_output_shape_first_numbers_only(input_shape, kernel_size, padding=0, stride=1):
    """You use the first padding and the first stride for both axes. The second of each is for the columns.

    两个轴你都用了第一个填充和第一个步幅。各自的第二个数是给列的。"""
    padding, stride = _pair(padding)[0], _pair(stride)[0]
    return _shape(input_shape, kernel_size, padding, stride, lambda n, k, p, s: (n - k + 2 * p) // s + 1)


def comp_conv2d_squeezed(conv2d, X):
    """squeeze() drops every axis of size 1, those of the image too: a result of one row loses its rows. Take away the
    first two axes only.

    squeeze() 会去掉所有大小为 1 的轴，图像自己的也不例外：只有一行的结果就没有行了。请只去掉前两个轴。"""
    return conv2d(X[None, None]).squeeze()


def comp_conv2d_four_axes(conv2d, X):
    """You return what the layer gives, with its axes for batch and channel. Take the first two axes away.

    你原样返回了层的结果，还带着批量和通道两个轴。请去掉前两个轴。"""
    return conv2d(X[None, None])


def comp_conv2d_without_a_batch(conv2d, X):
    """You give the layer three axes. It wants four: batch, channel, height, width.

    你给了层三个轴。它需要四个：批量、通道、高、宽。"""
    return conv2d(X[None])[0]


def comp_conv2d_shape_of_the_input(conv2d, X):
    """You give the result the shape of X, which only fits where padding keeps the size. Ask the result for its own shape.

    你把结果变成了 X 的形状，只有填充恰好保持大小时才行。请用结果自己的形状。"""
    return conv2d(X[None, None]).reshape(X.shape)


def comp_conv2d_twice(conv2d, X):
    """You call the layer twice, once for the shape and once for the values. Keep its result under a name.

    你调用了两次层，一次取形状，一次取值。请把结果存在一个变量里。"""
    return conv2d(X[None, None]).reshape(conv2d(X[None, None]).shape[2:])


def comp_conv2d_copied_to_the_cpu(conv2d, X):
    """You copy the image into a new tensor on the CPU. Give X itself two more axes: then it stays where it is.

    你把图像复制到了 CPU 上的新张量里。请直接给 X 加两个轴：它就留在原来的设备上。"""
    image = torch.zeros((1, 1) + tuple(X.shape), dtype=X.dtype)
    image[0, 0] = X
    return conv2d(image)[0, 0]


def comp_conv2d_detached(conv2d, X):
    """You take the result out of the graph: no gradient reaches the layer. Return it without .detach() or .data.

    你使结果脱离了计算图，梯度传不到层。返回时不要用 .detach() 或 .data。"""
    return conv2d(X[None, None])[0, 0].detach()


def _correlated(X, K, padding, stride, fill=0.0, sides=2):
    (ph, pw), (sh, sw) = _pair(padding), _pair(stride)
    X = F.pad(X, (pw, pw * (sides - 1), ph, ph * (sides - 1)), value=fill)
    return torch.einsum("ijab,ab->ij", X.unfold(0, K.shape[0], sh).unfold(1, K.shape[1], sw), K)


def corr2d_pad_stride_one_side_padded(X, K, padding=0, stride=1):
    """You pad above and left only. The same number of rows and columns comes below and right.

    你只在上方和左侧填充。下方和右侧也要填充同样多的行和列。"""
    return _correlated(X, K, padding, stride, sides=1)


def corr2d_pad_stride_axes_swapped(X, K, padding=0, stride=1):
    """You took the two paddings the wrong way round: F.pad begins with the last axis, the columns.

    你把两个填充弄反了：F.pad 从最后一个轴（列）开始。"""
    return _correlated(X, K, _pair(padding)[::-1], stride)


def corr2d_pad_stride_strides_swapped(X, K, padding=0, stride=1):
    """You took the two strides the wrong way round: the first leads down, the second to the right.

    你把两个步幅弄反了：第一个是向下的，第二个是向右的。"""
    return _correlated(X, K, padding, _pair(stride)[::-1])


def corr2d_pad_stride_padded_with_ones(X, K, padding=0, stride=1):
    """You pad with ones. Around the image come zeros.

    你用 1 填充。图像四周应当填 0。"""
    return _correlated(X, K, padding, stride, fill=1.0)


def corr2d_pad_stride_neighbouring_windows(X, K, padding=0, stride=1):
    """Your result has the right size, but its windows lie next to each other: the window of entry (i, j) begins at row
    i * stride and column j * stride.

    结果的大小对了，但窗口一个挨着一个：元素 (i, j) 的窗口从第 i * stride 行、第 j * stride 列开始。"""
    (sh, sw), Y = _pair(stride), _correlated(X, K, padding, 1)
    return Y[: (Y.shape[0] - 1) // sh + 1, : (Y.shape[1] - 1) // sw + 1]


def corr2d_pad_stride_float32_on_the_cpu(X, K, padding=0, stride=1):
    """Your numbers are right, but torch.zeros(rows, columns) always makes float32 on the CPU: double precision is lost,
    and the result leaves the GPU. Give it the dtype and the device of X.

    数值是对的，但 torch.zeros(行, 列) 得到的总是 CPU 上的 float32：双精度丢了，结果也离开了 GPU。
    请给它 X 的 dtype 和设备。"""
    right = _correlated(X, K, padding, stride)
    Y = torch.zeros(tuple(right.shape))
    for i in range(Y.shape[0]):
        Y[i] = right[i]
    return Y


def corr2d_pad_stride_padded_on_the_cpu(X, K, padding=0, stride=1):
    """The image is copied into a larger one that torch.zeros made on the CPU, and there K cannot follow. Pass
    device=X.device, or let F.pad do it.

    你把图像复制到了由 torch.zeros 建在 CPU 上的大图里，而 K 不在那里。请传入 device=X.device，或使用 F.pad。"""
    (h, w), (ph, pw) = X.shape, _pair(padding)
    padded = torch.zeros(h + 2 * ph, w + 2 * pw, dtype=X.dtype)
    padded[ph : ph + h, pw : pw + w] = X
    return _correlated(padded, K, 0, stride)


def corr2d_pad_stride_flips_the_kernel(X, K, padding=0, stride=1):
    """You flipped the kernel: that is the convolution of mathematics. Here it is used as it is.

    你翻转了卷积核：那是数学上的卷积。这里按原样使用卷积核。"""
    return _correlated(X, K.flip(0, 1), padding, stride)
