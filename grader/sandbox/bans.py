"""Owns the ban on operations in the student's room: no "from scratch" exercise is solved by the ready-made kernel.

The kernel itself is overridden, so every alias, method, layer, `torch.ops.aten` name and scripted function meets it.
The override is installed while an exercise that forbids something is judged and removed afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch

# Public name -> the aten operators that every road to it ends in. As few as do: each costs a child some microseconds.
FAMILIES: dict[str, tuple[str, ...]] = {
    "softmax": (
        "_softmax",
        "_log_softmax",
        "_safe_softmax",
        "_masked_softmax",
        "_sparse_softmax",
        "_sparse_log_softmax",
        "_scaled_dot_product_flash_attention_for_cpu",
        "_scaled_dot_product_flash_attention",
        "_scaled_dot_product_efficient_attention",
        "_scaled_dot_product_cudnn_attention",
        "_native_multi_head_attention",
    ),
    "conv2d": (
        "convolution",
        "convolution_overrideable",
        "_convolution",
        "mkldnn_convolution",
        "_slow_conv2d_forward",
        "slow_conv3d_forward",
        "_nnpack_spatial_convolution",
        "_conv_depthwise2d",
        "conv_depthwise3d",
        "conv_tbc",
        "slow_conv_transpose2d",
        "slow_conv_transpose3d",
        "slow_conv_dilated2d",
        "slow_conv_dilated3d",
        "cudnn_convolution",
        "cudnn_convolution_relu",
    ),
    "batch_norm": (
        "native_batch_norm",
        "_native_batch_norm_legit",
        "_native_batch_norm_legit_no_training",
        "_native_batch_norm_legit_functional",
        "_batch_norm_with_update",
        "_batch_norm_no_update",
        "cudnn_batch_norm",
        "batch_norm_update_stats",
        "batch_norm_stats",
        "batch_norm_elemt",
        "native_group_norm",
        "native_layer_norm",
    ),
    "GRU": ("gru", "gru_cell", "_thnn_fused_gru_cell", "mkldnn_rnn_layer", "_cudnn_rnn"),
}
_ALSO = {
    "log_softmax": "softmax",
    "Softmax": "softmax",
    "Conv2d": "conv2d",
    "BatchNorm2d": "batch_norm",
    "GRUCell": "GRU",
}


class ForbiddenOperation(RuntimeError):
    """Raised in the student's code at the line that ran a forbidden operation."""

    def __init__(self, operation: str):
        super().__init__(f"{operation} is not allowed in this exercise")
        self.operation = operation


def operators(name: str) -> tuple[str, ...]:
    """The aten operators behind a public dotted name; empty where it has none of its own (the source is checked)."""
    last = name.rpartition(".")[2]
    family = FAMILIES.get(_ALSO.get(last, last))
    if family is not None:
        return family
    guesses = [last, "_".join(name.split(".")[-2:])]
    return tuple(guess for guess in guesses if hasattr(torch.ops.aten, guess))


class Bans:
    """The operators that are denied at the moment."""

    def __init__(self) -> None:
        self.current: tuple[str, ...] = ()
        self.met = ""  # the last ban that was run into: scripted code wraps the exception into one of its own
        self._library: Any = None

    def set(self, names: Iterable[str]) -> None:
        """Deny the operators behind `names`, and nothing else."""
        names = tuple(names)
        if names == self.current:
            return
        if self._library is not None:
            self._library._destroy()
            self._library = None
        self.current = names
        wanted = [(operator, name) for name in names for operator in operators(name)]
        if not wanted:
            return
        self._library = torch.library.Library("aten", "IMPL")
        backends = ("CPU", "CUDA") if torch.cuda.is_initialized() else ("CPU",)
        for operator, name in wanted:
            packet = getattr(torch.ops.aten, operator, None)
            if packet is None:
                continue  # not in this version of torch

            def deny(*args: Any, _name: str = name, **kwargs: Any) -> Any:
                self.met = _name
                raise ForbiddenOperation(_name)

            for overload in packet.overloads():
                if overload.endswith("out"):
                    continue
                full = operator if overload == "default" else f"{operator}.{overload}"
                for backend in backends:
                    self._library.impl(full, deny, backend, allow_override=True)
                    # An operator that is a composition of others is entered before autograd.
                    if torch._C._dispatch_has_kernel_for_dispatch_key(f"aten::{full}", "CompositeImplicitAutograd"):
                        self._library.impl(full, deny, f"Autograd{backend}", allow_override=True)
