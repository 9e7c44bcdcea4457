"""Gradient descent, Newton's method and bisection, in one dimension and two (Dive into Deep Learning, section 11.3)."""

from collections.abc import Callable


def gd(eta: float, f_grad: Callable[[float], float]) -> list[float]:
    """Ten steps of gradient descent from x = 10.0: the eleven places, the start included.

    eta: learning rate. f_grad: the derivative.
    """
    raise NotImplementedError("gd is not written yet")


def gd_2d(
    x1: float,
    x2: float,
    s1: float,
    s2: float,
    f_grad: Callable[[float, float], tuple[float, float]],
    eta: float = 0.1,
) -> tuple[float, float, float, float]:
    """One step of gradient descent: (x1, x2, 0, 0). Plain gradient descent has no state: s1 and s2 are not used.

    f_grad: gives both partial derivatives at (x1, x2). eta: learning rate.
    """
    raise NotImplementedError("gd_2d is not written yet")


def train_2d(
    trainer: Callable[..., tuple], steps: int = 20, f_grad: Callable | None = None
) -> list[tuple[float, float]]:
    """Let trainer make its steps from (x1, x2) = (-5, -2) with states (0, 0): the steps + 1 places, the start included.

    trainer: takes (x1, x2, s1, s2), and f_grad behind them if there is one; gives the new (x1, x2, s1, s2).
    """
    raise NotImplementedError("train_2d is not written yet")


def newton(eta: float, f_grad: Callable[[float], float], f_hess: Callable[[float], float]) -> list[float]:
    """Ten steps of Newton's method with the absolute value of the curvature, from x = 10.0: the eleven places.

    eta: learning rate. f_grad, f_hess: first and second derivative.
    """
    raise NotImplementedError("newton is not written yet")


def bisection(f_grad: Callable[[float], float], a: float, b: float, tol: float = 1e-6) -> float:
    """The minimum of a convex function between a < b, to within tol: halve the interval by the sign of the derivative.

    f_grad: the derivative, which does not fall from a to b; it may be below zero throughout, or above."""
    raise NotImplementedError("bisection is not written yet")
