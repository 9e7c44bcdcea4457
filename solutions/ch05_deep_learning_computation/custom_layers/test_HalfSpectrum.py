import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint(
    "torch.fft.fft gives n coefficients along the last axis; keep the first n // 2 of them.",
    zh="torch.fft.fft 沿最后一个轴给出 n 个系数；保留前 n // 2 个。",
)
def test_batches(student, reference, device):
    """Every row of a batch is transformed by itself. / 批量中的每一行各自变换。"""
    for shape in (3, 8), (4, 4), (2, 3, 6):
        X = torch.randn(shape, device=device)
        check.close(student.HalfSpectrum()(X), reference.HalfSpectrum()(X))


@points(1)
@hint("n // 2 rounds down: of 5 coefficients, 2 are returned.", zh="n // 2 向下取整：5 个系数中返回 2 个。")
def test_odd_lengths(student, reference, device):
    """Of an odd number n of values, the first n // 2 are returned. / n 为奇数时，返回前 n // 2 个。"""
    for shape in (5,), (2, 7), (3, 3):
        X = torch.randn(shape, device=device)
        check.close(student.HalfSpectrum()(X), reference.HalfSpectrum()(X))


@points(1)
@after(test_batches)
@hint("Do not convert X: float64 gives complex128.", zh="不要转换 X：float64 得到 complex128。")
def test_double_precision(student, reference, device):
    """float64 gives complex128. / float64 得到 complex128。"""
    X = torch.randn(3, 10, dtype=torch.float64, device=device)
    check.close(student.HalfSpectrum()(X), reference.HalfSpectrum()(X))


@points(1)
@after(test_batches)
@hint(
    "The transform is linear, and torch differentiates it: stay with torch.",
    zh="变换是线性的，torch 会求导：请始终使用 torch。",
)
def test_the_gradient(student, reference, device):
    """The gradient reaches X. / 梯度能传到 X。"""
    mine, right = student.HalfSpectrum(), reference.HalfSpectrum()
    X = torch.randn(3, 6, dtype=torch.float64, device=device)
    check.same_gradient(lambda X: torch.view_as_real(mine(X)), lambda X: torch.view_as_real(right(X)), X)


@points(1)
@after(test_batches)
def test_the_input_is_left_alone(student, device):
    """X is the same after the call as before, and the layer has no parameters. / 调用后 X 不变，且该层没有参数。"""
    layer = student.HalfSpectrum()
    check.leaves_alone(lambda X: layer(X), torch.randn(3, 6, device=device))
    check.equal(list(layer.state_dict()), [])


@points(1)
@on("cuda")
@after(test_batches)
@hint(
    "Create no tensor without device=X.device, and do not use numpy.",
    zh="新建张量要写 device=X.device，也不要用 numpy。",
)
def test_on_the_gpu(student, reference, device):
    """On a GPU, the result stays on the GPU. / 在 GPU 上，结果也留在 GPU 上。"""
    X = torch.randn(3, 6, device=device)
    check.close(student.HalfSpectrum()(X), reference.HalfSpectrum()(X))
