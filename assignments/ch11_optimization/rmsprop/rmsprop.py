"""RMSProp, from scratch (Dive into Deep Learning, section 11.8; Tieleman and Hinton, 2012)."""

import math

import torch


def rmsprop_2d(
    x1: float, x2: float, s1: float, s2: float, eta: float = 0.4, gamma: float = 0.9
) -> tuple[float, float, float, float]:
    """One step of RMSProp on f(x) = 0.1 x1² + 2 x2²: the new (x1, x2, s1, s2).

    s1, s2: running averages of squared gradients. eta: learning rate. gamma: how much of the old average stays. epsilon is
    1e-6, under the root."""
    raise NotImplementedError("rmsprop_2d is not written yet")


def init_rmsprop_states(feature_dim: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(s_w, s_b): zeros of shapes (feature_dim, 1) and (1,), float32."""
    raise NotImplementedError("init_rmsprop_states is not written yet")


def rmsprop(params: list[torch.Tensor], states: tuple[torch.Tensor, ...], hyperparams: dict) -> None:
    """One step for each parameter, with its own average; changes params and states in place, and clears the gradients.

    params: leaves that require a gradient, each with its .grad filled. states: for each of them the running average of its
    squared gradients, of its shape and dtype. hyperparams: "lr" and "gamma". epsilon is 1e-6, under the root."""
    raise NotImplementedError("rmsprop is not written yet")
