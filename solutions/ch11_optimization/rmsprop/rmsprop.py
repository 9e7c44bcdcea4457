"""RMSProp, from scratch (Dive into Deep Learning, section 11.8; Tieleman and Hinton, 2012)."""

import math

import torch


def rmsprop_2d(
    x1: float, x2: float, s1: float, s2: float, eta: float = 0.4, gamma: float = 0.9
) -> tuple[float, float, float, float]:
    """One step of RMSProp on f(x) = 0.1 x1² + 2 x2²: the new (x1, x2, s1, s2).

    s1, s2: running averages of squared gradients. eta: learning rate. gamma: how much of the old average stays. epsilon is
    1e-6, under the root."""
    ### BEGIN SOLUTION
    g1, g2, eps = 0.2 * x1, 4 * x2, 1e-6
    s1 = gamma * s1 + (1 - gamma) * g1**2
    s2 = gamma * s2 + (1 - gamma) * g2**2
    return x1 - eta * g1 / math.sqrt(s1 + eps), x2 - eta * g2 / math.sqrt(s2 + eps), s1, s2
    ### END SOLUTION


def init_rmsprop_states(feature_dim: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(s_w, s_b): zeros of shapes (feature_dim, 1) and (1,), float32."""
    ### BEGIN SOLUTION
    return torch.zeros(feature_dim, 1), torch.zeros(1)
    ### END SOLUTION


def rmsprop(params: list[torch.Tensor], states: tuple[torch.Tensor, ...], hyperparams: dict) -> None:
    """One step for each parameter, with its own average; changes params and states in place, and clears the gradients.

    params: leaves that require a gradient, each with its .grad filled. states: for each of them the running average of its
    squared gradients, of its shape and dtype. hyperparams: "lr" and "gamma". epsilon is 1e-6, under the root."""
    ### BEGIN SOLUTION
    gamma, eps = hyperparams["gamma"], 1e-6
    with torch.no_grad():
        for p, s in zip(params, states):  # noqa: B905
            s.mul_(gamma).add_((1 - gamma) * p.grad.square())
            p -= hyperparams["lr"] * p.grad / torch.sqrt(s + eps)
            p.grad.zero_()
    ### END SOLUTION
