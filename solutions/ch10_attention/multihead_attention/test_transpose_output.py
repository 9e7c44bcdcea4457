import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint(
    "Rows come in the order of transpose_qkv: all heads of an example, one after another.",
    zh="各行的次序与 transpose_qkv 相同：同一个样本的所有头依次排列。",
)
def test_other_sizes(student, reference):
    """The heads of each example stand side by side. / 每个样本的各个头并排放在一起。"""
    for shape, num_heads in (((8, 3, 2), 4), ((6, 4, 3), 2), ((9, 2, 3), 3), ((2, 5, 3), 1), ((4, 4, 1), 4)):
        X = torch.randn(shape)
        check.close(student.transpose_output(X.clone(), num_heads), reference.transpose_output(X, num_heads))


@points(1)
@hint("transpose_output undoes what transpose_qkv did.", zh="transpose_output 恰好抵消 transpose_qkv 的作用。")
def test_there_and_back(student, reference):
    """What was split comes back whole. / 拆开的东西能原样合起来。"""
    X = torch.randn(3, 4, 6)
    for num_heads in 1, 2, 3:
        check.close(student.transpose_output(reference.transpose_qkv(X, num_heads), num_heads), X)


@points(1)
@after(test_other_sizes)
def test_the_gradient(student, reference):
    """Gradients come back to X. / 梯度传回 X。"""
    X = torch.randn(6, 3, 2, dtype=torch.float64)
    check.same_gradient(lambda X: student.transpose_output(X, 3), lambda X: reference.transpose_output(X, 3), X)


@points(1)
@after(test_other_sizes)
def test_any_layout(student, reference):
    """An X whose numbers lie in another order in memory is as good, and stays as it is. / X 在内存中以别的次序存放也可以，且保持不变。"""
    X = torch.randn(2, 3, 6).permute(2, 1, 0)
    check.close(student.transpose_output(X, 2), reference.transpose_output(X, 2))
    check.leaves_alone(lambda X: student.transpose_output(X, 2), X)


@points(1)
@after(test_other_sizes)
@on("cuda")
def test_on_the_gpu(student, device):
    """A tensor on a GPU stays there. / GPU 上的张量仍在 GPU 上。"""
    joined = student.transpose_output(torch.randn(8, 3, 2, device=device), 4)
    check.shape(joined, (2, 3, 8))
    check.device(joined, device)
