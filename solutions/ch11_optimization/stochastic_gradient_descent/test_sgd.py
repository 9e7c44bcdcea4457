import math

import torch

from grader.suite import after, check, hint, points


def numbers(result):
    """Four floats, where there are four values."""
    check.that(
        isinstance(result, (tuple, list)) and len(result) == 4,
        "Four numbers are to come back: x1, x2, 0, 0.",
        "应返回四个数：x1、x2、0、0。",
    )
    return [check.number(value) for value in result]


def noise_in(student, n, eta_t=1.0, noise=1.0):
    """The noise of n steps, one row a step: where the gradient is (2, -3), a step from 0 is that and the noise."""
    steps = [numbers(student.sgd(0.0, 0.0, 0.0, 0.0, lambda x1, x2: (2.0, -3.0), eta_t, noise)) for _ in range(n)]
    return -torch.tensor(steps, dtype=torch.float64)[:, :2] / eta_t - torch.tensor([2.0, -3.0], dtype=torch.float64)


@points(3)
@hint(
    "Both derivatives first; then x1 - eta_t * g1 and x2 - eta_t * g2.",
    zh="先求两个偏导数，再算 x1 - eta_t * g1 和 x2 - eta_t * g2。",
)
def test_without_noise_it_is_gradient_descent(student, reference):
    """With noise = 0, every step is that of gradient descent. / noise = 0 时，每一步都与梯度下降相同。"""
    for eta_t in (0.1, 0.7):
        x1, x2, s1, s2 = torch.randn(4, dtype=torch.float64).tolist()
        given = x1, x2, s1, s2, lambda a, b: (a * b + 1, math.exp(a) - b), eta_t, 0.0
        check.close(numbers(student.sgd(*given)), numbers(reference.sgd(*given)))


@points(4)
@hint(
    "noise is the standard deviation of what is added to each derivative.",
    zh="noise 是加到每个偏导数上的噪声的标准差。",
)
def test_the_noise(student):
    """The noise is normal, with mean 0 and standard deviation noise. / 噪声服从均值 0、标准差 noise 的正态分布。"""
    check.normal(noise_in(student, 60), 0.0, 1.0, of=3)
    check.normal(noise_in(student, 60, eta_t=0.1), 0.0, 1.0, of=3)
    check.normal(noise_in(student, 60, noise=10.0), 0.0, 10.0, of=3)


@points(3)
@after(test_without_noise_it_is_gradient_descent)
@hint("Draw twice in each call, and set no seed.", zh="每次调用抽取两次，不要设定种子。")
def test_each_has_its_own(student):
    """Each coordinate has noise of its own, new in every step. / 每个坐标各有噪声，每一步都重新抽取。"""
    noise = noise_in(student, 5)
    check.equal(len({round(float(x), 6) for x in noise.flatten()}), 10)
