import torch

from grader.suite import after, check, hint, on, points


@points(1)
@hint("(1 - exp(-2x)) / (1 + exp(-2x)), element by element.", zh="按元素计算 (1 - exp(-2x)) / (1 + exp(-2x))。")
def test_values(student, reference, device):
    """The values are right for any shape. / 任意形状都得到正确的值。"""
    for shape in (6,), (3, 4), (2, 3, 2), ():
        x = 3 * torch.randn(shape, device=device)
        check.close(student.tanh(x), reference.tanh(x))


@points(1)
@after(test_values)
@hint("Compute in the dtype of x.", zh="用 x 的 dtype 计算。")
def test_double_precision(student, reference, device):
    """Double precision is kept. / 保持双精度。"""
    x = 3 * torch.randn(8, dtype=torch.float64, device=device)
    check.close(student.tanh(x), reference.tanh(x))


@points(1)
@after(test_values)
@hint("Stay with tensor operations on x.", zh="始终对 x 使用张量运算。")
def test_the_gradient(student, reference, device):
    """The gradient is 1 - tanh(x)², also at 0. / 梯度是 1 - tanh(x)²，0 处也是。"""
    x = torch.cat([torch.randn(6, dtype=torch.float64), torch.zeros(1, dtype=torch.float64)]).to(device)
    check.same_gradient(student.tanh, reference.tanh, x)


@points(1)
@after(test_values)
@hint(
    "exp(2000) is inf, and inf / inf is nan. Rewrite the fraction so that every exponent is at most 0, or use the sigmoid.",
    zh="exp(2000) 为 inf，而 inf / inf 是 nan。请改写分式，使指数都不超过 0，或者利用 sigmoid。",
)
def test_far_from_zero(student, reference, device):
    """Far from 0, the values are right. / 远离 0 处，函数值正确。"""
    x = torch.tensor([-1000.0, -100.0, -30.0, 30.0, 100.0, 1000.0], device=device)
    check.close(student.tanh(x), reference.tanh(x))


@points(1)
@after(test_far_from_zero)
@hint(
    "torch.where picks the value, but its gradient passes both branches: keep both exponents small.",
    zh="torch.where 只挑选值，梯度却会经过两个分支：两个分支里的指数都要小。",
)
def test_the_gradient_far_from_zero(student, reference, device):
    """Far from 0, the gradient is finite. / 远离 0 处，梯度有限。"""
    x = torch.tensor([-1000.0, -100.0, -30.0, 30.0, 100.0, 1000.0], device=device)
    check.same_gradient(student.tanh, reference.tanh, x)


@points(1)
@after(test_values)
@hint("Operations that end in an underscore write into x.", zh="名字以下划线结尾的运算会写入 x。")
def test_the_input_is_left_alone(student, device):
    """x is the same after the call as before. / 调用前后 x 保持不变。"""
    check.leaves_alone(student.tanh, torch.randn(3, 4, device=device))


@points(1)
@on("cuda")
@after(test_values)
@hint("Create no tensor without device=x.device.", zh="新建张量要写 device=x.device。")
def test_on_the_gpu(student, reference, device):
    """On a GPU, the result stays on the GPU. / 在 GPU 上，结果也留在 GPU 上。"""
    x = torch.randn(3, 4, device=device)
    check.close(student.tanh(x), reference.tanh(x))
