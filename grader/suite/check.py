"""Owns the comparisons that suites are written with. Each walks a ladder and stops at the first broken rung.

type, shape, dtype, device, finite, value, and for gradients "gradient": the rung, the place (`[0, 3]`) and the distance
are what a student reads. `Failed.text` is safe for a hidden test: it holds no expected value, no input, and no value
that the student's code returned (a hidden input may hide in it); `Failed.detail` does, and is for public tests only.

In a simulated test (see `observe`) there are no values: every comparison stops after the device rung.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch

from grader.sandbox.errors import Forbidden, StudentError
from grader.suite import observe, words
from grader.suite.chance import frequencies, mean, normal, share, shuffled, spread, uniform
from grader.suite.draws import draws
from grader.suite.ladder import Failed, compare, is_tensor, rung_device, rung_finite, tensor_or_fail
from grader.suite.models import every_parameter_learns, layers, parameter_count, same_model, shapes
from grader.suite.parts import copied, floats, leaf
from grader.text import Text

__all__ = [
    "Failed",
    "above",
    "below",
    "close",
    "device",
    "draws",
    "dtype",
    "equal",
    "every_parameter_learns",
    "falls",
    "finite",
    "frequencies",
    "layers",
    "leaves_alone",
    "mean",
    "normal",
    "number",
    "parameter_count",
    "printed",
    "raises",
    "same_gradient",
    "same_model",
    "shape",
    "shapes",
    "share",
    "shuffled",
    "spread",
    "that",
    "uniform",
]


def close(actual: Any, expected: Any, rtol: float | None = None, atol: float | None = None) -> None:
    """`actual` (the student's) is `expected`, up to rounding: tensors, arrays, numbers; lists, tuples, dicts of them.

    Types are exact (a bool is not a number, a subclass is not a tensor), but a list may stand for a tuple and an int
    for a float; shapes are equal (nothing broadcasts), dtypes and devices too; where `expected` is nan or infinite,
    `actual` is the same. `rtol` and `atol` that are not given follow the dtype (`ladder.TOLERANCE`).
    """
    observe.observe(actual)
    compare(actual, expected, rtol=rtol, atol=atol, exact=False)


def equal(actual: Any, expected: Any) -> None:
    """`actual` is exactly `expected`, types included. For integers, strings, lists, and tensors bit for bit."""
    observe.observe(actual)
    compare(actual, expected, exact=True)


def shape(actual: Any, shape: Sequence[int]) -> None:
    """`actual` is a tensor of this shape."""
    observe.observe(actual)
    tensor = tensor_or_fail(actual)
    if tuple(tensor.shape) != tuple(shape):
        raise words.wrong_shape("", tuple(tensor.shape), tuple(shape))


def dtype(actual: Any, dtype: torch.dtype) -> None:
    """`actual` is a tensor of this dtype."""
    observe.observe(actual)
    tensor = tensor_or_fail(actual)
    if tensor.dtype != dtype:
        raise words.wrong_dtype("", tensor.dtype, dtype)


def device(actual: Any, device: torch.device | str) -> None:
    """`actual` is a tensor on this device; in a simulated test, one that claims to be on the simulated GPU."""
    observe.observe(actual)
    rung_device(tensor_or_fail(actual), torch.device(device), "")


def finite(actual: Any) -> None:
    """`actual`, a tensor or a number, holds no nan and no infinity."""
    observe.observe(actual)
    if type(actual) in (int, float):
        actual = torch.tensor(actual, dtype=torch.float64)
    tensor = tensor_or_fail(actual)
    if not observe.simulated():
        rung_finite(tensor.detach(), None, "")


def number(actual: Any) -> float:
    """The student's number as a float, where the statement leaves open whether it is a Python number or a tensor.

    Not a comparison itself: `check.close(check.number(student.accuracy(...)), 0.75)`."""
    if is_tensor(actual) and actual.numel() == 1 and not actual.is_complex():
        return float(actual.detach())
    if type(actual) in (int, float) or (type(actual).__module__ == "numpy" and getattr(actual, "ndim", None) == 0):
        return float(actual)
    observe.observe(actual)
    raise words.wrong_type("", actual, words.A_NUMBER)


def that(condition: Any, en: str, zh: str = "") -> None:
    """A plain condition with its own sentence, which says what is wrong when it does not hold."""
    if is_tensor(condition) and condition.is_meta and observe.simulated():
        return
    holds = bool(condition)
    observe.observe(holds)
    if not holds:
        raise Failed("condition", Text(en, zh))


def below(value: Any, bound: float, en: str = "The result", zh: str = "返回结果") -> None:
    """A number (or a tensor of one element) is at most `bound`: what training achieved, with a margin of yours.

    The words say what it is ("The loss on new data", "在新数据上的损失")."""
    _on_one_side(value, bound, -1, en, zh)


def above(value: Any, bound: float, en: str = "The result", zh: str = "返回结果") -> None:
    """A number (or a tensor of one element) is at least `bound`: an accuracy, say."""
    _on_one_side(value, bound, 1, en, zh)


def _on_one_side(value: Any, bound: float, side: int, en: str, zh: str) -> None:
    if observe.simulated() and is_tensor(value) and value.is_meta:
        return
    found = number(value)
    observe.observe(observe.Estimate(found, 0.05 * abs(found)) if math.isfinite(found) else found)
    if not math.isfinite(found):
        raise Failed("finite", Text(f"{en} is {found}; expected a finite number.", f"{zh}是 {found}，应为有限数。"))
    if side * (found - bound) < 0:
        how, wie = ("too large", "太大") if side < 0 else ("too small", "太小")
        raise Failed(
            "value",
            Text(f"{en} is {how}: off by {abs(found - bound):.3g}.", f"{zh}{wie}：相差 {abs(found - bound):.3g}。"),
            Text(f"Found {found:.6g}, the bound is {bound:.6g}.", f"得到 {found:.6g}，界限为 {bound:.6g}。"),
        )


def falls(values: Any, to: float, en: str = "The loss", zh: str = "损失") -> None:
    """A list of numbers ends at most at `to` times where it began: losses of the epochs, say."""
    given = values.detach().flatten().tolist() if is_tensor(values) else values
    if not isinstance(given, (list, tuple)) or len(given) < 2:
        observe.observe(values)
        raise words.wrong_type("", values, Text("a list of at least two numbers", "至少含两个数的列表"))
    below(
        number(given[-1]) / max(number(given[0]), 1e-30),
        to,
        f"{en} at the end, as a share of the first,",
        f"最后的{zh}与最初之比",
    )


def printed(student: Any, *, timed: bool = False) -> str:
    """What the student's last call printed.

    timed: a time or a speed stands in it, which is another one each time; so the diagnosis compares only what the
    checks that follow see."""
    text = student._printed()
    if not timed:
        observe.observe(text)
    return str(text)


def raises(
    errors: type[BaseException] | tuple[type[BaseException], ...], f: Callable[..., Any], *args: Any, **kwargs: Any
) -> None:
    """`f(*args, **kwargs)` raises one of `errors`, in the student's code, and nothing else."""
    wanted = errors if isinstance(errors, tuple) else (errors,)
    try:
        f(*args, **kwargs)
    except Forbidden:
        raise
    except StudentError as error:
        observe.observe_error(error.type_name)
        if not isinstance(error, wanted):
            raise words.wrong_error(error, wanted) from None
        return
    observe.observe(None)
    raise words.no_error(wanted)


def leaves_alone(f: Callable[..., Any], *inputs: Any, **kwargs: Any) -> None:
    """`f(*inputs)` does not change its inputs. `f` gets copies, so the test's own inputs stay as they are."""
    given = [copied(value) for value in inputs]
    named = {key: copied(value) for key, value in kwargs.items()}
    f(*given, **named)
    for label, now, before in [
        *((words.argument(i), now, before) for i, (now, before) in enumerate(zip(given, inputs, strict=True))),
        *((words.argument(key), named[key], kwargs[key]) for key in kwargs),
    ]:
        observe.observe(now)
        if observe.simulated():
            continue
        try:
            compare(now, before, exact=True)
        except Failed as failed:
            raise words.changed_input(label, failed) from None


def same_gradient(
    f: Callable[..., Any],
    g: Callable[..., Any],
    *inputs: Any,
    rtol: float | None = None,
    atol: float | None = None,
    **kwargs: Any,
) -> None:
    """`f` (the student's) and `g` (the reference) agree in results and in the gradients of a random projection of them.

    Each gets copies of `inputs` (also inside lists, tuples, dicts) in which every floating tensor requires a gradient.
    The projection is drawn from the test's own random state.
    """
    mine, theirs = [leaf(value) for value in inputs], [leaf(value) for value in inputs]
    actual, expected = f(*mine, **kwargs), g(*theirs, **kwargs)
    observe.observe(actual)
    compare(actual, expected, rtol=rtol, atol=atol, exact=False)
    pairs = [(a, e) for a, e in zip(floats(actual), floats(expected), strict=True) if e.requires_grad]
    if not pairs:
        raise RuntimeError("same_gradient: the reference's result does not depend on any floating input")
    if observe.simulated():
        return
    leaves, others = floats(mine), floats(theirs)
    weights = [torch.randn_like(e) for _, e in pairs]
    if not all(a.requires_grad for a, _ in pairs):
        observe.observe("no gradient")
        raise words.no_gradient()
    found = _gradients([a for a, _ in pairs], weights, leaves)
    wanted = _gradients([e for _, e in pairs], weights, others)
    observe.observe(found)
    names = _names(inputs)
    for name, x, ours, right in zip(names, leaves, found, wanted, strict=True):
        try:
            compare(
                torch.zeros_like(x) if ours is None else ours,
                torch.zeros_like(x) if right is None else right,
                rtol=rtol,
                atol=atol,
            )
        except Failed as failed:
            raise words.wrong_gradient(name, failed) from None


def _gradients(
    results: list[torch.Tensor], weights: list[torch.Tensor], leaves: list[torch.Tensor]
) -> list[torch.Tensor | None]:
    total = sum((result * weight).sum() for result, weight in zip(results, weights, strict=True))
    return list(torch.autograd.grad(total, leaves, allow_unused=True))  # type: ignore[arg-type]


def _names(inputs: tuple[Any, ...]) -> list[Text]:
    """One label for each floating tensor of the inputs: the argument it belongs to."""
    return [words.argument(i) for i, value in enumerate(inputs) for _ in floats(value)]
