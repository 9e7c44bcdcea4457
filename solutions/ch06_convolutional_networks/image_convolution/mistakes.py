import torch


def corr2d_flips_the_kernel(X, K):
    """You turned the kernel upside down and left to right: that is the convolution of mathematics. The exercise, and
    every convolutional layer, asks for the cross-correlation, which takes the kernel as it is.

    你把卷积核上下、左右都翻转了：那是数学上的卷积。本题要求的是互相关运算，它直接使用原样的卷积核，
    各种卷积层也都如此。"""
    return _correlate(X, K.flip(0, 1))


def corr2d_transposes_the_kernel(X, K):
    """You used the kernel transposed: its rows met the columns of the image. Entry (a, b) of the kernel belongs to
    entry (i + a, j + b) of the image.

    你用的是转置后的卷积核：它的行对上了图像的列。卷积核的 (a, b) 元素应对应图像的 (i + a, j + b) 元素。"""
    return _correlate(X, K.T)


def corr2d_one_row_and_column_short(X, K):
    """Your result lacks its last row and its last column. A kernel of height kh fits into an image of height h in h -
    kh + 1 places, not in h - kh: a kernel as large as the image still fits once.

    你的结果少了最后一行和最后一列。高为 kh 的卷积核在高为 h 的图像中有 h - kh + 1 个位置，而不是 h - kh 个：
    即使与图像一样大，也还有一个位置可放。"""
    h, w = K.shape
    Y = torch.zeros(X.shape[0] - h, X.shape[1] - w, dtype=X.dtype, device=X.device)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + h, j : j + w] * K).sum()
    return Y


def corr2d_mean_of_the_window(X, K):
    """You averaged the products of each window. Cross-correlation adds them up, and does not divide.

    你对每个窗口的乘积取了平均。互相关运算只求和，不做除法。"""
    return _correlate(X, K) / K.numel()


def corr2d_float32_on_the_cpu(X, K):
    """Your numbers are right, but torch.zeros(rows, columns) always makes float32 on the CPU: double precision is lost,
    and the result leaves the GPU. Give it the dtype and the device of X.

    数值是对的，但 torch.zeros(行, 列) 得到的总是 CPU 上的 float32：双精度丢了，结果也离开了 GPU。
    请给它 X 的 dtype 和设备。"""
    h, w = K.shape
    Y = torch.zeros((X.shape[0] - h + 1, X.shape[1] - w + 1))
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + h, j : j + w] * K).sum()
    return Y


def corr2d_on_the_cpu(X, K):
    """Your result has the dtype of X but not its device: the new tensor is on the CPU. Pass device=X.device as well.

    结果的 dtype 与 X 相同，设备却不同：新建的张量在 CPU 上。请同时传入 device=X.device。"""
    h, w = K.shape
    Y = torch.zeros(X.shape[0] - h + 1, X.shape[1] - w + 1, dtype=X.dtype)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + h, j : j + w] * K).sum()
    return Y


def corr2d_square_kernels_only(X, K):
    """You took the height of the kernel for its width too, which is right for square kernels alone. Read both: h, w =
    K.shape.

    你把卷积核的高也当成了宽，这只对正方形的卷积核成立。两个都要取：h, w = K.shape。"""
    k = K.shape[0]
    Y = torch.zeros(X.shape[0] - k + 1, X.shape[1] - k + 1, dtype=X.dtype, device=X.device)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + k, j : j + k] * K).sum()
    return Y


def corr2d_rows_and_columns_swapped(X, K):
    """Your result is the transpose of the right one: Y[i, j] belongs to the window that starts in row i and column j,
    so the height of Y comes from the heights, and its width from the widths.

    你的结果恰好是正确结果的转置：Y[i, j] 对应从第 i 行、第 j 列开始的窗口，所以 Y 的高由两个高算出，宽由两个宽算出。"""
    return _correlate(X, K).T


def corr2d_same_size_as_the_image(X, K):
    """Your result is as large as the image, with zeros along the right and bottom edges: torch.zeros_like(X) copies the
    shape of X as well as its dtype and device. Without padding the result has shape (h - kh + 1, w - kw + 1);
    X.new_zeros takes a shape and keeps the rest.

    你的结果与图像一样大，右边和下边填着零：torch.zeros_like(X) 除了 dtype 和设备，把形状也照搬过来了。没有填充时，
    结果的形状是 (h - kh + 1, w - kw + 1)；X.new_zeros 可以另给形状，其余不变。"""
    Y = torch.zeros_like(X)
    Y[: X.shape[0] - K.shape[0] + 1, : X.shape[1] - K.shape[1] + 1] = _correlate(X, K)
    return Y


def corr2d_product_of_matrices(X, K):
    """You multiplied window and kernel as matrices (@). Cross-correlation multiplies them entry by entry (*), and adds
    up all products.

    你把窗口与卷积核做了矩阵乘法（@）。互相关运算是逐元素相乘（*），再把所有乘积加起来。"""
    h, w = K.shape
    Y = torch.zeros(X.shape[0] - h + 1, X.shape[1] - w + 1, dtype=X.dtype, device=X.device)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + h, j : j + w] @ K).sum()
    return Y


def corr2d_out_of_the_graph(X, K):
    """Your numbers are right, but .item(), .tolist(), .data or numpy turned them into plain numbers, and no gradient
    comes back. Assign the sum itself, a tensor, to Y[i, j].

    数值是对的，但 .item()、.tolist()、.data 或 numpy 把它们变成了普通的数，梯度再也传不回来。
    请把求得的和（一个张量）直接赋给 Y[i, j]。"""
    return _correlate(X.detach(), K.detach())


def corr2d_kernel_as_plain_numbers(X, K):
    """The gradient reaches the image but not the kernel: you read the entries of K as plain numbers. A kernel that gets
    no gradient cannot be learned. Multiply with K itself.

    梯度传到了图像，却传不到卷积核：你把 K 的元素当成普通的数取了出来。得不到梯度的卷积核是学不出来的。
    请直接与 K 相乘。"""
    return _correlate(X, K.detach())


def corr2d_written_into_the_image(X, K):
    """Your numbers are right, but you wrote them into a slice of X, which is X itself: the caller's image is gone. Make
    a new tensor for the result.

    数值是对的，但你把它们写进了 X 的切片，也就是 X 本身：调用者的图像被覆盖了。请为结果新建一个张量。"""
    h, w = K.shape
    Y = X[: X.shape[0] - h + 1, : X.shape[1] - w + 1]
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + h, j : j + w] * K).sum()
    return Y


def corr2d_strides_assumed(X, K):
    """You told as_strided that a step down is w entries and a step right is one: true of a contiguous image, not of a
    transposed one. Ask X.stride().

    你告诉 as_strided：向下一步是 w 个元素，向右一步是 1 个元素。这对连续的图像成立，对转置的图像不成立。
    请用 X.stride() 查询。"""
    (h, w), (kh, kw) = X.shape, K.shape
    windows = X.as_strided((h - kh + 1, w - kw + 1, kh, kw), (w, 1, w, 1))
    return (windows * K).sum(dim=(2, 3))


def corr2d_one_entry_becomes_a_number(X, K):
    """You squeeze the result, which drops every dimension of size 1: where the kernel fits in one place only, your
    matrix has become a single number. Leave the result two-dimensional.

    你对结果调用了 squeeze，它会去掉所有大小为 1 的维度：卷积核只有一个位置可放时，矩阵就变成了一个数。
    请让结果保持二维。"""
    return _correlate(X, K).squeeze()


def _correlate(X, K):
    return torch.einsum("ijab,ab->ij", X.unfold(0, K.shape[0], 1).unfold(1, K.shape[1], 1), K)
