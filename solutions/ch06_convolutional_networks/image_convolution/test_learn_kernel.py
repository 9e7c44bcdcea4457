import math

import torch
from torch import nn

from grader.suite import after, check, hint, on, points


def problem(reference, image, kernel):
    """A random image, a random kernel and what the one makes of the other; the best lr, and how many steps suffice.

    The distance from the kernel shrinks by |1 - 2 lr s| a step, with s between the smallest and the largest eigenvalue of
    the Gram matrix of the windows: with lr = 1 / (smallest + largest) by the rate below, in every direction.
    """
    X, K = torch.randn(image), torch.randn(kernel)
    windows = nn.functional.unfold(X[None, None], kernel)[0]
    low, high = torch.linalg.eigvalsh(windows @ windows.T)[[0, -1]].tolist()
    rate = (high - low) / (high + low)
    return X, K, reference.corr2d(X, K), {"lr": 1 / (low + high), "num_steps": math.ceil(math.log(0.003, rate))}


@points(3)
@hint(
    "Clear the gradient, go backward, subtract lr times the gradient, in every step.",
    zh="每一步：清除梯度，反向传播，减去 lr 乘以梯度。",
)
def test_it_learns(student, reference):
    """Enough steps find kernels of any shape. / 步数足够时，任意形状的卷积核都能找到。"""
    for image, kernel in [((7, 8), (2, 2)), ((5, 11), (1, 3)), ((9, 6), (3, 1))]:
        X, K, Y, given = problem(reference, image, kernel)
        check.close(student.learn_kernel(X, Y, kernel, **given).detach(), K, rtol=0.0, atol=0.03)


@points(3)
@hint(
    "num_steps steps with the gradient of the sum (not the mean) of the squared errors, without a half and without a bias.",
    zh="走 num_steps 步，用的是平方误差之和（不是平均值）的梯度，不乘二分之一，也没有偏置。",
)
def test_the_steps(student):
    """The number and the size of the steps are right, also by default. / 步数和步长都正确，默认值也是。"""
    for width, given, lr, steps in [
        (4, {"lr": 0.05, "num_steps": 3}, 0.05, 3),
        (2, {}, 0.03, 10),
        (3, {"num_steps": 1}, 0.03, 1),
    ]:
        X = torch.ones(1, width)
        K = student.learn_kernel(X, 1000 * X, (1, 1), **given).detach()
        # The distance to 1000 shrinks by the factor 1 - 2 * lr * width in each step; the start is within 6 of zero.
        check.close(K, torch.full((1, 1), 1000 * (1 - (1 - 2 * lr * width) ** steps)), rtol=0.0, atol=6.0)


@points(1)
@after(test_it_learns)
@hint("A new layer is float32 unless you say dtype=X.dtype.", zh="新建的层默认是 float32，除非写明 dtype=X.dtype。")
def test_double_precision(student):
    """From images in double precision, the kernel is learned in double precision. / 图像是双精度时，学到的卷积核也是双精度。"""
    X = torch.ones(1, 1, dtype=torch.float64)
    # One step of this size leads from any start to the end.
    found = student.learn_kernel(X, X / 3, (1, 1), lr=0.5, num_steps=1).detach()
    check.close(found, X / 3, rtol=0.0, atol=1e-12)


@points(1)
@after(test_it_learns)
def test_the_inputs_are_left_alone(student, reference):
    """X and Y are the same after the call as before. / 调用前后 X 和 Y 保持不变。"""
    X, _, Y, _ = problem(reference, (5, 6), (2, 2))
    check.leaves_alone(lambda X, Y: student.learn_kernel(X, Y, (2, 2)), X, Y)


@points(2)
@on("cuda")
@after(test_it_learns)
@hint(
    "The kernel must be on the GPU before the first step: device=X.device.",
    zh="在第一步之前卷积核就要在 GPU 上：device=X.device。",
)
def test_on_the_gpu(student, reference, device):
    """From images on the GPU, the kernel is learned on the GPU. / 图像在 GPU 上时，卷积核也在 GPU 上学习。"""
    X = torch.randn(6, 8, device=device)
    K = student.learn_kernel(X, X[:, 1:], (1, 2), num_steps=2)
    check.shape(K, (1, 2))
    check.device(K, device)
