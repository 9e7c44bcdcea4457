"""Owns tensors as bytes: how one is laid out on the wire, how it is rebuilt, and which headers are believed."""

from __future__ import annotations

import ctypes
import math
from typing import Any

import torch

from grader.sandbox.wire import BadFrame

Buffer = bytes | bytearray
MAX_DIMS = 64
MAX_NUMEL = 1 << 38

# Every dtype that torch has, and those a plain (strided, unquantised) CPU tensor can have.
ALL_DTYPES: dict[str, torch.dtype] = {
    str(value).removeprefix("torch."): value for value in vars(torch).values() if isinstance(value, torch.dtype)
}
DTYPES = {name: dtype for name, dtype in ALL_DTYPES.items() if not name.startswith(("q", "bits"))}
_NAMES = {dtype: name for name, dtype in ALL_DTYPES.items()}
_READABLE = frozenset(DTYPES.values())

try:
    _memcmp = ctypes.CDLL(None).memcmp
    _memcmp.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t]
except (OSError, TypeError, AttributeError):  # a system whose C library is found in another way
    _memcmp = None  # type: ignore[assignment]


def dtype_name(dtype: torch.dtype) -> str:
    """`float32` for torch.float32."""
    return _NAMES[dtype]


def has_bytes(tensor: torch.Tensor) -> bool:
    """Whether a tensor's elements can be read: strided, in the memory of a CPU or a GPU."""
    return (
        tensor.layout is torch.strided
        and (tensor.is_cpu or tensor.is_cuda)
        and tensor.dtype in _READABLE
        and not tensor.is_nested
    )


def leave(tensor: torch.Tensor, device: torch.device) -> None:
    """Have a tensor lie on `device` in a simulation too."""
    tensor._left_on = device  # type: ignore[attr-defined]


def place(tensor: torch.Tensor, simulated: torch.device) -> torch.device:
    """Where a tensor of the trusted side lies in a simulation: on the simulated device, if not left elsewhere."""
    found: torch.device = getattr(tensor, "_left_on", simulated)
    return found


def raw_bytes(tensor: torch.Tensor) -> bytes:
    """The elements of a plain tensor in row-major order."""
    if tensor.is_neg() or tensor.is_conj():
        tensor = tensor.detach().resolve_conj().resolve_neg()
    if not tensor.is_cpu:
        tensor = tensor.detach().cpu()
    if not tensor.is_contiguous():
        tensor = _contiguous(tensor.detach())
    size = tensor.nbytes
    return ctypes.string_at(tensor.data_ptr(), size) if size else b""


def _contiguous(tensor: torch.Tensor) -> torch.Tensor:
    try:
        return tensor.contiguous()
    except NotImplementedError:  # the dtypes of less than a byte cannot be copied as themselves
        return tensor.view(torch.uint8).contiguous().view(tensor.dtype)


def is_direct(tensor: torch.Tensor) -> bool:
    """Whether the memory of a tensor, where it is contiguous, holds its elements as they are."""
    return tensor.is_cpu and not tensor.is_neg() and not tensor.is_conj()


def same_bytes(tensor: torch.Tensor, seen: Buffer, direct: bool) -> bool:
    """Whether a plain tensor of as many bytes as `seen` holds exactly these (nan equals itself, -0.0 is not 0.0).

    direct: what `is_direct` says of it.
    """
    if direct and _memcmp is not None and tensor.is_contiguous():
        size = len(seen)
        return size == 0 or _memcmp(tensor.data_ptr(), _address(seen), size) == 0
    return raw_bytes(tensor) == seen


def _address(data: Buffer) -> Any:
    """What a C function takes for a pointer to the bytes."""
    return data if type(data) is bytes else (ctypes.c_char * len(data)).from_buffer(data)


def storage_layout(tensor: torch.Tensor) -> list[int] | None:
    """The strides that a copy in the other room is to have; None where the tensor is contiguous.

    So that code which wrongly calls `.view()` on a transpose, or writes into an expanded tensor, fails there too.
    """
    if tensor.is_contiguous() or tensor.numel() == 0:
        return None
    strides, shape = tensor.stride(), tensor.shape
    if any(stride == 0 and size > 1 for stride, size in zip(strides, shape, strict=True)):
        return _strides([0 if stride == 0 and size > 1 else size for stride, size in zip(strides, shape, strict=True)])
    expected = 1
    for stride, size in sorted((s, n) for s, n in zip(strides, shape, strict=True) if n != 1):
        if stride != expected:  # holes: its axes are stored in reverse order, which is not contiguous either
            return _strides(list(shape)[::-1])[::-1]
        expected *= size
    return list(strides)


def _strides(shape: list[int]) -> list[int]:
    """Row-major strides; an axis of size 0 stands for one that repeats, with stride 0."""
    strides, step = [], 1
    for size in reversed(shape):
        strides.append(step if size else 0)
        step *= max(size, 1)
    return strides[::-1]


def checked_shape(shape: Any, itemsize: int, length: int) -> list[int]:
    """`shape` if it is a list of sizes that `length` bytes fill exactly. Raises BadFrame."""
    if type(shape) is not list or len(shape) > MAX_DIMS:
        raise BadFrame("a value without a shape")
    numel = 1
    for size in shape:
        if type(size) is not int or not 0 <= size <= MAX_NUMEL:
            raise BadFrame("a value with an impossible shape")
        numel *= size
        if numel > MAX_NUMEL:
            raise BadFrame("a value with an impossible shape")
    if numel * itemsize != length:
        raise BadFrame("a value whose bytes do not fill its shape")
    return shape


def rebuild(dtype: Any, shape: Any, strides: Any, data: Buffer) -> torch.Tensor:
    """A plain CPU tensor that holds `data`. Raises BadFrame for a header that does not fit."""
    kind = DTYPES.get(dtype) if type(dtype) is str else None
    if kind is None:
        raise BadFrame("a tensor of an unknown dtype")
    checked_shape(shape, kind.itemsize, len(data))
    # Memory of its own: a view over `data` could be written into only where autograd has no say.
    whole = torch.empty(shape, dtype=torch.uint8 if kind is torch.bool else kind, device="cpu")
    ctypes.memmove(whole.data_ptr(), _address(data), len(data))
    if kind is torch.bool:
        whole = whole.ne(0)  # a byte of 2 is true in one operation and false in another, so no such byte gets in
    return whole if strides is None else _laid_out(whole, strides)


def _laid_out(whole: torch.Tensor, strides: Any) -> torch.Tensor:
    shape = whole.shape
    if type(strides) is not list or len(strides) != len(shape) or any(type(s) is not int or s < 0 for s in strides):
        raise BadFrame("a tensor with impossible strides")
    for axis, (stride, size) in enumerate(zip(strides, shape, strict=True)):
        if stride == 0 and size > 1:
            whole = whole.narrow(axis, 0, 1)
    if whole.shape != shape:
        return whole.clone().expand(shape)
    span = 1 + sum((n - 1) * s for n, s in zip(shape, strides, strict=True))
    if span > math.prod(shape):
        raise BadFrame("a tensor whose strides reach beyond its memory")
    if whole.dtype.itemsize == 1:  # as bytes: some dtypes of less than a byte cannot be copied as themselves
        out = torch.empty_strided(shape, strides, dtype=torch.uint8)
        return out.copy_(whole.view(torch.uint8)).view(whole.dtype).detach()
    return torch.empty_strided(shape, strides, dtype=whole.dtype).copy_(whole)


def overwrite(tensor: torch.Tensor, new: torch.Tensor) -> None:
    """Let `tensor` hold what `new` holds: the same object, unseen by autograd."""
    if tensor.is_inference() and new.shape == tensor.shape and new.dtype == tensor.dtype:
        with torch.inference_mode():
            tensor.copy_(new)
        return
    if new.shape == tensor.shape and new.dtype == tensor.dtype:
        try:
            tensor.data.copy_(new)
            return
        except RuntimeError:
            pass  # an expanded tensor, or one of less than a byte: it gets memory of its own
    tensor.data = new.to(tensor.device)
