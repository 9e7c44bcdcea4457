"""Gradient descent with momentum, from scratch (Dive into Deep Learning, section 11.6)."""

import torch


def momentum_2d(
    x1: float, x2: float, v1: float, v2: float, eta: float = 0.6, beta: float = 0.5
) -> tuple[float, float, float, float]:
    """One step with momentum on f(x) = 0.1 x1² + 2 x2²: the new (x1, x2, v1, v2).

    eta: learning rate. beta: how much of the old velocity stays.
    """
    ### BEGIN SOLUTION
    v1 = beta * v1 + 0.2 * x1
    v2 = beta * v2 + 4 * x2
    return x1 - eta * v1, x2 - eta * v2, v1, v2
    ### END SOLUTION


def init_momentum_states(feature_dim: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(v_w, v_b): zeros of shapes (feature_dim, 1) and (1,), float32."""
    ### BEGIN SOLUTION
    return torch.zeros(feature_dim, 1), torch.zeros(1)
    ### END SOLUTION


def sgd_momentum(params: list[torch.Tensor], states: tuple[torch.Tensor, ...], hyperparams: dict) -> None:
    """One step for each parameter, with its own velocity; changes params and states in place, and clears the gradients.

    params: leaves that require a gradient, each with its .grad filled. states: for each of them its velocity, of its shape
    and dtype. hyperparams: "lr" and "momentum"."""
    ### BEGIN SOLUTION
    with torch.no_grad():
        for p, v in zip(params, states):  # noqa: B905
            v.mul_(hyperparams["momentum"]).add_(p.grad)
            p -= hyperparams["lr"] * v
            p.grad.zero_()
    ### END SOLUTION
