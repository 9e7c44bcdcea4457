"""Owns tensors as bytes: how one is laid out on the wire, how it is rebuilt, and which headers are believed."""

from __future__ import annotations

import ctypes
import math
from typing import Any

import torch

from grader.sandbox.wire import BadFrame

MAX_DIMS = 64
MAX_NUMEL = 1 << 38

# Every dtype that a plain (strided, unquantised) CPU tensor can have.
DTYPES: dict[str, torch.dtype] = {
    str(value).removeprefix("torch."): value
    for value in vars(torch).values()
    if isinstance(value, torch.dtype) and not str(value).startswith(("torch.q", "torch.bits"))
}
_NAMES = {dtype: name for name, dtype in DTYPES.items()}


def dtype_name(dtype: torch.dtype) -> str:
    """`float32` for torch.float32; the full name for a dtype that has no bytes to send (quantised ones)."""
    return _NAMES.get(dtype, str(dtype).removeprefix("torch."))


def raw_bytes(tensor: torch.Tensor) -> bytes:
    """The elements of a plain tensor in row-major order."""
    if tensor.device.type != "cpu":
        tensor = tensor.detach().cpu()
    if tensor.is_conj() or tensor.is_neg():
        tensor = tensor.detach().resolve_conj().resolve_neg()
    if not tensor.is_contiguous():
        tensor = tensor.detach().contiguous()
    size = tensor.numel() * tensor.element_size()
    return ctypes.string_at(tensor.data_ptr(), size) if size else b""


def storage_layout(tensor: torch.Tensor) -> list[int] | None:
    """The strides of a tensor that is not contiguous but fills its memory without holes (a transpose), else None.

    Sent so that code which wrongly calls `.view()` on a transpose meets a transpose in the other room too.
    """
    if tensor.is_contiguous() or tensor.numel() == 0:
        return None
    strides, shape = tensor.stride(), tensor.shape
    expected = 1
    for stride, size in sorted((s, n) for s, n in zip(strides, shape, strict=True) if n != 1):
        if stride != expected:
            return _any_layout(tensor)
        expected *= size
    return list(strides)


def _any_layout(tensor: torch.Tensor) -> list[int]:
    """Strides for a tensor with holes or repeats: its axes stored in reverse order, which is not contiguous either."""
    strides, step = [], 1
    for size in tensor.shape:
        strides.append(step)
        step *= max(size, 1)
    return strides


def checked_shape(shape: Any, itemsize: int, length: int) -> list[int]:
    """`shape` if it is a list of sizes that `length` bytes fill exactly. Raises BadFrame."""
    if type(shape) is not list or len(shape) > MAX_DIMS:
        raise BadFrame("a tensor without a shape")
    numel = 1
    for size in shape:
        if type(size) is not int or not 0 <= size <= MAX_NUMEL:
            raise BadFrame("a tensor with an impossible shape")
        numel *= size
        if numel > MAX_NUMEL:
            raise BadFrame("a tensor with an impossible shape")
    if numel * itemsize != length:
        raise BadFrame("a tensor whose bytes do not fill its shape")
    return shape


def rebuild(dtype: str, shape: Any, strides: Any, data: bytearray) -> torch.Tensor:
    """A plain CPU tensor over `data`. Raises BadFrame for a header that does not fit."""
    kind = DTYPES.get(dtype) if type(dtype) is str else None
    if kind is None:
        raise BadFrame("a tensor of an unknown dtype")
    checked_shape(shape, kind.itemsize, len(data))
    if not data:
        return torch.empty(shape, dtype=kind)
    flat = torch.frombuffer(data, dtype=torch.uint8)
    flat = flat.view(kind) if kind is not torch.uint8 else flat
    if strides is None:
        return flat.view(shape)
    contiguous = flat.view(shape)
    out = torch.empty_strided(shape, _checked_strides(strides, shape), dtype=kind)
    out.copy_(contiguous)
    return out


def _checked_strides(strides: Any, shape: list[int]) -> list[int]:
    if type(strides) is not list or len(strides) != len(shape) or any(type(s) is not int or s < 1 for s in strides):
        raise BadFrame("a tensor with impossible strides")
    span = 1 + sum((n - 1) * s for n, s in zip(shape, strides, strict=True) if n > 0)
    if span > math.prod(shape):
        raise BadFrame("a tensor whose strides reach beyond its memory")
    return strides


def same_bytes(tensor: torch.Tensor, snapshot: bytes) -> bool:
    """Whether a plain tensor still holds exactly the bytes of `snapshot` (nan equals itself, -0.0 is not 0.0)."""
    size = tensor.numel() * tensor.element_size()
    if size != len(snapshot):
        return False
    if size > (1 << 16) and tensor.device.type == "cpu" and tensor.is_contiguous():
        view = tensor.detach().view(-1).view(torch.uint8)
        return torch.equal(view, torch.frombuffer(snapshot, dtype=torch.uint8))
    return raw_bytes(tensor) == snapshot
