import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint(
    "Row (i, j) of W, seen as a picture of shape (h, w), holds the kernel at i:i+kh, j:j+kw.",
    zh="把 W 的第 (i, j) 行看成形状 (h, w) 的图像，卷积核就放在 i:i+kh、j:j+kw 处。",
)
def test_all_sizes(student, reference, device):
    """Pictures and kernels of several sizes give the right matrix. / 各种大小的图像和卷积核都得到正确的矩阵。"""
    for kernel, h, w in [((2, 2), 3, 3), ((2, 3), 4, 5), ((3, 1), 5, 2), ((1, 2), 2, 6)]:
        K = torch.randn(kernel, device=device)
        check.close(student.kernel2matrix(K, h, w), reference.kernel2matrix(K, h, w))


@points(1)
@after(test_all_sizes)
@hint("A kernel as large as the picture fits once: one row.", zh="与图像一样大的卷积核只有一个位置：只有一行。")
def test_the_smallest_and_the_largest_kernel(student, device):
    """A kernel of one entry gives a multiple of the identity; one as large as the picture gives a single row.

    只有一个元素的卷积核得到单位矩阵的倍数；与图像一样大的卷积核只得到一行。"""
    K = torch.randn(1, 1, device=device)
    check.close(student.kernel2matrix(K, 2, 3), K[0, 0] * torch.eye(6, device=device))
    K = torch.randn(2, 3, device=device)
    check.close(student.kernel2matrix(K, h=2, w=3), K.reshape(1, 6))


@points(2)
@after(test_all_sizes)
@hint("The product has one entry for each window, row by row.", zh="乘积中每个窗口对应一个元素，逐行排列。")
def test_it_convolves(student, device):
    """W times a picture is what torch's conv2d computes. / W 乘以图像，就是 torch 的 conv2d 的结果。"""
    X, K = torch.randn(6, 5, device=device), torch.randn(3, 2, device=device)
    expected = torch.nn.functional.conv2d(X[None, None], K[None, None])[0, 0]
    check.close((student.kernel2matrix(K, 6, 5) @ X.reshape(-1)).reshape(4, 4), expected)


@points(1)
@after(test_all_sizes)
@hint("Make W with the dtype of K.", zh="W 要用 K 的 dtype。")
def test_double_precision_is_kept(student, reference, device):
    """A kernel in double precision gives a matrix in double precision. / 卷积核是双精度，矩阵也是双精度。"""
    K = torch.randn(2, 2, device=device, dtype=torch.float64)
    check.close(student.kernel2matrix(K), reference.kernel2matrix(K))


@points(1)
@after(test_all_sizes)
@hint(
    "Write the entries of K themselves into W, not their plain numbers.", zh="把 K 的元素本身写进 W，不要取成普通的数。"
)
def test_the_gradient_reaches_the_kernel(student, reference, device):
    """The gradient reaches the kernel, which is left as it was. / 梯度传到卷积核，而卷积核本身不变。"""
    K = torch.randn(2, 3, device=device, dtype=torch.float64)
    check.same_gradient(student.kernel2matrix, reference.kernel2matrix, K, 4, 4)
    check.leaves_alone(student.kernel2matrix, K, 4, 4)


@points(1)
@after(test_all_sizes)
@on("cuda")
@hint("torch.zeros(..., device=K.device).", zh="torch.zeros(..., device=K.device)。")
def test_the_matrix_is_on_the_device_of_the_kernel(student, reference, device):
    """A kernel on a GPU gives a matrix on the same GPU. / 卷积核在 GPU 上，矩阵也在同一块 GPU 上。"""
    K = torch.randn(2, 3, device=device)
    check.close(student.kernel2matrix(K, 3, 4), reference.kernel2matrix(K, 3, 4))
