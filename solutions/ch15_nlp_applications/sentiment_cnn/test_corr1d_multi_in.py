import torch
from torch.nn import functional as F

from grader.suite import after, check, hint, on, points


def by_torch(X, K):
    return F.conv1d(X[None], K[None])[0, 0]


@points(3)
@hint("One kernel a channel; the results are added up.", zh="每个通道一个卷积核；所得结果相加。")
def test_it_agrees_with_torch(student):
    """The result is what torch's conv1d computes. / 结果与 torch 的 conv1d 相同。"""
    for c, n, w in ((3, 7, 3), (4, 4, 2), (2, 6, 5), (5, 8, 1)):
        X, K = torch.randn(c, n), torch.randn(c, w)
        right = by_torch(X, K)
        check.close(student.corr1d_multi_in(X, K), right, atol=1e-4)


@points(1)
@after(test_it_agrees_with_torch)
@hint(
    "One channel, or one place, is no exception: shape (n - w + 1,).",
    zh="只有一个通道或一个位置也不例外：形状为 (n - w + 1,)。",
)
def test_one_channel_and_one_place(student):
    """A single channel, and a kernel as long as the sequence. / 只有一个通道，以及与序列一样长的卷积核。"""
    for c, n, w in ((1, 6, 3), (3, 4, 4), (1, 1, 1)):
        X, K = torch.randn(c, n), torch.randn(c, w)
        right = by_torch(X, K)
        check.close(student.corr1d_multi_in(X, K), right, atol=1e-4)


@points(2)
@after(test_it_agrees_with_torch)
@hint("Everything stays in autograd, in the dtype of X.", zh="一切都留在自动求导之中，dtype 与 X 相同。")
def test_the_gradient(student):
    """The gradient reaches all channels and kernels, in double precision. / 梯度能传到所有通道和卷积核（双精度）。"""
    X, K = torch.randn(3, 6, dtype=torch.float64), torch.randn(3, 2, dtype=torch.float64)
    check.same_gradient(student.corr1d_multi_in, by_torch, X, K)


@points(1)
@after(test_it_agrees_with_torch)
@on("cuda")
@hint(
    "A new tensor is on the CPU unless you say device=X.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=X.device。",
)
def test_on_the_gpu(student, device):
    """A sequence on a GPU gives a result on the same GPU. / 序列在 GPU 上，结果也在同一块 GPU 上。"""
    result = student.corr1d_multi_in(torch.randn(3, 6, device=device), torch.randn(3, 2, device=device))
    check.shape(result, (5,))
    check.device(result, device)
