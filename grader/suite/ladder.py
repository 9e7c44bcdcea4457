"""Owns the ladder: one value against another, rung by rung, and the tolerance of each dtype."""

from __future__ import annotations

import math
from collections import Counter, OrderedDict, defaultdict
from typing import Any

import numpy as np
import torch

from grader.suite import observe, words
from grader.suite.words import Failed

__all__ = [
    "NUMBER_TOLERANCE",
    "TOLERANCE",
    "Failed",
    "compare",
    "is_tensor",
    "rung_device",
    "rung_finite",
    "tensor_or_fail",
]

# (rtol, atol). Wide enough for another order of summation on another device, far too narrow for another formula.
# bfloat16 resolves 2**-8, so its tolerance is one such step. Dtypes that are not here are compared exactly.
TOLERANCE: dict[torch.dtype, tuple[float, float]] = {
    torch.float64: (1e-7, 1e-9),
    torch.complex128: (1e-7, 1e-9),
    torch.float32: (1e-5, 1e-5),
    torch.complex64: (1e-5, 1e-5),
    torch.float16: (2e-3, 1e-3),
    torch.bfloat16: (8e-3, 8e-3),
}
NUMBER_TOLERANCE = (1e-6, 1e-9)  # Python floats: often the `.item()` of a float32 tensor

_TENSORS = (torch.Tensor, torch.nn.Parameter)
_DICTS = (dict, OrderedDict, Counter, defaultdict)
_FLOATS: tuple[type, ...] = (float, int, np.float64, np.float32, np.float16, np.int64, np.int32)
_INTS: tuple[type, ...] = (int, np.int64, np.int32, np.int16, np.int8, np.uint8)


def compare(
    actual: Any,
    expected: Any,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    exact: bool = False,
    path: str = "",
) -> None:
    """Raise Failed at the first rung on which `actual` is not `expected`.

    `exact`: no tolerance, and list and tuple, int and float are told apart."""
    if isinstance(expected, torch.Tensor):
        _tensor(actual, expected, rtol, atol, exact, path)
    elif isinstance(expected, np.ndarray):
        _array(actual, expected, rtol, atol, exact, path)
    elif isinstance(expected, (list, tuple)):
        _sequence(actual, expected, rtol, atol, exact, path)
    elif isinstance(expected, dict):
        _dict(actual, expected, rtol, atol, exact, path)
    elif isinstance(expected, bool) or not isinstance(expected, (int, float, complex)):
        if isinstance(expected, np.bool_):
            expected = bool(expected)
        _plain(actual, expected, path)
    else:
        _number(actual, expected, rtol, atol, exact, path)


def is_tensor(value: Any) -> bool:
    """Exactly a tensor or a parameter: a subclass may lie."""
    return type(value) in _TENSORS


def tensor_or_fail(actual: Any, path: str = "") -> torch.Tensor:
    """`actual`, if it is exactly a dense tensor."""
    if type(actual) not in _TENSORS and not (observe.simulated() and _is_fake(actual)):
        raise words.wrong_type(path, actual, words.A_TENSOR)
    if actual.layout != torch.strided:
        raise words.wrong_layout(path)
    return actual


def _is_fake(value: Any) -> bool:
    """Whether it is a tensor of a simulation: in process, a callback is given such."""
    from torch._subclasses.fake_tensor import FakeTensor

    return type(value) is FakeTensor


def rung_device(actual: torch.Tensor, expected: torch.device, path: str) -> None:
    """`actual` is on `expected`; in a simulated test, on the simulated GPU (the suite's own stay on the CPU)."""
    if observe.simulated():
        claimed = getattr(actual, "_claimed_device", None) or actual.device
        on_gpu = observe.current is not None and observe.current.simulated == "cuda"
        if on_gpu and claimed.type not in ("cuda", "meta"):
            raise words.wrong_device(path, claimed, torch.device("cuda", 0), True)
        return
    if actual.is_meta and expected.type != "meta":
        raise words.no_values(path)
    if actual.device.type != expected.type or expected.index not in (None, actual.device.index):
        raise words.wrong_device(path, actual.device, expected, False)


def rung_finite(actual: torch.Tensor, expected: torch.Tensor | None, path: str) -> None:
    """`actual` is finite wherever `expected` is (everywhere, where that is None)."""
    if not (actual.is_floating_point() or actual.is_complex()):
        return
    bad = ~torch.isfinite(actual)
    if expected is not None:
        bad &= torch.isfinite(expected)
    if bool(bad.any()):
        at = tuple(bad.nonzero()[0].tolist())
        raise words.not_finite(path, at, int(bad.sum()), bad.numel(), bool(torch.isnan(actual[at])))


def _tensor(
    actual: Any, expected: torch.Tensor, rtol: float | None, atol: float | None, exact: bool, path: str
) -> None:
    mine = tensor_or_fail(actual, path)
    if mine.shape != expected.shape:
        raise words.wrong_shape(path, tuple(mine.shape), tuple(expected.shape))
    if mine.dtype != expected.dtype:
        raise words.wrong_dtype(path, mine.dtype, expected.dtype)
    rung_device(mine, expected.device, path)
    if observe.simulated():
        return
    mine, right = mine.detach(), expected.detach()
    if torch.equal(mine, right):
        return
    r, a = _tolerance(right.dtype, rtol, atol, exact)
    if (r or a) and torch.allclose(mine, right, rtol=r, atol=a, equal_nan=True):
        return
    if right.is_floating_point() or right.is_complex():
        rung_finite(mine, right, path)
        good = torch.isclose(mine, right, rtol=r, atol=a, equal_nan=True)
    else:
        good = mine == right
    if bool(good.all()):
        return
    _blame(mine, right, ~good, path)


def _blame(mine: torch.Tensor, right: torch.Tensor, bad: torch.Tensor, path: str) -> None:
    """Raise for the element that is furthest off."""
    wide = torch.complex128 if right.is_complex() else torch.float64
    a, b, bad = mine.cpu().to(wide), right.cpu().to(wide), bad.cpu()
    gap = (a - b).abs()
    counts = bad & torch.isfinite(gap)
    first: tuple[int, ...] = tuple(bad.nonzero()[0].tolist())
    distance = None
    if right.dtype != torch.bool and bool(counts.any()):
        weighed = torch.where(counts, gap, torch.zeros_like(gap))
        flat = int(weighed.argmax())
        first = tuple(int(i) for i in np.unravel_index(flat, tuple(mine.shape)))
        relative = weighed / b.abs()
        relative = relative[torch.isfinite(relative)]
        distance = (float(weighed.max()), float(relative.max()) if relative.numel() else math.inf)
    raise words.wrong_values(
        path, first, int(bad.sum()), bad.numel(), distance, _show(mine[first]), _show(right[first])
    )


def _show(element: torch.Tensor) -> str:
    value = element.item()
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _tolerance(dtype: torch.dtype, rtol: float | None, atol: float | None, exact: bool) -> tuple[float, float]:
    if exact:
        return 0.0, 0.0
    r, a = TOLERANCE.get(dtype, (0.0, 0.0))
    return (r if rtol is None else rtol), (a if atol is None else atol)


def _array(actual: Any, expected: Any, rtol: float | None, atol: float | None, exact: bool, path: str) -> None:
    if type(actual) is not np.ndarray:
        raise words.wrong_type(path, actual, words.kind(expected))
    if actual.dtype.hasobject or actual.dtype.kind in "SUVmM":
        raise words.wrong_type(path, actual, words.kind(expected))
    _tensor(
        torch.from_numpy(np.ascontiguousarray(actual).reshape(actual.shape)),
        torch.from_numpy(expected),
        rtol,
        atol,
        exact,
        path,
    )


def _sequence(actual: Any, expected: Any, rtol: float | None, atol: float | None, exact: bool, path: str) -> None:
    wanted = (list,) if isinstance(expected, list) else (tuple, torch.Size)
    if type(actual) not in (wanted if exact else (list, tuple, torch.Size)):
        raise words.wrong_type(path, actual, words.kind([] if isinstance(expected, list) else ()))
    if len(actual) != len(expected):
        raise words.wrong_length(path, len(actual), len(expected))
    for i, (mine, right) in enumerate(zip(actual, expected, strict=True)):
        compare(mine, right, rtol=rtol, atol=atol, exact=exact, path=f"{path}[{i}]")


def _dict(actual: Any, expected: Any, rtol: float | None, atol: float | None, exact: bool, path: str) -> None:
    if type(actual) not in _DICTS:
        raise words.wrong_type(path, actual, words.kind({}))
    if set(actual) != set(expected):
        raise words.wrong_keys(path, [k for k in expected if k not in actual], [k for k in actual if k not in expected])
    for key in expected:
        compare(actual[key], expected[key], rtol=rtol, atol=atol, exact=exact, path=f"{path}[{key!r}]")


def _number(actual: Any, expected: Any, rtol: float | None, atol: float | None, exact: bool, path: str) -> None:
    """`expected` is an int, a float or a complex number; numpy's scalars are numbers too (`np.exp` gives them)."""
    allowed: tuple[type, ...]
    if isinstance(expected, int):
        allowed = _INTS
    elif isinstance(expected, float):
        allowed = (float, np.float64) if exact else _FLOATS
    else:
        allowed = (complex, *_FLOATS)
    if type(actual) not in allowed:
        raise words.wrong_type(
            path, actual, words.A_NUMBER if isinstance(expected, complex) else words.kind(type(expected)())
        )
    if observe.simulated():
        return
    if isinstance(expected, int):
        if int(actual) != expected:
            raise words.wrong_values(path, (), 1, 1, None, int(actual), expected)
        return
    convert, dtype = (complex, torch.complex128) if isinstance(expected, complex) else (float, torch.float64)
    mine = torch.tensor(convert(actual), dtype=dtype)
    right = torch.tensor(expected, dtype=mine.dtype)
    r = NUMBER_TOLERANCE[0] if rtol is None else rtol
    a = NUMBER_TOLERANCE[1] if atol is None else atol
    _tensor(mine, right, r, a, exact, path)


def _plain(actual: Any, expected: Any, path: str) -> None:
    """Bools, strings, None, dtypes, sets: the same type and equal."""
    if type(actual) is not type(expected) and not (type(expected) is bool and type(actual) is np.bool_):
        raise words.wrong_type(path, actual, words.kind(expected))
    if observe.simulated() and isinstance(expected, bool):
        return
    if actual != expected:
        raise words.not_equal(path, actual, expected)
