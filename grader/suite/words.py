"""Owns the sentences of failed checks, in English and Chinese: fixed templates, with nothing the student made up."""

from __future__ import annotations

import builtins
import re
from typing import Any

import torch

from grader.sandbox.errors import StudentError
from grader.text import Text


class Failed(AssertionError):
    """A check did not hold. `rung` is the broken rung; `text` is safe for a hidden test, `detail` (values) is not."""

    def __init__(self, rung: str, text: Text, detail: Text | None = None):
        super().__init__(text.en if detail is None else f"{text.en} {detail.en}")
        self.rung = rung
        self.text = text
        self.detail = detail


_OBJECT = re.compile(r"<[^<>]*(?:\bat 0x[0-9a-fA-F]+|…)[^<>]*>")
A_NUMBER = Text("a number", "一个数")
A_TENSOR = Text("a tensor", "一个张量")

_KINDS = {
    torch.Tensor: A_TENSOR,
    torch.nn.Parameter: A_TENSOR,
    bool: Text("a bool", "一个布尔值"),
    int: Text("an integer", "一个整数"),
    float: Text("a float", "一个浮点数"),
    complex: Text("a complex number", "一个复数"),
    str: Text("a string", "一个字符串"),
    bytes: Text("bytes", "一个 bytes 对象"),
    list: Text("a list", "一个列表"),
    tuple: Text("a tuple", "一个元组"),
    torch.Size: Text("a tuple", "一个元组"),
    dict: Text("a dict", "一个字典"),
    set: Text("a set", "一个集合"),
    type(None): Text("None", "None"),
}


def kind(value: Any) -> Text:
    """What sort of thing `value` is, in words; never a name that the student's code chose."""
    known = _KINDS.get(type(value))
    if known is not None:
        return known
    if type(value).__module__ == "numpy":
        return (
            Text("a numpy array", "一个 numpy 数组")
            if type(value).__name__ == "ndarray"
            else Text("a numpy number", "一个 numpy 数")
        )
    if isinstance(value, torch.Tensor):
        return Text("a subclass of torch.Tensor", "torch.Tensor 的一个子类")
    if callable(value):
        return Text("a function or a callable object", "一个函数或可调用对象")
    return Text("an object of another type", "一个其他类型的对象")


def error_name(error: BaseException) -> str:
    """The name of the nearest builtin type of an error: the student's own class may carry any text in its name."""
    for base in type(error).__mro__:
        if getattr(builtins, base.__name__, None) is base and base not in (object, BaseException):
            return base.__name__
    return "Exception"


def subject(path: str) -> Text:
    """`The result`, or the item of it that `path` (`[1]`, `['gamma']`) leads to."""
    return Text(f"Item {path} of the result", f"返回结果的 {path} 项") if path else Text("The result", "返回结果")


def argument(which: int | str) -> Text:
    """The words for one argument of a call: its number (from 0) or its name."""
    if isinstance(which, int):
        return Text(f"argument {which + 1}", f"第 {which + 1} 个参数")
    return Text(f"argument `{which}`", f"参数 `{which}`")


def wrong_type(path: str, actual: Any, expected: Text) -> Failed:
    at, seen = subject(path), kind(actual)
    return Failed(
        "type", Text(f"{at.en} is {seen.en}; expected {expected.en}.", f"{at.zh}是{seen.zh}，应为{expected.zh}。")
    )


def wrong_layout(path: str) -> Failed:
    at = subject(path)
    en, zh = (
        f"{at.en} is a sparse tensor; expected an ordinary (dense) one.",
        f"{at.zh}是稀疏张量，应为普通（稠密）张量。",
    )
    return Failed("type", Text(en, zh))


def wrong_shape(path: str, actual: tuple[int, ...], expected: tuple[int, ...]) -> Failed:
    at = subject(path)
    en, zh = f"{at.en} has shape {actual}; expected {expected}.", f"{at.zh}的形状是 {actual}，应为 {expected}。"
    if len(actual) != len(expected) and [n for n in actual if n != 1] == [n for n in expected if n != 1]:
        en += (
            " The numbers of elements agree: a dimension of size 1 is missing or too many (keepdim, squeeze, reshape)."
        )
        zh += " 元素个数一致：多了或少了一个大小为 1 的维度（keepdim、squeeze、reshape）。"
    return Failed("shape", Text(en, zh))


def wrong_length(path: str, actual: int, expected: int) -> Failed:
    at = subject(path)
    return Failed(
        "shape",
        Text(f"{at.en} has {actual} items; expected {expected}.", f"{at.zh}有 {actual} 项，应有 {expected} 项。"),
    )


def wrong_keys(path: str, missing: list[Any], extra: list[Any]) -> Failed:
    at = subject(path)
    text = Text(
        f"{at.en} has the wrong keys: {len(missing)} missing, {len(extra)} too many.",
        f"{at.zh}的键不对：缺少 {len(missing)} 个，多出 {len(extra)} 个。",
    )
    m, e = repr(sorted(missing, key=repr)[:5]), repr(sorted(extra, key=repr)[:5])
    return Failed("shape", text, Text(f"Missing: {m}; too many: {e}.", f"缺少：{m}；多出：{e}。"))


def wrong_dtype(path: str, actual: torch.dtype, expected: torch.dtype) -> Failed:
    at, seen, right = subject(path), short(actual), short(expected)
    return Failed(
        "dtype", Text(f"{at.en} has dtype {seen}; expected {right}.", f"{at.zh}的 dtype 是 {seen}，应为 {right}。")
    )


def wrong_device(path: str, actual: torch.device, expected: torch.device, simulated: bool) -> Failed:
    at = subject(path)
    en = f"{at.en} is on {actual}; expected {expected}."
    zh = f"{at.zh}在 {actual} 上，应在 {expected} 上。"
    if actual.type == "cpu":
        en += " Create new tensors on the device of the input (`device=X.device`)."
        zh += " 新建张量时请使用输入所在的设备（`device=X.device`）。"
    return Failed("device", Text(en, zh))


def no_values(path: str) -> Failed:
    at = subject(path)
    return Failed(
        "device",
        Text(f"{at.en} is a meta tensor: it has a shape but no values.", f"{at.zh}是 meta 张量：只有形状，没有数值。"),
    )


def not_finite(path: str, at_index: tuple[int, ...], bad: int, total: int, nan: bool) -> Failed:
    at, what = subject(path), "nan" if nan else "inf"
    if total == 1:
        return Failed(
            "finite", Text(f"{at.en} is {what}; expected a finite number.", f"{at.zh}是 {what}，应为有限数。")
        )
    place = list(at_index)
    return Failed(
        "finite",
        Text(
            f"{at.en} is {what} at {place}, where a finite number is expected "
            f"({bad} of {total} elements are nan or infinite).",
            f"{at.zh}在 {place} 处是 {what}，应为有限数（{total} 个元素中有 {bad} 个是 nan 或无穷）。",
        ),
    )


def wrong_values(
    path: str,
    at_index: tuple[int, ...],
    bad: int,
    total: int,
    distance: tuple[float, float] | None,
    seen: Any,
    right: Any,
) -> Failed:
    """`distance`: the largest absolute and relative difference; None where there is none (nan, infinities, bools)."""
    at, place = subject(path), list(at_index)
    far = Text("", "")
    if distance is not None:
        far = Text(
            f" The largest difference is {distance[0]:.3g} ({distance[1]:.3g} relative).",
            f" 最大误差为 {distance[0]:.3g}（相对误差 {distance[1]:.3g}）。",
        )
    if at_index:
        text = Text(
            f"{at.en} is wrong at {place}: {bad} of {total} elements differ.{far.en}",
            f"{at.zh}在 {place} 处不对：{total} 个元素中有 {bad} 个不同。{far.zh}",
        )
        detail = Text(f"At {place}: found {seen}, expected {right}.", f"{place} 处：得到 {seen}，应为 {right}。")
    else:
        text = Text(f"{at.en} has the wrong value.{far.en}", f"{at.zh}的值不对。{far.zh}")
        detail = Text(f"Found {seen}, expected {right}.", f"得到 {seen}，应为 {right}。")
    return Failed("value", text, detail)


def not_equal(path: str, seen: Any, right: Any) -> Failed:
    at = subject(path)
    return Failed(
        "value",
        Text(f"{at.en} has the wrong value.", f"{at.zh}的值不对。"),
        Text(f"Found {clip(seen)}, expected {clip(right)}.", f"得到 {clip(seen)}，应为 {clip(right)}。"),
    )


def wrong_error(error: StudentError, wanted: tuple[type[BaseException], ...]) -> Failed:
    seen, right = error_name(error), " / ".join(w.__name__ for w in wanted)
    return Failed(
        "condition", Text(f"The call raised {seen}; expected {right}.", f"调用引发了 {seen}，应引发 {right}。")
    )


def no_error(wanted: tuple[type[BaseException], ...]) -> Failed:
    right = " / ".join(w.__name__ for w in wanted)
    return Failed(
        "condition", Text(f"The call returned; expected it to raise {right}.", f"调用正常返回，但应引发 {right}。")
    )


def changed_input(label: Text, failed: Failed) -> Failed:
    en = f"Your code changes {label.en} in place; it should leave its inputs as they are (work on a copy: `X.clone()`)."
    zh = f"你的代码原地修改了{label.zh}；输入应保持不变（可先复制：`X.clone()`）。"
    return Failed("condition", Text(en, zh), failed.detail)


def no_gradient() -> Failed:
    return Failed(
        "gradient",
        Text(
            "The result has the right values but carries no gradient: somewhere the computation leaves autograd "
            "(`.item()`, `.data`, `.detach()`, `float(...)`, numpy, or a new tensor made from numbers).",
            "返回结果的数值正确，但不带梯度：计算在某处脱离了自动求导"
            "（`.item()`、`.data`、`.detach()`、`float(...)`、numpy，或由数值新建的张量）。",
        ),
    )


def wrong_gradient(name: Text, failed: Failed) -> Failed:
    en = failed.text.en.replace("The result", f"The gradient with respect to {name.en}", 1)
    zh = failed.text.zh.replace("返回结果", f"对{name.zh}的梯度", 1)
    return Failed("gradient", Text(en, zh), failed.detail)


def short(dtype: torch.dtype) -> str:
    """`float32` for `torch.float32`."""
    return str(dtype).removeprefix("torch.")


def without_objects(text: str) -> str:
    """`text` with an ellipsis for each `<… object at 0x…>`: proxies and handles, which tell a student nothing."""
    while (shorter := _OBJECT.sub("…", text)) != text:
        text = shorter
    return text


def clip(value: Any, cap: int = 200) -> str:
    """The repr of a plain value, cut."""
    text = without_objects(repr(value))
    return text if len(text) <= cap else text[: cap - 1] + "…"
