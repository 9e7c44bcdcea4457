import torch


def _corr2d(X, K):
    return torch.einsum("ijab,ab->ij", X.unfold(0, K.shape[0], 1).unfold(1, K.shape[1], 1), K)


def _corr2d_of_the_book(X, K):
    Y = torch.zeros((X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1))
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + K.shape[0], j : j + K.shape[1]] * K).sum()
    return Y


def _multi_in(X, K):
    if len(X) != len(K):
        raise ValueError("channels")
    return sum(_corr2d(x, k) for x, k in zip(X, K, strict=True))


def corr2d_multi_in_channels_dropped(X, K):
    """Where X and K have different numbers of channels, zip stops at the shorter one, and the rest is left out without a
    word. Compare the numbers, and raise ValueError.

    X 和 K 的通道数不同时，zip 在较短的一个结束时就停下，其余的通道被悄悄漏掉。请比较两者的通道数，并抛出 ValueError。"""
    return sum(_corr2d(x, k) for x, k in zip(X, K))


def corr2d_multi_in_with_the_corr2d_of_the_book(X, K):
    """Your numbers are right, but the corr2d that you use fills torch.zeros(rows, columns): float32 on the CPU, always.
    The one that the stub gives keeps dtype and device.

    数值是对的，但你用的 corr2d 填写的是 torch.zeros(行, 列)：总是 CPU 上的 float32。代码框架给出的 corr2d 会保持
    dtype 和设备。"""
    if len(X) != len(K):
        raise ValueError("channels")
    return sum(_corr2d_of_the_book(x, k) for x, k in zip(X, K, strict=True))


def corr2d_multi_in_not_added_up(X, K):
    """You return one matrix a channel. Add them up: the result has no channels any more.

    你为每个通道各返回了一个矩阵。应当把它们加起来：结果不再有通道。"""
    if len(X) != len(K):
        raise ValueError("channels")
    return torch.stack([_corr2d(x, k) for x, k in zip(X, K, strict=True)])


def corr2d_multi_in_averaged(X, K):
    """You average over the channels. Cross-correlation adds them up.

    你对各通道取了平均。互相关运算是把它们相加。"""
    return _multi_in(X, K) / len(X)


def corr2d_multi_in_first_channel_alone(X, K):
    """Only the first channel counts in your result: return behind the loop, not inside it.

    你的结果里只有第一个通道：应在循环之后返回，而不是在循环里。"""
    if len(X) != len(K):
        raise ValueError("channels")
    return _corr2d(X[0], K[0])


def corr2d_multi_in_one_kernel_for_all(X, K):
    """You use the first channel of the kernel for all channels of the image. Each has one of its own.

    你对图像的所有通道都用了卷积核的第一个通道。每个通道都有自己的一个。"""
    if len(X) != len(K):
        raise ValueError("channels")
    return sum(_corr2d(x, K[0]) for x in X)


def corr2d_multi_in_summed_before(X, K):
    """You add up the channels first, and correlate once. Sum of products is not product of sums: correlate each channel,
    then add up.

    你先把通道加起来，再做一次互相关。乘积之和不等于和的乘积：应先对每个通道做互相关，再相加。"""
    if len(X) != len(K):
        raise ValueError("channels")
    return _corr2d(X.sum(dim=0), K.sum(dim=0))


def corr2d_multi_in_out_concatenated(X, K):
    """You put the output channels below each other, as one matrix. Stack them along a new axis: torch.stack.

    你把各输出通道上下拼成了一个矩阵。应沿新的轴叠放：torch.stack。"""
    return torch.cat([_multi_in(X, k) for k in K])


def corr2d_multi_in_out_channels_last(X, K):
    """Your output channels are the last axis. They come first: (co, h, w).

    你的输出通道在最后一个轴。它应当在最前面：(co, h, w)。"""
    return torch.stack([_multi_in(X, k) for k in K], dim=2)


def corr2d_multi_in_out_axes_of_the_kernel_swapped(X, K):
    """You took the axes of K for (ci, co, kh, kw). The output channels come first: loop over K itself.

    你把 K 的轴当成了 (ci, co, kh, kw)。输出通道在最前面：直接对 K 循环即可。"""
    return torch.stack([_multi_in(X, k) for k in K.transpose(0, 1)])


def corr2d_multi_in_out_added_up(X, K):
    """You add up the output channels as well. They stay side by side; only the input channels are added up.

    你把输出通道也加了起来。输出通道各自保留，只有输入通道才相加。"""
    return sum(_multi_in(X, k) for k in K)


def corr2d_multi_in_out_filled_on_the_cpu(X, K):
    """Your numbers are right, but torch.zeros makes float32 on the CPU: give it the dtype and the device of X, or stack
    the channels.

    数值是对的，但 torch.zeros 得到的是 CPU 上的 float32：请给它 X 的 dtype 和设备，或者把各通道叠起来。"""
    Y = torch.zeros((K.shape[0], X.shape[1] - K.shape[2] + 1, X.shape[2] - K.shape[3] + 1))
    for o, kernel in enumerate(K):
        Y[o] = _multi_in(X, kernel)
    return Y


def corr2d_multi_in_out_detached(X, K):
    """Your numbers are right, but torch.tensor, .data or .detach() took them out of the graph: no gradient comes back.

    数值是对的，但 torch.tensor、.data 或 .detach() 使它们脱离了计算图，梯度传不回来。"""
    return torch.stack([_multi_in(X, k).detach() for k in K])


def corr2d_multi_in_out_1x1_kernel_transposed(X, K):
    """You read K as (ci, co): reshape keeps the order of the numbers and changes only how they are cut. K.reshape(co, ci)
    is the matrix.

    你把 K 当成了 (ci, co)：reshape 不改变数的次序，只改变怎样分段。矩阵应是 K.reshape(co, ci)。"""
    (ci, h, w), co = X.shape, K.shape[0]
    return (K.reshape(ci, co).T @ X.reshape(ci, h * w)).reshape(co, h, w)


def corr2d_multi_in_out_1x1_pixels_mixed_up(X, K):
    """You cut X into rows of ci numbers: that tears the pixels apart, for the channels of a pixel lie h * w numbers apart.
    Reshape to (ci, h * w) instead.

    你把 X 按每 ci 个数切成一行：这样像素就被拆散了，因为同一像素的各通道相隔 h * w 个数。应变形为 (ci, h * w)。"""
    (ci, h, w), co = X.shape, K.shape[0]
    return (X.reshape(h * w, ci) @ K.reshape(co, ci).T).T.reshape(co, h, w)


def corr2d_multi_in_out_1x1_height_and_width_swapped(X, K):
    """Your result has shape (co, w, h). Height comes before width: (co, h, w).

    你的结果形状是 (co, w, h)。高在宽的前面：(co, h, w)。"""
    (ci, h, w), co = X.shape, K.shape[0]
    return (K.reshape(co, ci) @ X.reshape(ci, h * w)).reshape(co, w, h)


def corr2d_multi_in_out_1x1_not_reshaped_back(X, K):
    """You return the product as it is, a matrix. Give it its rows and columns back: (co, h, w).

    你原样返回了乘积，它是一个矩阵。请还原高和宽：(co, h, w)。"""
    ci = X.shape[0]
    return K.reshape(-1, ci) @ X.reshape(ci, -1)


def corr2d_multi_in_out_1x1_views_only(X, K):
    """view fails where the numbers of X do not lie in order, as after transpose. reshape copies them where it must.

    X 的数在内存中不按次序排列时（例如 transpose 之后），view 会失败。reshape 在必要时会复制。"""
    (ci, h, w), co = X.shape, K.shape[0]
    return (K.view(co, ci) @ X.view(ci, h * w)).view(co, h, w)


def corr2d_multi_in_out_1x1_on_the_cpu(X, K):
    """Your numbers are right, but torch.zeros makes float32 on the CPU. Give it the dtype and the device of X, or return
    the product itself.

    数值是对的，但 torch.zeros 得到的是 CPU 上的 float32。请给它 X 的 dtype 和设备，或直接返回乘积。"""
    (ci, h, w), co = X.shape, K.shape[0]
    Y = torch.zeros((co, h, w))
    for o in range(co):
        Y[o] = (K[o].reshape(ci, 1, 1) * X).sum(dim=0)
    return Y


def _composed(K1, K2):
    (h, w), (kh, kw) = K1.shape, K2.shape
    K = K1.new_zeros(h + kh - 1, w + kw - 1)
    for a in range(kh):
        for b in range(kw):
            K[a : a + h, b : b + w] += K1 * K2[a, b]
    return K


def compose_kernels_mirrored(K1, K2):
    """You slid the second kernel over the padded first one as over an image: that turns it round. K2[a, b] moves the first
    kernel down by a and to the right by b: the larger a and b, the further.

    你让第二个卷积核像在图像上那样在填充后的第一个上滑动，这样它的次序就反了。K2[a, b] 使第一个卷积核向下移 a 步、
    向右移 b 步：a 和 b 越大，移得越远。"""
    return _composed(K1, K2.flip(0, 1))


def compose_kernels_only_where_both_fit(K1, K2):
    """You kept only the places where one kernel lies wholly in the other. The two together see more than either: the sizes
    add up to k1 + k2 - 1.

    你只保留了一个卷积核完全落在另一个之内的位置。两者合起来看到的范围比任何一个都大：大小是 k1 + k2 - 1。"""
    return _corr2d(K1, K2.flip(0, 1))


def compose_kernels_size_too_large(K1, K2):
    """Your kernel has a row and a column of zeros too many: k1 + k2 - 1 are enough.

    你的卷积核多了一行一列零：k1 + k2 - 1 就够了。"""
    K = _composed(K1, K2)
    return torch.nn.functional.pad(K, (0, 1, 0, 1))


def compose_kernels_overwritten(K1, K2):
    """Your shifted copies of the first kernel overwrite each other. They overlap: add them with +=.

    平移后的第一个卷积核互相覆盖了。它们有重叠，应当用 += 相加。"""
    (h, w), (kh, kw) = K1.shape, K2.shape
    K = K1.new_zeros(h + kh - 1, w + kw - 1)
    for a in range(kh):
        for b in range(kw):
            K[a : a + h, b : b + w] = K1 * K2[a, b]
    return K


def compose_kernels_on_the_cpu(K1, K2):
    """Your numbers are right, but torch.zeros makes float32 on the CPU. Give it the dtype and the device of K1.

    数值是对的，但 torch.zeros 得到的是 CPU 上的 float32。请给它 K1 的 dtype 和设备。"""
    right = _composed(K1, K2)
    K = torch.zeros(tuple(right.shape))
    for i in range(K.shape[0]):
        K[i] = right[i]
    return K


def _cost(c_i, c_o, h, w, kernel_size, padding, stride):
    sizes = [(n - k + 2 * p) // s + 1 for n, k, p, s in zip((h, w), kernel_size, padding, stride, strict=True)]
    return kernel_size[0] * kernel_size[1], sizes[0] * sizes[1]


def conv_cost_per_input_pixel(c_i, c_o, h, w, kernel_size, padding, stride):
    """You count the pixels of the input. A kernel is applied once for each pixel of the output.

    你数的是输入的像素。卷积核对输出的每个像素各作用一次。"""
    k, _ = _cost(c_i, c_o, h, w, kernel_size, padding, stride)
    return c_o * c_i * k * h * w, c_i * h * w + c_o * c_i * k + c_o * h * w


def conv_cost_one_kernel_for_all(c_i, c_o, h, w, kernel_size, padding, stride):
    """You forgot that each output channel has a kernel for each input channel: c_o * c_i of them.

    你忘了每个输出通道对每个输入通道各有一个卷积核，一共 c_o * c_i 个。"""
    k, m = _cost(c_i, c_o, h, w, kernel_size, padding, stride)
    return c_o * k * m, c_i * h * w + c_o * k + c_o * m


def conv_cost_padding_once(c_i, c_o, h, w, kernel_size, padding, stride):
    """You add the padding once. It is added on both sides.

    填充你只加了一次。它加在两边。"""
    sizes = [(n - k + p) // s + 1 for n, k, p, s in zip((h, w), kernel_size, padding, stride, strict=True)]
    k, m = kernel_size[0] * kernel_size[1], sizes[0] * sizes[1]
    return c_o * c_i * k * m, c_i * h * w + c_o * c_i * k + c_o * m


def conv_cost_without_the_output(c_i, c_o, h, w, kernel_size, padding, stride):
    """Your second number leaves the output out. Input, kernels and output are kept.

    你的第二个数没有算输出。输入、卷积核和输出都要存放。"""
    k, m = _cost(c_i, c_o, h, w, kernel_size, padding, stride)
    return c_o * c_i * k * m, c_i * h * w + c_o * c_i * k


def conv_cost_padding_stored(c_i, c_o, h, w, kernel_size, padding, stride):
    """Your second number counts the zeros of the padding. They need not be kept.

    你的第二个数把填充的零也算进去了。它们不需要存放。"""
    k, m = _cost(c_i, c_o, h, w, kernel_size, padding, stride)
    stored = c_i * (h + 2 * padding[0]) * (w + 2 * padding[1])
    return c_o * c_i * k * m, stored + c_o * c_i * k + c_o * m
