import math

import torch


def gd_prints(eta, f_grad):
    """As the book has it: prints."""
    x = 10.0
    results = [x]
    for i in range(10):
        x -= eta * f_grad(x)
        results.append(float(x))
    print(f"epoch 10, x: {x:f}")
    return results


def gd_from_the_last(eta, f_grad):
    """From the end of the list."""
    results = [10.0]
    while len(results) < 11:
        results.append(results[-1] - eta * f_grad(results[-1]))
    return tuple(results)


def gd_2d_book(x1, x2, s1, s2, f_grad, eta=0.1):
    """A tuple of the book's."""
    g1, g2 = f_grad(x1, x2)
    return (x1 - eta * g1, x2 - eta * g2, 0, 0)


def gd_2d_tensors(x1, x2, s1, s2, f_grad, eta=0.1):
    """As tensors, in a list."""
    x = torch.tensor([x1, x2], dtype=torch.float64)
    x = x - eta * torch.tensor(f_grad(x1, x2), dtype=torch.float64)
    return [x[0], x[1], 0.0, 0.0]


def train_2d_prints(trainer, steps=20, f_grad=None):
    """As the book has it: prints."""
    x1, x2, s1, s2 = -5, -2, 0, 0
    results = [(x1, x2)]
    for i in range(steps):
        if f_grad:
            x1, x2, s1, s2 = trainer(x1, x2, s1, s2, f_grad)
        else:
            x1, x2, s1, s2 = trainer(x1, x2, s1, s2)
        results.append((x1, x2))
        print(f"epoch {i + 1}, x1: {float(x1):f}, x2: {float(x2):f}")
    return results


def train_2d_state(trainer, steps=20, f_grad=None):
    """All four in one."""
    state, more = (-5.0, -2.0, 0.0, 0.0), [] if f_grad is None else [f_grad]
    results = [state[:2]]
    while len(results) <= steps:
        state = trainer(*state, *more)
        results.append([state[0], state[1]])
    return results


def newton_by_sign(eta, f_grad, f_hess):
    """The sign of the curvature as a factor."""
    x = 10.0
    results = [x]
    for _ in range(10):
        curvature = f_hess(x)
        x = x - eta * f_grad(x) / curvature * math.copysign(1.0, curvature)
        results.append(x)
    return results


def newton_from_the_last(eta, f_grad, f_hess):
    """From the end of the list."""
    results = [10.0]
    for _ in range(10):
        results += [results[-1] - eta * f_grad(results[-1]) / abs(f_hess(results[-1]))]
    return results


def bisection_ends_first(f_grad, a, b, tol=1e-6):
    """The ends first; gives the left end of what is left."""
    if f_grad(a) >= 0:
        return a
    if f_grad(b) <= 0:
        return b
    while b - a > tol:
        middle = a + (b - a) / 2
        a, b = (middle, b) if f_grad(middle) < 0 else (a, middle)
    return a


def bisection_recursive(f_grad, a, b, tol=1e-6):
    """Recursion; stops at a derivative of zero."""
    middle = (a + b) / 2
    slope = f_grad(middle)
    if slope == 0 or b - a <= tol:
        return middle
    if slope < 0:
        return bisection(f_grad, middle, b, tol)
    return bisection(f_grad, a, middle, tol)


def bisection_counted(f_grad, a, b, tol=1e-6):
    """The number of halvings worked out before."""
    for _ in range(max(0, math.ceil(math.log2((b - a) / tol)))):
        middle = 0.5 * (a + b)
        if f_grad(middle) > 0:
            b = middle
        else:
            a = middle
    return torch.tensor(0.5 * (a + b), dtype=torch.float64)
