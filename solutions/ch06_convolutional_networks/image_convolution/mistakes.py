import torch
from torch import nn


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


class Conv2D_without_bias(nn.Module):
    """You have a bias but never add it.

    你定义了偏置，却没有把它加上。"""

    def __init__(self, kernel_size):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(kernel_size))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return _correlate(x, self.weight)


class Conv2D_bias_inside_the_kernel(nn.Module):
    """You add the bias to every entry of the kernel. It is added once, to each entry of the result.

    你把偏置加到了卷积核的每个元素上。偏置只应加一次，加在结果的每个元素上。"""

    def __init__(self, kernel_size):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(kernel_size))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return _correlate(x, self.weight + self.bias)


class Conv2D_plain_tensors(nn.Module):
    """Your weight and bias are plain tensors, so the layer has no parameters: an optimiser gets nothing to update, and
    .to(device) moves nothing. Wrap both in nn.Parameter.

    你的 weight 和 bias 是普通张量，所以该层没有参数：优化器无从更新，.to(device) 也不会移动它们。请都用 nn.Parameter
    包装。"""

    def __init__(self, kernel_size):
        super().__init__()
        self.weight = torch.rand(kernel_size)
        self.bias = torch.zeros(1)

    def forward(self, x):
        return _correlate(x, self.weight) + self.bias


class Conv2D_through_data(nn.Module):
    """Your numbers are right, but .data takes weight and bias out of the graph: the layer can never be trained. Use
    self.weight and self.bias themselves.

    数值是对的，但 .data 使 weight 和 bias 脱离了计算图，这个层永远无法训练。请直接使用 self.weight 和 self.bias。"""

    def __init__(self, kernel_size):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(kernel_size))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return _correlate(x, self.weight.data) + self.bias.data


class Conv2D_square_kernel(nn.Module):
    """Your weight is square, with the first number of kernel_size for both its sides. kernel_size is the shape: (kh, kw).

    你的 weight 是正方形，两边都取了 kernel_size 的第一个数。kernel_size 就是形状：(kh, kw)。"""

    def __init__(self, kernel_size):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(kernel_size[0], kernel_size[0]))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return _correlate(x, self.weight) + self.bias


class Conv2D_starts_at_zero(nn.Module):
    """Your weight starts at zero. Draw it at random: layers with several kernels learn different ones only if they start
    with different ones.

    你的 weight 从零开始。请随机抽取：有多个卷积核的层，只有起点不同，才能学出不同的卷积核。"""

    def __init__(self, kernel_size):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(kernel_size))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return _correlate(x, self.weight) + self.bias


class Conv2D_result_on_the_cpu(nn.Module):
    """Your numbers are right, but what you return is a tensor made by torch.zeros on the CPU: the result leaves the GPU.
    Give new tensors the device of x.

    数值是对的，但返回的张量由 torch.zeros 建在 CPU 上，结果因此离开了 GPU。新建的张量要与 x 在同一设备上。"""

    def __init__(self, kernel_size):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(kernel_size))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        right = _correlate(x, self.weight) + self.bias
        Y = torch.zeros(right.shape, dtype=right.dtype)
        for i in range(Y.shape[0]):
            Y[i] = right[i]
        return Y


def bar_edges_the_other_way(bar, K):
    """Your signs are the other way round, as if the kernel were [-1, 1]. Cross-correlation does not flip it: from light
    to dark is 1.

    你的正负号反了，就像卷积核是 [-1, 1]。互相关不翻转卷积核：由亮到暗得 1。"""
    return -_correlate(bar, K)


def bar_edges_without_signs(bar, K):
    """You return absolute values. The sign tells which side of the edge is the lighter one: keep it.

    你返回的是绝对值。正负号说明边缘的哪一侧更亮，应当保留。"""
    return _correlate(bar, K).abs()


def turned_bar_result_transposed(bar, K):
    """Your answer is the transpose of bar_edges: you transposed the result, or the kernel along with the image. K looks
    along the rows only, and in the transposed image it meets other pixels.

    这是 bar_edges 的转置：你转置的是结果，或者把卷积核也一起转置了。K 只沿着行的方向看，在转置后的图像里，
    它遇到的是另外的像素。"""
    return _correlate(bar, K).T


def diagonal_edges_transposed(diagonal, K):
    """Your answer is the one for the transposed kernel: it compares pixels with those below. K compares them with those
    on the right.

    这是卷积核转置后的答案，它把像素与下方的像素相比较。K 比较的是像素与它右边的像素。"""
    return _correlate(diagonal, K.T)


def turned_diagonal_result_transposed(diagonal, K):
    """You transposed the result. Transpose the image, and look how much of it has changed.

    你转置的是结果。请转置图像，再看看它改变了多少。"""
    return _correlate(diagonal, K).T


def turned_kernel_only_the_image(diagonal, K):
    """You transposed the image. Here the kernel is transposed, and the image stays.

    你转置的是图像。这里转置的是卷积核，图像不变。"""
    return _correlate(diagonal.T, K)


def _learned(X, Y, kernel_size, lr, num_steps, how=""):
    # Away from our device the layer is made where torch makes it by default.
    layer = nn.Conv2d(1, 1, kernel_size, bias=how == "bias", dtype=None if how == "float" else X.dtype)
    if how != "cpu":
        layer.to(X.device)
    for _ in range(num_steps):
        errors = layer(X[None].to(layer.weight.dtype))[0] - Y
        loss = errors.square().mean() if how == "mean" else errors.square().sum()
        if how == "half":
            loss = loss / 2
        if how != "clear":
            layer.zero_grad()
        loss.backward()
        with torch.no_grad():
            for p in layer.parameters():
                p += (lr if how == "up" else -lr) * p.grad
    return layer.weight.detach()[0, 0]


def learn_kernel_never_clears(X, Y, kernel_size, lr=3e-2, num_steps=10):
    """You never clear the gradient: each step is made with the sum of all gradients so far, and the kernel swings to and
    fro instead of coming to rest. Clear it in every step.

    你从未清除梯度：每一步用的都是至今所有梯度之和，卷积核会来回摆动，停不下来。每一步都要清除梯度。"""
    return _learned(X, Y, kernel_size, lr, num_steps, "clear")


def learn_kernel_mean_of_the_errors(X, Y, kernel_size, lr=3e-2, num_steps=10):
    """You take the mean of the squared errors. Here the loss is their sum: with the mean, steps of this size lead hardly
    anywhere.

    你取了平方误差的平均值。这里的损失是总和：用平均值时，同样的学习率几乎走不动。"""
    return _learned(X, Y, kernel_size, lr, num_steps, "mean")


def learn_kernel_half_of_the_errors(X, Y, kernel_size, lr=3e-2, num_steps=10):
    """You take half of the squared errors, so that your steps are half as long. Here the loss is their sum.

    你给平方误差乘了二分之一，步长因此减半。这里的损失就是平方误差之和。"""
    return _learned(X, Y, kernel_size, lr, num_steps, "half")


def learn_kernel_uphill(X, Y, kernel_size, lr=3e-2, num_steps=10):
    """You add the gradient: that goes uphill, and the errors grow with every step. Subtract it.

    你加上了梯度：那是往上走，误差会一步比一步大。应当减去它。"""
    return _learned(X, Y, kernel_size, lr, num_steps, "up")


def learn_kernel_with_a_bias(X, Y, kernel_size, lr=3e-2, num_steps=10):
    """Your layer has a bias, which learns part of what the kernel should. Switch it off: bias=False.

    你的层带有偏置，它学走了本该由卷积核学的一部分。请去掉偏置：bias=False。"""
    return _learned(X, Y, kernel_size, lr, num_steps, "bias")


def learn_kernel_always_ten_steps(X, Y, kernel_size, lr=3e-2, num_steps=10):
    """You always make ten steps of size 0.03, whatever lr and num_steps say.

    无论 lr 和 num_steps 是多少，你总是走十步，学习率总是 0.03。"""
    return _learned(X, Y, kernel_size, 3e-2, 10)


def learn_kernel_on_the_cpu(X, Y, kernel_size, lr=3e-2, num_steps=10):
    """Your layer is on the CPU, whatever device the images are on: make it there, or move it with .to(X.device) before
    the first step.

    不论图像在哪个设备上，你的层都在 CPU 上：请在图像所在的设备上新建它，或在第一步之前用 .to(X.device) 移过去。"""
    return _learned(X, Y, kernel_size, lr, num_steps, "cpu")


def learn_kernel_in_single_precision(X, Y, kernel_size, lr=3e-2, num_steps=10):
    """Your layer is float32, whatever dtype the images have, and so is the kernel that you return. Make the layer with
    dtype=X.dtype.

    不论图像的 dtype 是什么，你的层都是 float32，返回的卷积核也是。请在新建层时写明 dtype=X.dtype。"""
    return _learned(X, Y, kernel_size, lr, num_steps, "float")


def derivative_kernel_the_other_way(d, device=None):
    """Your signs are those of left minus right: an image that grows lighter gets a negative slope. Take right minus left.

    你的正负号是左边减右边的：越来越亮的图像会得到负的斜率。应取右边减左边。"""
    return (-1) ** d * _differences(d, device)


def derivative_kernel_without_the_middle(d, device=None):
    """You placed -1 and 1 at the ends and zeros between them: that is a first derivative over a longer distance. Apply
    [-1, 1] again and again instead.

    你把 -1 和 1 放在两端，中间填零：那是跨度更大的一阶导数。应当反复使用 [-1, 1]。"""
    K = torch.zeros(1, d + 1, device=device)
    K[0, 0], K[0, -1] = -1, 1
    return K


def derivative_kernel_as_a_column(d, device=None):
    """Your kernel is a column, so it differentiates downwards. Along a row its shape is (1, d + 1).

    你的卷积核是一列，求的是竖直方向的导数。沿着行求导时形状是 (1, d + 1)。"""
    return _differences(d, device).T


def derivative_kernel_too_large(d, device=None):
    """Your kernel has zeros at its ends that do nothing. d + 1 entries are enough for the d-th derivative.

    你的卷积核两端有不起作用的零。求 d 阶导数，d + 1 个元素就够了。"""
    zero = torch.zeros(1, 1, device=device)
    return torch.cat([zero, _differences(d, device), zero], dim=1)


def derivative_kernel_on_the_cpu(d, device=None):
    """You do not use device: your kernel is always on the CPU.

    你没有用到 device：卷积核总是在 CPU 上。"""
    return _differences(d, None)


def im2col_windows_as_columns(X, kernel_size):
    """Your windows are the columns, as those of torch.nn.functional.unfold are. Here each window is a row.

    你把窗口排成了列，就像 torch.nn.functional.unfold 那样。这里每个窗口是一行。"""
    return _windows(X, *kernel_size).T


def im2col_column_by_column(X, kernel_size):
    """Your windows come column by column. Go along the first row of places first, as one reads.

    你的窗口是一列一列排的。应像阅读那样，先沿第一行的各个位置走。"""
    (h, w), (kh, kw) = X.shape, kernel_size
    places = [(i, j) for j in range(w - kw + 1) for i in range(h - kh + 1)]
    return torch.stack([X[i : i + kh, j : j + kw].reshape(-1) for i, j in places])


def im2col_windows_transposed(X, kernel_size):
    """Each of your windows is written down column by column. A flattened kernel runs row by row, and so must they.

    你的每个窗口是按列展开的。展平的卷积核是按行排的，窗口也应如此。"""
    kh, kw = kernel_size
    return _windows(X, kh, kw).reshape(-1, kh, kw).transpose(1, 2).reshape(-1, kh * kw)


def im2col_apart(X, kernel_size):
    """Your windows do not overlap: you move on by the whole size of the kernel. Move on by one.

    你的窗口互不重叠：每次移动了整个卷积核的大小。每次只移动一步。"""
    (h, w), (kh, kw) = X.shape, kernel_size
    places = [(i, j) for i in range(0, h - kh + 1, kh) for j in range(0, w - kw + 1, kw)]
    return torch.stack([X[i : i + kh, j : j + kw].reshape(-1) for i, j in places])


def im2col_last_place_left_out(X, kernel_size):
    """The windows of the last row and the last column are missing: there are h - kh + 1 places, not h - kh.

    漏掉了最后一行和最后一列的窗口：位置有 h - kh + 1 个，而不是 h - kh 个。"""
    return _windows(X[:-1, :-1], *kernel_size)


def im2col_on_the_cpu(X, kernel_size):
    """Your numbers are right, but torch.zeros makes the matrix on the CPU: it leaves the GPU. Pass device=X.device.

    数值是对的，但 torch.zeros 把矩阵建在 CPU 上，结果离开了 GPU。请传入 device=X.device。"""
    kh, kw = kernel_size
    rows, columns = X.shape[0] - kh + 1, X.shape[1] - kw + 1
    W = torch.zeros(rows * columns, kh * kw, dtype=X.dtype)
    for i in range(rows):
        for j in range(columns):
            W[i * columns + j] = X[i : i + kh, j : j + kw].reshape(-1)
    return W


def im2col_out_of_the_graph(X, kernel_size):
    """Your numbers are right, but they were copied as plain numbers, and no gradient comes back to the image.

    数值是对的，但它们是作为普通的数复制的，梯度传不回图像。"""
    return _windows(X.detach(), *kernel_size)


def _correlate(X, K):
    return torch.einsum("ijab,ab->ij", X.unfold(0, K.shape[0], 1).unfold(1, K.shape[1], 1), K)


def _differences(d, device):
    K = torch.ones(1, 1, device=device)
    for _ in range(d):
        zero = torch.zeros(1, 1, device=device)
        K = torch.cat([zero, K], dim=1) - torch.cat([K, zero], dim=1)
    return K


def _windows(X, kh, kw):
    (h, w) = X.shape
    return X.as_strided((h - kh + 1, w - kw + 1, kh, kw), X.stride() * 2).reshape(-1, kh * kw)
