import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint(
    "A reshape alone mixes positions and heads: the two axes must be exchanged.",
    zh="单用 reshape 会把位置和头混在一起：必须交换这两个轴。",
)
def test_other_sizes(student, reference):
    """Every head of every example is where it belongs. / 每个样本的每个头都在它该在的地方。"""
    for shape, num_heads in (((2, 3, 8), 4), ((3, 4, 6), 2), ((3, 2, 9), 3), ((2, 5, 3), 1), ((1, 4, 4), 4)):
        X = torch.randn(shape)
        check.close(student.transpose_qkv(X.clone(), num_heads), reference.transpose_qkv(X, num_heads))


@points(1)
@after(test_other_sizes)
def test_the_gradient(student, reference):
    """Gradients come back to X. / 梯度传回 X。"""
    X = torch.randn(2, 3, 6, dtype=torch.float64)
    check.same_gradient(lambda X: student.transpose_qkv(X, 3), lambda X: reference.transpose_qkv(X, 3), X)


@points(1)
@after(test_other_sizes)
def test_any_layout(student, reference):
    """An X whose numbers lie in another order in memory is as good, and stays as it is. / X 在内存中以别的次序存放也可以，且保持不变。"""
    X = torch.randn(6, 3, 2).permute(2, 1, 0)
    check.close(student.transpose_qkv(X, 2), reference.transpose_qkv(X, 2))
    check.leaves_alone(lambda X: student.transpose_qkv(X, 2), X)


@points(1)
@after(test_other_sizes)
@on("cuda")
def test_on_the_gpu(student, device):
    """A tensor on a GPU stays there. / GPU 上的张量仍在 GPU 上。"""
    heads = student.transpose_qkv(torch.randn(2, 3, 8, device=device), 4)
    check.shape(heads, (8, 3, 2))
    check.device(heads, device)
