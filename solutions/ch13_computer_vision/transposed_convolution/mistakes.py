import torch


def trans_conv_float32_on_the_cpu(X, K):
    """Your numbers are right, but torch.zeros(rows, columns) always makes float32 on the CPU: double precision is lost,
    and the result leaves the GPU. Give it the dtype and the device of X.

    数值是对的，但 torch.zeros(行, 列) 得到的总是 CPU 上的 float32：双精度丢了，结果也离开了 GPU。
    请给它 X 的 dtype 和设备。"""
    h, w = K.shape
    Y = torch.zeros((X.shape[0] + h - 1, X.shape[1] + w - 1))
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            Y[i : i + h, j : j + w] += X[i, j] * K
    return Y


def trans_conv_on_the_cpu(X, K):
    """Your result has the dtype of X but not its device: the new tensor is on the CPU. Pass device=X.device as well.

    结果的 dtype 与 X 相同，设备却不同：新建的张量在 CPU 上。请同时传入 device=X.device。"""
    h, w = K.shape
    Y = torch.zeros(X.shape[0] + h - 1, X.shape[1] + w - 1, dtype=X.dtype)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            Y[i : i + h, j : j + w] += X[i, j] * K
    return Y


def trans_conv_overwrites(X, K):
    """Where windows overlap, the last one wins: you assigned (=) instead of adding (+=).

    窗口重叠的地方只剩下最后一个：你用的是赋值（=），应当累加（+=）。"""
    return _spread(X, K, overwrite=True)


def trans_conv_flips_the_kernel(X, K):
    """You turned the kernel upside down and left to right. Each number of the input spreads the kernel as it is.

    你把卷积核上下、左右都翻转了。输入的每个数散布的是原样的卷积核。"""
    return _spread(X, K.flip(0, 1))


def trans_conv_transposes_the_kernel(X, K):
    """You transposed the kernel. The name comes from the transposed matrix of the convolution (see kernel2matrix); the
    kernel itself is used as it is.

    你把卷积核转置了。名称来自卷积对应的矩阵的转置（见 kernel2matrix）；卷积核本身按原样使用。"""
    return _spread(X, K.T)


def trans_conv_correlates(X, K):
    """You computed the cross-correlation, which makes the picture smaller. Here each number of the input is spread over
    a window of the result, which is larger than the input.

    你算的是互相关，它会把图像变小。这里输入的每个数都要散布到结果的一个窗口里，结果比输入大。"""
    return torch.einsum("ijab,ab->ij", X.unfold(0, K.shape[0], 1).unfold(1, K.shape[1], 1), K)


def trans_conv_one_too_large(X, K):
    """Your result has a row and a column too many: the last window begins at h - 1, so the height is h + kh - 1.

    结果多了一行和一列：最后一个窗口从 h - 1 开始，所以高是 h + kh - 1。"""
    return torch.nn.functional.pad(_spread(X, K), (0, 1, 0, 1))


def trans_conv_square_kernels_only(X, K):
    """You took the height of the kernel for its width too, which is right for square kernels alone. Read both: h, w =
    K.shape.

    你把卷积核的高也当成了宽，这只对正方形的卷积核成立。两个都要取：h, w = K.shape。"""
    k = K.shape[0]
    Y = torch.zeros(X.shape[0] + k - 1, X.shape[1] + k - 1, dtype=X.dtype, device=X.device)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            Y[i : i + k, j : j + k] += X[i, j] * K
    return Y


def trans_conv_out_of_the_graph(X, K):
    """Your numbers are right, but .item(), .tolist(), .data or numpy turned them into plain numbers, and no gradient
    comes back. Multiply the tensors themselves.

    数值是对的，但 .item()、.tolist()、.data 或 numpy 把它们变成了普通的数，梯度再也传不回来。请直接用张量相乘。"""
    return _spread(X.detach(), K.detach())


def trans_conv_input_as_plain_numbers(X, K):
    """The gradient reaches the kernel but not the input: you read the entries of X as plain numbers. The layers below
    would learn nothing.

    梯度传到了卷积核，却传不到输入：你把 X 的元素当成普通的数取了出来。这样前面的层什么也学不到。"""
    return _spread(X.detach(), K)


def trans_conv_strided_stride_ignored(X, K, padding=0, stride=1):
    """The stride has no effect: the windows still stand one step apart. The window of X[i, j] begins at (stride * i,
    stride * j).

    步幅没有起作用：窗口之间仍只隔一步。X[i, j] 的窗口应从 (stride * i, stride * j) 开始。"""
    return _crop(_spread(X, K), padding)


def trans_conv_strided_skips_inputs(X, K, padding=0, stride=1):
    """You used only every stride-th number of the input, as a convolution does with its windows. Here the stride is that
    of the output: every number of the input is used, and the windows are stride apart.

    你只用了输入中每隔 stride 的数，那是卷积移动窗口的方式。这里的步幅是输出的步幅：输入的每个数都要用，窗口之间相隔
    stride。"""
    return _crop(_spread(X[::stride, ::stride], K), padding)


def trans_conv_strided_pads_the_input(X, K, padding=0, stride=1):
    """You put zeros around the input. In a transposed convolution the padding works on the output: it takes rows and
    columns away, so the result becomes smaller.

    你在输入周围补了零。转置卷积的填充作用于输出：去掉若干行和列，结果变小。"""
    return _spread(torch.nn.functional.pad(X, [padding] * 4), K, stride)


def trans_conv_strided_padding_ignored(X, K, padding=0, stride=1):
    """The padding has no effect. Take the first and last rows and columns of the result away.

    填充没有起作用。请去掉结果最前和最后的若干行、若干列。"""
    return _spread(X, K, stride)


def trans_conv_strided_padding_on_one_side(X, K, padding=0, stride=1):
    """You took rows and columns away at the top and on the left only. Both ends lose as many.

    你只在上边和左边去掉了行和列。两头都要去掉同样多。"""
    return _spread(X, K, stride)[padding:, padding:]


def trans_conv_strided_negative_slice(X, K, padding=0, stride=1):
    """Y[padding:-padding] is empty when the padding is 0, since -0 is 0. Give the end as a number from the front.

    padding 为 0 时 Y[padding:-padding] 是空的，因为 -0 就是 0。请把终点写成从前往后数的位置。"""
    return _spread(X, K, stride)[padding:-padding, padding:-padding]


def trans_conv_strided_float32_on_the_cpu(X, K, padding=0, stride=1):
    """Your numbers are right, but torch.zeros(rows, columns) makes float32 on the CPU, whatever X is. Give it the dtype
    and the device of X.

    数值是对的，但无论 X 是什么，torch.zeros(行, 列) 得到的都是 CPU 上的 float32。请给它 X 的 dtype 和设备。"""
    h, w = K.shape
    rows, columns = (X.shape[0] - 1) * stride + h, (X.shape[1] - 1) * stride + w
    Y = torch.zeros(rows, columns)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            Y[i * stride : i * stride + h, j * stride : j * stride + w] += X[i, j] * K
    return _crop(Y, padding)


def kernel2matrix_the_sizes_of_the_book(K, h=3, w=3):
    """You wrote the matrix for kernels of 2x2 and pictures of 3x3 alone. Compute the places from K.shape, h and w.

    你写的矩阵只适用于 2x2 的卷积核和 3x3 的图像。请由 K.shape、h 和 w 算出各个位置。"""
    k, W = K.new_zeros(5), K.new_zeros(4, 9)
    k[:2], k[3:5] = K[0, :], K[1, :]
    W[0, :5], W[1, 1:6], W[2, 3:8], W[3, 4:] = k, k, k, k
    return W


def kernel2matrix_without_the_gap(K, h=3, w=3):
    """You wrote the rows of the kernel one behind the other. In the flattened picture the pixel below is w places
    further on: between two rows of the kernel there are w - kw zeros.

    你把卷积核的各行首尾相接。在展平的图像里，正下方的像素在 w 个位置之后：卷积核的两行之间有 w - kw 个零。"""
    (kh, kw), n = K.shape, h * w
    places = [i * w + j for i in range(h - kh + 1) for j in range(w - kw + 1)]
    return torch.stack([torch.cat((K.new_zeros(p), K.reshape(-1), K.new_zeros(n - p - kh * kw))) for p in places])


def kernel2matrix_over_the_edge(K, h=3, w=3):
    """Each row is the one before, moved one place to the right, so some windows begin at the right edge of the picture
    and go on at the left. From the last window of a line go to the beginning of the next line.

    你的每一行都是上一行右移一位，于是有的窗口从图像的右边缘开始，又绕到了左边。一行的最后一个窗口之后，应从下一行的开头
    开始。"""
    W = _matrix(K, h, w)
    return torch.stack([W[0].roll(i) for i in range(W.shape[0])])


def kernel2matrix_transposed(K, h=3, w=3):
    """You return the transposed matrix. This one has a row for each window and a column for each pixel.

    你返回的是转置后的矩阵。这里每个窗口对应一行，每个像素对应一列。"""
    return _matrix(K, h, w).T


def kernel2matrix_flipped(K, h=3, w=3):
    """You flipped the kernel. A cross-correlation uses it as it is.

    你翻转了卷积核。互相关直接使用原样的卷积核。"""
    return _matrix(K.flip(0, 1), h, w)


def kernel2matrix_float32_on_the_cpu(K, h=3, w=3):
    """Your numbers are right, but torch.zeros makes float32 on the CPU. Give it the dtype and the device of K.

    数值是对的，但 torch.zeros 得到的是 CPU 上的 float32。请给它 K 的 dtype 和设备。"""
    kh, kw = K.shape
    W = torch.zeros(h - kh + 1, w - kw + 1, h, w)
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            W[i, j, i : i + kh, j : j + kw] = K
    return W.reshape(-1, h * w)


def kernel2matrix_out_of_the_graph(K, h=3, w=3):
    """Your numbers are right, but no gradient comes back to the kernel: it was read as plain numbers.

    数值是对的，但梯度传不回卷积核：它被当成普通的数取了出来。"""
    return _matrix(K.detach(), h, w)


def trans_conv_by_matrix_not_transposed(Y, W, h, w):
    """You multiplied by W itself, which expects a whole picture. The way back is the transposed matrix.

    你乘的是 W 本身，它要的是整幅图像。返回的路要乘转置矩阵。"""
    return (W @ Y.reshape(-1)).reshape(h, w)


def trans_conv_by_matrix_flat(Y, W, h, w):
    """Your numbers are right, but they still stand in one line. Give them the shape (h, w).

    数值是对的，但它们还排成一行。请排成 (h, w) 的形状。"""
    return W.T @ Y.reshape(-1)


def trans_conv_by_matrix_height_and_width_swapped(Y, W, h, w):
    """You gave the result the shape (w, h). The height comes first.

    结果的形状成了 (w, h)。高在前。"""
    return (W.T @ Y.reshape(-1)).reshape(w, h)


def trans_conv_by_matrix_column_by_column(Y, W, h, w):
    """You flattened Y column by column (or transposed it first). vec goes row by row: Y.reshape(-1).

    你是逐列展平 Y 的（或者先转置了）。vec 是逐行的：Y.reshape(-1)。"""
    return (W.T @ Y.T.reshape(-1)).reshape(h, w)


def trans_conv_by_matrix_solves(Y, W, h, w):
    """You solved the equation for the picture. A transposed convolution does not undo a convolution: it multiplies by
    the transposed matrix.

    你解方程求出了图像。转置卷积并不是卷积的逆运算，它只是乘以转置矩阵。"""
    return (torch.linalg.pinv(W) @ Y.reshape(-1)).reshape(h, w)


def trans_conv_by_matrix_through_float32(Y, W, h, w):
    """Your result is float32, whatever Y is: something new was made without a dtype, or .float() was called.

    无论 Y 是什么，结果都是 float32：新建的张量没有写明 dtype，或者调用了 .float()。"""
    return (W.float().T @ Y.float().reshape(-1)).reshape(h, w)


def _spread(X, K, stride=1, overwrite=False):
    h, w = K.shape
    Y = X.new_zeros((X.shape[0] - 1) * stride + h, (X.shape[1] - 1) * stride + w)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            window = (slice(i * stride, i * stride + h), slice(j * stride, j * stride + w))
            Y[window] = X[i, j] * K + (0 if overwrite else Y[window])
    return Y


def _crop(Y, padding):
    return Y[padding : Y.shape[0] - padding, padding : Y.shape[1] - padding]


def _matrix(K, h, w):
    kh, kw = K.shape
    W = K.new_zeros(h - kh + 1, w - kw + 1, h, w)
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            W[i, j, i : i + kh, j : j + kw] = K
    return W.reshape(-1, h * w)
