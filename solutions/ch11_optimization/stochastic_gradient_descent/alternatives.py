import math
import random

import numpy as np
import torch


def sgd_normal(x1, x2, s1, s2, f_grad, eta_t=0.1, noise=1.0):
    """torch.normal, added in place, as the book does it."""
    g1, g2 = f_grad(x1, x2)
    g1 += torch.normal(0.0, noise, (1,)).item()
    g2 += torch.normal(0.0, noise, (1,)).item()
    return (x1 - eta_t * g1, x2 - eta_t * g2, 0, 0)


def sgd_gauss(x1, x2, s1, s2, f_grad, eta_t=0.1, noise=1.0):
    """Python's own random numbers."""
    g1, g2 = (g + random.gauss(0.0, 1.0) * noise for g in f_grad(x1, x2))
    return [x1 - eta_t * g1, x2 - eta_t * g2, 0.0, 0.0]


def sgd_numpy(x1, x2, s1, s2, f_grad, eta_t=0.1, noise=1.0):
    """numpy, both at once."""
    x = np.array([x1, x2]) - eta_t * (np.array(f_grad(x1, x2)) + np.random.normal(0, noise, size=2))
    return float(x[0]), float(x[1]), 0, 0


def constant_lr_float(t):
    """A float."""
    return 1.0


def exponential_lr_power(t, lam=0.1):
    """A power of e."""
    return math.e ** (-lam * t)


def exponential_lr_tensor(t, lam=0.1):
    """As a tensor of one element."""
    return torch.exp(torch.tensor(-lam * t, dtype=torch.float64))


def polynomial_lr_divided(t, alpha=0.5, beta=0.1):
    """A quotient."""
    return 1 / pow(1 + beta * t, alpha)


def piecewise_lr_loop(t, steps, factors):
    """From the first piece on."""
    for i in range(len(steps)):
        if t < steps[i]:
            return factors[i]
    return factors[-1]


def piecewise_lr_searched(t, steps, factors):
    """searchsorted."""
    return factors[int(np.searchsorted(np.array(steps), t, side="right"))]


def train_sgd_2d_while(f_grad, eta, lr=constant_lr, steps=50, noise=1.0):
    """A while loop."""
    results, t = [(-5, -2)], 0
    while t < steps:
        t += 1
        results.append(tuple(sgd(*results[-1], 0, 0, f_grad, eta_t=eta * lr(t), noise=noise)[:2]))
    return results


def train_sgd_2d_by_itself(f_grad, eta, lr=constant_lr, steps=50, noise=1.0):
    """Without sgd."""
    x = np.array([-5.0, -2.0])
    results = [tuple(x.tolist())]
    for t in range(steps):
        x = x - eta * lr(t + 1) * (np.array(f_grad(float(x[0]), float(x[1]))) + noise * np.random.randn(2))
        results.append(tuple(x.tolist()))
    return results


def chances_binomial(n):
    """The binomial distribution."""
    p = 1 / n
    return 1 - math.comb(n, 0) * p**0 * (1 - p) ** n, math.comb(n, 1) * p * (1 - p) ** (n - 1)


def chances_logarithms(n):
    """By logarithms, which keep the digits of large n."""
    if n == 1:
        return 1.0, 1.0
    return -math.expm1(n * math.log1p(-1 / n)), math.exp((n - 1) * math.log1p(-1 / n))
