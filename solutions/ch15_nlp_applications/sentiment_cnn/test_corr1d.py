import torch
from torch.nn import functional as F

from grader.suite import after, check, hint, on, points


def by_torch(X, K):
    return F.conv1d(X[None, None], K[None, None])[0, 0]


@points(3)
@hint(
    "Each place where the kernel fits gives one number: n - w + 1.",
    zh="卷积核放得下的每个位置得到一个数：共 n - w + 1 个。",
)
def test_it_agrees_with_torch(student):
    """The result is what torch's conv1d computes. / 结果与 torch 的 conv1d 相同。"""
    for n, w in ((7, 3), (9, 2), (6, 4)):
        X, K = torch.randn(n), torch.randn(w)
        right = by_torch(X, K)
        check.close(student.corr1d(X, K), right)


@points(1)
@after(test_it_agrees_with_torch)
@hint("A single place gives a result of shape (1,).", zh="只有一个位置时，结果的形状是 (1,)。")
def test_the_smallest_and_the_largest_kernel(student):
    """A kernel of one number, and one as long as the sequence. / 只有一个数的卷积核，以及与序列一样长的卷积核。"""
    for n, w in ((5, 1), (5, 5), (1, 1)):
        X, K = torch.randn(n), torch.randn(w)
        right = by_torch(X, K)
        check.close(student.corr1d(X, K), right)


@points(1)
@after(test_it_agrees_with_torch)
@hint(
    "torch.zeros makes float32 unless you say dtype=X.dtype.", zh="torch.zeros 默认是 float32，除非写明 dtype=X.dtype。"
)
def test_double_precision_is_kept(student):
    """Double precision in, double precision out. / 输入是双精度，输出也是双精度。"""
    X, K = torch.randn(6, dtype=torch.float64), torch.randn(3, dtype=torch.float64)
    right = by_torch(X, K)
    check.close(student.corr1d(X, K), right)


@points(2)
@after(test_it_agrees_with_torch)
@hint(
    "Learning a kernel needs its gradient: .item(), .tolist(), .data and .detach() cut it off.",
    zh="要学习卷积核就需要它的梯度：.item()、.tolist()、.data 和 .detach() 都会切断梯度。",
)
def test_the_gradient(student):
    """The gradient reaches both the sequence and the kernel. / 梯度既能传到序列，也能传到卷积核。"""
    check.same_gradient(student.corr1d, by_torch, torch.randn(7), torch.randn(3))


@points(1)
@after(test_it_agrees_with_torch)
def test_the_inputs_are_left_alone(student):
    """Your function changes neither the sequence nor the kernel. / 函数既不改变序列，也不改变卷积核。"""
    check.leaves_alone(student.corr1d, torch.randn(6), torch.randn(2))


@points(1)
@after(test_it_agrees_with_torch)
@on("cuda")
@hint(
    "A new tensor is on the CPU unless you say device=X.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=X.device。",
)
def test_on_the_gpu(student, device):
    """A sequence on a GPU gives a result on the same GPU. / 序列在 GPU 上，结果也在同一块 GPU 上。"""
    result = student.corr1d(torch.randn(6, device=device), torch.randn(2, device=device))
    check.shape(result, (5,))
    check.device(result, device)
