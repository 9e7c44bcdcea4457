"""Adadelta, from scratch (Dive into Deep Learning, section 11.9; Zeiler, 2012)."""

import torch


def init_adadelta_states(
    feature_dim: int,
) -> tuple[tuple[torch.Tensor, torch.Tensor], tuple[torch.Tensor, torch.Tensor]]:
    """((s_w, delta_w), (s_b, delta_b)): zeros of shape (feature_dim, 1) for w and (1,) for b, float32."""
    raise NotImplementedError("init_adadelta_states is not written yet")


def adadelta(
    params: list[torch.Tensor], states: tuple[tuple[torch.Tensor, torch.Tensor], ...], hyperparams: dict
) -> None:
    """One step for each parameter, with its own averages; changes params and states in place, and clears the gradients.

    params: leaves that require a gradient, each with its .grad filled. states: for each of them the pair (s, delta) of
    running averages, of squared gradients and of squared steps, of its shape and dtype. hyperparams: "rho". epsilon is 1e-5,
    under both roots."""
    raise NotImplementedError("adadelta is not written yet")
