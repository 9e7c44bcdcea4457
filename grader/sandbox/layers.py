"""Owns building one of torch's own layers in a student's room: from its class and what it holds, never from code.

Such a layer is of the class itself (`type(m) is nn.Linear`). Its parameters and buffers are the ones it was described
with: what either room changes in them, the other sees.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from grader.sandbox.remote import public_class

Described = tuple[str, tuple[Any, ...], tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]

_PLAIN = (bool, int, float, str, type(None))
_OF_MODULE = frozenset(vars(nn.Module()))  # hooks among them, which stay behind
_OF_RECURRENT = frozenset(["_flat_weights", "_flat_weight_refs"])  # made anew from the parameters


def describe(layer: nn.Module) -> Described:
    """(class, settings, parameters, buffers, layers inside), as pairs of a name and a value.

    Raises TypeError for a layer of another class than torch's own, or one that holds more than data."""
    path = public_class(type(layer))
    if path is None:
        raise TypeError(f"{type(layer).__name__} is no layer of torch's own: hand it over as it is")
    settings = []
    for name, value in vars(layer).items():
        if name in _OF_RECURRENT or (name in _OF_MODULE and name not in ("training", "_non_persistent_buffers_set")):
            continue
        plain = tuple(sorted(value)) if isinstance(value, set) else value
        if not _is_plain(plain):
            raise TypeError(f"{type(layer).__name__} holds `{name}`, which is no plain data")
        settings.append((name, plain))
    inner = tuple((name, None if child is None else describe(child)) for name, child in layer._modules.items())
    return path, tuple(settings), tuple(layer._parameters.items()), tuple(layer._buffers.items()), inner


def build(described: Described) -> nn.Module:
    """The layer. Raises TypeError for what `describe` does not give."""
    path, settings, parameters, buffers, inner = described
    cls = public_class(path, find=True)
    if cls is None or not issubclass(cls, nn.Module):
        raise TypeError("no layer of torch's own")
    layer: nn.Module = cls.__new__(cls)
    nn.Module.__init__(layer)
    own = vars(layer)
    for name, value in settings:
        own[name] = set(value) if name == "_non_persistent_buffers_set" else value
    layer._parameters.update(parameters)
    layer._buffers.update(buffers)
    layer._modules.update({name: None if child is None else build(child) for name, child in inner})
    if isinstance(layer, nn.RNNBase):
        layer._init_flat_weights()
    return layer


def _is_plain(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return all(_is_plain(item) for item in value)
    return type(value) in _PLAIN or isinstance(value, (torch.dtype, torch.device, torch.Size))
