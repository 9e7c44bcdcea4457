"""AdaGrad, from scratch (Dive into Deep Learning, section 11.7; Duchi, Hazan and Singer, 2011)."""

import math

import torch


def adagrad_2d(x1: float, x2: float, s1: float, s2: float, eta: float = 0.4) -> tuple[float, float, float, float]:
    """One step of AdaGrad on f(x) = 0.1 x1² + 2 x2²: the new (x1, x2, s1, s2).

    s1, s2: sums of squared gradients so far. eta: learning rate. epsilon is 1e-6, under the root.
    """
    ### BEGIN SOLUTION
    g1, g2, eps = 0.2 * x1, 4 * x2, 1e-6
    s1 += g1**2
    s2 += g2**2
    return x1 - eta * g1 / math.sqrt(s1 + eps), x2 - eta * g2 / math.sqrt(s2 + eps), s1, s2
    ### END SOLUTION


def init_adagrad_states(feature_dim: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(s_w, s_b): zeros of shapes (feature_dim, 1) and (1,), float32."""
    ### BEGIN SOLUTION
    return torch.zeros(feature_dim, 1), torch.zeros(1)
    ### END SOLUTION


def adagrad(params: list[torch.Tensor], states: tuple[torch.Tensor, ...], hyperparams: dict) -> None:
    """One step for each parameter, with its own sum of squares; changes params and states in place, clears the gradients.

    params: leaves that require a gradient, each with its .grad filled. states: for each of them the sum of its squared
    gradients, of its shape and dtype. hyperparams: "lr". epsilon is 1e-6, under the root."""
    ### BEGIN SOLUTION
    eps = 1e-6
    with torch.no_grad():
        for p, s in zip(params, states):  # noqa: B905
            s += p.grad.square()
            p -= hyperparams["lr"] * p.grad / torch.sqrt(s + eps)
            p.grad.zero_()
    ### END SOLUTION
