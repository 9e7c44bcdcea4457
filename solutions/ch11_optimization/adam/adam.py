"""Adam and Yogi, from scratch (Dive into Deep Learning, section 11.10; Kingma and Ba, 2014; Zaheer and others, 2018)."""

import torch


def init_adam_states(feature_dim: int) -> tuple[tuple[torch.Tensor, torch.Tensor], tuple[torch.Tensor, torch.Tensor]]:
    """((v_w, s_w), (v_b, s_b)): zeros of shape (feature_dim, 1) for w and (1,) for b, float32."""
    ### BEGIN SOLUTION
    v_w, s_w = torch.zeros(feature_dim, 1), torch.zeros(feature_dim, 1)
    v_b, s_b = torch.zeros(1), torch.zeros(1)
    return (v_w, s_w), (v_b, s_b)
    ### END SOLUTION


def adam(params: list[torch.Tensor], states: tuple[tuple[torch.Tensor, torch.Tensor], ...], hyperparams: dict) -> None:
    """One step of Adam for each parameter; changes params, states and hyperparams["t"] in place, and clears the gradients.

    params: leaves that require a gradient, each with its .grad filled. states: for each of them the pair (v, s) of running
    averages, of gradients and of their squares, of its shape and dtype. hyperparams: "lr", and the number "t" of this
    step, 1 for the first. beta1 is 0.9, beta2 0.999, epsilon 1e-6, outside the root."""
    ### BEGIN SOLUTION
    beta1, beta2, eps = 0.9, 0.999, 1e-6
    t = hyperparams["t"]
    with torch.no_grad():
        for p, (v, s) in zip(params, states):  # noqa: B905
            v.mul_(beta1).add_((1 - beta1) * p.grad)
            s.mul_(beta2).add_((1 - beta2) * p.grad.square())
            v_corrected = v / (1 - beta1**t)
            s_corrected = s / (1 - beta2**t)
            p -= hyperparams["lr"] * v_corrected / (torch.sqrt(s_corrected) + eps)
            p.grad.zero_()
    hyperparams["t"] = t + 1
    ### END SOLUTION


def yogi(params: list[torch.Tensor], states: tuple[tuple[torch.Tensor, torch.Tensor], ...], hyperparams: dict) -> None:
    """One step of Yogi for each parameter: as `adam`, but s moves towards the square by a share of the square itself.

    epsilon is 1e-3."""
    ### BEGIN SOLUTION
    beta1, beta2, eps = 0.9, 0.999, 1e-3
    t = hyperparams["t"]
    with torch.no_grad():
        for p, (v, s) in zip(params, states):  # noqa: B905
            square = p.grad.square()
            v.mul_(beta1).add_((1 - beta1) * p.grad)
            s.add_((1 - beta2) * torch.sign(square - s) * square)
            v_corrected = v / (1 - beta1**t)
            s_corrected = s / (1 - beta2**t)
            p -= hyperparams["lr"] * v_corrected / (torch.sqrt(s_corrected) + eps)
            p.grad.zero_()
    hyperparams["t"] = t + 1
    ### END SOLUTION
