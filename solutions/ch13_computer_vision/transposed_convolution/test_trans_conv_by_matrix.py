import torch

from grader.suite import after, check, hint, on, points


def given(m, n, h, w, **kwargs):
    return torch.randn(m, n, **kwargs), torch.randn(m * n, h * w, **kwargs), h, w


@points(2)
@hint("W.T @ Y.reshape(-1), in the shape (h, w).", zh="W.T @ Y.reshape(-1)，再排成 (h, w) 的形状。")
def test_any_matrix(student, reference, device):
    """Matrices of several sizes give what the definition says. / 各种大小的矩阵都与定义一致。"""
    for sizes in [(2, 2, 3, 3), (2, 3, 4, 5), (4, 1, 2, 6), (1, 1, 1, 1)]:
        arguments = given(*sizes, device=device)
        check.close(student.trans_conv_by_matrix(*arguments), reference.trans_conv_by_matrix(*arguments))


@points(2)
@after(test_any_matrix)
@hint("Row by row: vec is reshape(-1).", zh="逐行展平：vec 就是 reshape(-1)。")
def test_it_is_a_transposed_convolution(student, reference, device):
    """With the matrix of a kernel it is torch's conv_transpose2d. / 用卷积核的矩阵，就得到 torch 的 conv_transpose2d。"""
    Y, K = torch.randn(3, 2, device=device), torch.randn(2, 4, device=device)
    expected = torch.nn.functional.conv_transpose2d(Y[None, None], K[None, None])[0, 0]
    check.close(student.trans_conv_by_matrix(Y, reference.kernel2matrix(K, 4, 5), 4, 5), expected)


@points(1)
@after(test_any_matrix)
@hint("Stay in the dtype of Y, and within autograd.", zh="保持 Y 的 dtype，计算不要离开自动求导。")
def test_double_precision_and_gradients(student, reference, device):
    """Double precision, a transposed Y, and gradients to both. / 双精度、转置得到的 Y，以及对两者的梯度。"""
    Y, W, h, w = given(3, 2, 3, 4, device=device, dtype=torch.float64)
    check.same_gradient(
        lambda Y, W: student.trans_conv_by_matrix(Y.T, W, h, w),
        lambda Y, W: reference.trans_conv_by_matrix(Y.T, W, h, w),
        Y,
        W,
    )


@points(1)
@after(test_any_matrix)
@on("cuda")
@hint(
    "Nothing new need be made here; what is made goes to Y.device.",
    zh="这里不需要新建张量；若要新建，请放到 Y.device 上。",
)
def test_the_result_stays_on_the_device(student, reference, device):
    """Inputs on a GPU give a result on the same GPU. / 输入在 GPU 上，结果也在同一块 GPU 上。"""
    arguments = given(2, 3, 4, 4, device=device)
    check.close(student.trans_conv_by_matrix(*arguments), reference.trans_conv_by_matrix(*arguments))
