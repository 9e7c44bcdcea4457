import torch

from grader.suite import after, check, hint, on, points


def example(n, q, **kwargs):
    """Probabilities, none of them near zero, and classes."""
    P = torch.rand(n, q, **kwargs) + 0.1
    return P / P.sum(dim=1, keepdim=True), torch.randint(q, (n,), device=kwargs.get("device"))


@points(2)
@hint(
    "Pick from each row the probability of its class: y_hat[range(len(y_hat)), y].",
    zh="从每一行取出其类别的概率：y_hat[range(len(y_hat)), y]。",
)
def test_values(student, reference, device):
    """Each example has a loss of its own, whatever the shape. / 任意形状下，每个样本都有自己的损失。"""
    for shape in (6, 4), (3, 3), (1, 5), (4, 1):
        y_hat, y = example(*shape, device=device)
        check.close(student.cross_entropy(y_hat, y), reference.cross_entropy(y_hat, y))


@points(1)
@after(test_values)
@hint(
    "Only the probability of the right class counts; the logarithm is not clamped.",
    zh="只看正确类别的概率；对数不截断。",
)
def test_small_probabilities(student, device):
    """A probability of 1e-20 gives the loss 46.05, and one of 1 the loss 0. / 概率为 1e-20 时损失为 46.05，为 1 时损失为 0。"""
    y_hat = torch.tensor([[1e-20, 1.0], [1e-20, 1.0]], device=device)
    check.close(
        student.cross_entropy(y_hat, torch.tensor([0, 1], device=device)), torch.tensor([46.0517, 0.0]), atol=1e-3
    )


@points(1)
@after(test_values)
@hint("Compute in the dtype of y_hat.", zh="用 y_hat 的 dtype 计算。")
def test_double_precision(student, reference, device):
    """Double precision is kept. / 保持双精度。"""
    y_hat, y = example(5, 3, dtype=torch.float64, device=device)
    check.close(student.cross_entropy(y_hat, y), reference.cross_entropy(y_hat, y))


@points(1)
@after(test_values)
@hint(
    "Stay with tensor operations: float(), .item() and detach leave the graph.",
    zh="请一直使用张量运算：float()、.item() 和 detach 都会脱离计算图。",
)
def test_the_gradient(student, reference, device):
    """The gradient agrees with the definition. / 梯度与定义一致。"""
    y_hat, y = example(5, 3, dtype=torch.float64, device=device)
    check.same_gradient(lambda p: student.cross_entropy(p, y), lambda p: reference.cross_entropy(p, y), y_hat)


@points(1)
@after(test_values)
def test_the_inputs_are_left_alone(student, device):
    """y_hat and y are the same after the call as before. / 调用前后 y_hat 和 y 保持不变。"""
    check.leaves_alone(student.cross_entropy, *example(5, 3, device=device))


@points(1)
@after(test_values)
@on("cuda")
@hint(
    "A new tensor is on the CPU unless you say device=y_hat.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=y_hat.device。",
)
def test_on_the_gpu(student, reference, device):
    """On a GPU, the losses stay on the GPU. / 在 GPU 上，损失也留在 GPU 上。"""
    y_hat, y = example(5, 3, device=device)
    check.close(student.cross_entropy(y_hat, y), reference.cross_entropy(y_hat, y))
