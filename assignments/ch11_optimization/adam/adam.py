"""Adam and Yogi, from scratch (Dive into Deep Learning, section 11.10; Kingma and Ba, 2014; Zaheer and others, 2018)."""

import torch


def init_adam_states(feature_dim: int) -> tuple[tuple[torch.Tensor, torch.Tensor], tuple[torch.Tensor, torch.Tensor]]:
    """((v_w, s_w), (v_b, s_b)): zeros of shape (feature_dim, 1) for w and (1,) for b, float32."""
    raise NotImplementedError("init_adam_states is not written yet")


def adam(params: list[torch.Tensor], states: tuple[tuple[torch.Tensor, torch.Tensor], ...], hyperparams: dict) -> None:
    """One step of Adam for each parameter; changes params, states and hyperparams["t"] in place, and clears the gradients.

    params: leaves that require a gradient, each with its .grad filled. states: for each of them the pair (v, s) of running
    averages, of gradients and of their squares, of its shape and dtype. hyperparams: "lr", and the number "t" of this
    step, 1 for the first. beta1 is 0.9, beta2 0.999, epsilon 1e-6, outside the root."""
    raise NotImplementedError("adam is not written yet")


def yogi(params: list[torch.Tensor], states: tuple[tuple[torch.Tensor, torch.Tensor], ...], hyperparams: dict) -> None:
    """One step of Yogi for each parameter: as `adam`, but s moves towards the square by a share of the square itself.

    epsilon is 1e-3."""
    raise NotImplementedError("yogi is not written yet")
