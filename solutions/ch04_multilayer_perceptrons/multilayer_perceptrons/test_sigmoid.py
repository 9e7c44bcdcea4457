import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint("1 / (1 + exp(-x)), element by element.", zh="按元素计算 1 / (1 + exp(-x))。")
def test_values(student, reference, device):
    """The values are right for any shape. / 任意形状都得到正确的值。"""
    for shape in (6,), (3, 4), (2, 3, 2), ():
        x = 3 * torch.randn(shape, device=device)
        check.close(student.sigmoid(x), reference.sigmoid(x))


@points(1)
@after(test_values)
@hint("Compute in the dtype of x.", zh="用 x 的 dtype 计算。")
def test_double_precision(student, reference, device):
    """Double precision is kept. / 保持双精度。"""
    x = 3 * torch.randn(8, dtype=torch.float64, device=device)
    check.close(student.sigmoid(x), reference.sigmoid(x))


@points(1)
@after(test_values)
@hint("Stay with tensor operations on x.", zh="始终对 x 使用张量运算。")
def test_the_gradient(student, reference, device):
    """The gradient is sigmoid(x)(1 - sigmoid(x)), also at 0. / 梯度是 sigmoid(x)(1 - sigmoid(x))，0 处也是。"""
    x = torch.cat([torch.randn(6, dtype=torch.float64), torch.zeros(1, dtype=torch.float64)]).to(device)
    check.same_gradient(student.sigmoid, reference.sigmoid, x)


@points(1)
@after(test_values)
@hint(
    "Never exponentiate a large positive number: use one formula for x >= 0 and the other for x < 0, and keep the "
    "exponent of both at most 0.",
    zh="不要对很大的正数求指数：x >= 0 和 x < 0 各用一个公式，两者的指数都不超过 0。",
)
def test_far_from_zero(student, reference, device):
    """Far from 0, value and gradient are finite. / 远离 0 处，函数值和梯度都有限。"""
    x = torch.tensor([-1000.0, -100.0, -30.0, 30.0, 100.0, 1000.0], device=device)
    check.same_gradient(student.sigmoid, reference.sigmoid, x)


@points(1)
@after(test_values)
@hint("Operations that end in an underscore write into x.", zh="名字以下划线结尾的运算会写入 x。")
def test_the_input_is_left_alone(student, device):
    """x is the same after the call as before. / 调用前后 x 保持不变。"""
    check.leaves_alone(student.sigmoid, torch.randn(3, 4, device=device))


@points(1)
@on("cuda")
@after(test_values)
@hint("Create no tensor without device=x.device.", zh="新建张量要写 device=x.device。")
def test_on_the_gpu(student, reference, device):
    """On a GPU, the result stays on the GPU. / 在 GPU 上，结果也留在 GPU 上。"""
    x = torch.randn(3, 4, device=device)
    check.close(student.sigmoid(x), reference.sigmoid(x))
