import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint("max(0, x) + alpha * min(0, x), element by element.", zh="按元素计算 max(0, x) + alpha * min(0, x)。")
def test_values(student, reference, device):
    """The values are right for any shape. / 任意形状都得到正确的值。"""
    for shape in (6,), (3, 4), (2, 3, 2):
        x = torch.randn(shape, device=device)
        check.close(student.prelu(x, 0.25), reference.prelu(x, 0.25))


@points(1)
@after(test_values)
@hint(
    "max(x, alpha x) is the same only for alpha below 1: look at the formula.",
    zh="只有 alpha 小于 1 时 max(x, alpha x) 才与之相同：请看公式。",
)
def test_every_alpha(student, reference, device):
    """alpha may be negative, zero, or greater than 1. / alpha 可以是负数、零，或大于 1。"""
    x = torch.tensor([-2.0, -0.5, 0.0, 0.5, 2.0], device=device)
    for alpha in (-1.0, 0.0, 1.0, 3.0):
        check.close(student.prelu(x, alpha), reference.prelu(x, alpha))


@points(2)
@after(test_values)
@hint("alpha is part of the graph too: do not turn it into a number.", zh="alpha 也在计算图中：不要把它转成普通的数。")
def test_gradients(student, reference, device):
    """Gradients reach x and alpha, in float64 too. / 梯度能传到 x 和 alpha，float64 也一样。"""
    x = torch.randn(4, 3, dtype=torch.float64, device=device)
    alpha = torch.tensor([0.3], dtype=torch.float64, device=device)
    check.same_gradient(student.prelu, reference.prelu, x, alpha)


@points(1)
@after(test_values)
@hint("x[x < 0] *= alpha writes into the caller's x.", zh="x[x < 0] *= alpha 会写入调用者的 x。")
def test_the_input_is_left_alone(student, device):
    """x is the same after the call as before. / 调用前后 x 保持不变。"""
    check.leaves_alone(student.prelu, torch.randn(3, 4, device=device), alpha=0.25)


@points(1)
@on("cuda")
@after(test_values)
@hint("Create no tensor without device=x.device.", zh="新建张量要写 device=x.device。")
def test_on_the_gpu(student, reference, device):
    """On a GPU, the result stays on the GPU. / 在 GPU 上，结果也留在 GPU 上。"""
    x = torch.randn(3, 4, device=device)
    check.close(student.prelu(x, 0.25), reference.prelu(x, 0.25))
