"""Owns comparing drawings: part by part, from what is drawn down to its labels; the first that differs is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch

from grader.suite import observe
from grader.suite.drawing import Axes, Drawn, Figure, Image, Line, Patch, Points, Written, _number_of_plots, only_axes
from grader.suite.ladder import compare
from grader.suite.words import Failed, clip
from grader.text import Text

# What students draw is mostly computed in float32.
RTOL, ATOL = 1e-5, 1e-5
_SCALES = ("linear", "log", "symlog", "logit")
_MISSING = object()

_WORDS = {
    "lines": Text("line", "曲线"),
    "points": Text("scatter plot", "散点图"),
    "images": Text("image", "图像"),
    "patches": Text("shape", "图形"),
    "texts": Text("text", "文字"),
    "title": Text("The title", "标题"),
    "xlabel": Text("The label of the x axis", "x 轴的标签"),
    "ylabel": Text("The label of the y axis", "y 轴的标签"),
    "zlabel": Text("The label of the z axis", "z 轴的标签"),
    "xscale": Text("The x axis", "x 轴"),
    "yscale": Text("The y axis", "y 轴"),
    "xlim": Text("The x axis", "x 轴"),
    "ylim": Text("The y axis", "y 轴"),
    "xticks": Text("the ticks of the x axis", "x 轴的刻度"),
    "yticks": Text("the ticks of the y axis", "y 轴的刻度"),
    "grid": Text("the grid", "网格"),
}


def draws(
    actual: Any, like: Any = None, *parts: str, rtol: float | None = None, atol: float | None = None, **wanted: Any
) -> None:
    """`actual` (of `drawn` or `look`) shows what is `wanted`, and in `parts` what `like` shows; the rest is free.

    See docs/authoring.md for the parts. Figures are compared with figures, plot by plot."""
    if isinstance(like, Drawn):
        like = like.figure
    if like is not None and not parts:
        raise TypeError('draws: say which parts, as in check.draws(axes, right, "lines", "xlabel")')
    if unknown := [part for part in (*parts, *wanted) if part not in _CHECKS]:
        raise TypeError(f"draws: there is no part {unknown[0]!r}; there are {', '.join(_CHECKS)}")
    if isinstance(actual, Drawn):
        actual = actual.figure
    if isinstance(actual, Figure):
        plots = list(like.axes) if isinstance(like, Figure) else [like]
        if len(actual.axes) != len(plots):
            raise _number_of_plots(len(actual.axes), len(plots))
    else:
        plots = [only_axes(like) if isinstance(like, Figure) else like]
    pairs = list(zip(actual.axes if isinstance(actual, Figure) else [actual], plots, strict=True))
    if not all(isinstance(found, Axes) for found, _ in pairs):
        raise TypeError("draws: the first argument is what `drawn` or `look` gave")
    for found, right in pairs:
        expected = {part: getattr(right, part) for part in parts} | wanted
        observe.observe({part: _plain(getattr(found, part)) for part in expected})
        if not observe.simulated():
            _axes(found, expected, RTOL if rtol is None else rtol, ATOL if atol is None else atol)


def _axes(found: Axes, expected: dict[str, Any], rtol: float, atol: float) -> None:
    names = expected.get("legend")
    for part, check in _CHECKS.items():
        if part not in expected:
            continue
        wanted = expected[part]
        # Where lines and legend are both asked for, each line has its own name, in whatever order they were drawn.
        if part == "lines" and names and len(names) == len(wanted):
            wanted = [(*_curve(line)[:3], name) for line, name in zip(wanted, names, strict=True)]
        check(part, getattr(found, part), wanted, rtol, atol)


# --- things drawn -----------------------------------------------------------------------------------------------------


def _things(differ: Callable[..., Failed | None], of: Callable[[Any], Any]) -> Callable[..., None]:
    """A check of several things of a kind, in any order: each that is wanted is there, and no other."""

    def check(part: str, found: Sequence[Any], wanted: Sequence[Any], rtol: float, atol: float) -> None:
        what, rest, lost = _WORDS[part], list(enumerate(found)), []
        right = [of(each) for each in wanted]
        if len(found) != len(right):
            raise _count(what, len(found), len(right))
        for place, each in enumerate(right):
            match = next((pair for pair in rest if differ(pair[1], each, rtol, atol) is None), None)
            if match is None:
                lost.append((place, each))
            else:
                rest.remove(match)
        if not lost:
            return
        place, each = lost[0]
        index, nearest = next((pair for pair in rest if pair[0] == place), rest[0])
        failed = differ(nearest, each, rtol, atol)
        assert failed is not None
        at = (
            Text(f"{what.en.capitalize()} {index + 1}: ", f"第 {index + 1} 个{what.zh}：")
            if len(right) > 1
            else Text("")
        )
        raise Failed(failed.rung, Text(at.en + failed.text.en, at.zh + failed.text.zh), failed.detail)

    return check


def _count(what: Text, found: int, wanted: int) -> Failed:
    en = f"The plot shows {found} {what.en}{'' if found == 1 else 's'}; expected {wanted}."
    return Failed("shape" if found else "exists", Text(en, f"图中有 {found} 个{what.zh}，应有 {wanted} 个。"))


def _curve(wanted: Any) -> tuple[Any, Any, Any, Any]:
    """x, y, z and the label; None for what may be as it likes."""
    if isinstance(wanted, (Line, Points)):
        return wanted.x, wanted.y, wanted.z, None
    x, y, *more = wanted
    z = more.pop(0) if more and not isinstance(more[0], str) else None
    return _numbers(x), _numbers(y), None if z is None else _numbers(z), more[0] if more else None


def _curve_differs(found: Any, wanted: Any, rtol: float, atol: float) -> Failed | None:
    *coordinates, label = wanted
    for name, seen, right in zip("xyz", (found.x, found.y, found.z), coordinates, strict=True):
        if right is None:
            continue
        subject = Text(f"The {name} values", f"{name} 坐标")
        if seen is None:
            return Failed("shape", Text("The plot is flat; expected three dimensions.", "图是二维的，应为三维。"))
        if failed := _differs(subject, seen, right, rtol, atol):
            return failed
    if label is not None and found.label.strip() != label.strip():
        if not found.label:
            return Failed("value", Text("It has no name in the legend.", "图例中没有它的名称。"))
        return Failed(
            "value", Text("The legend gives it another name.", "图例中它的名称不对。"), _detail(found.label, label)
        )
    return None


def _image_differs(found: Image, wanted: Any, rtol: float, atol: float) -> Failed | None:
    return _differs(Text("The image", "图像"), found.values, wanted, rtol, atol)


def _patch(wanted: Any) -> Any:
    box = (wanted.x, wanted.y, wanted.width, wanted.height) if isinstance(wanted, Patch) else wanted
    return _numbers([float(number) for number in box])


def _patch_differs(found: Patch, wanted: Any, rtol: float, atol: float) -> Failed | None:
    # Matplotlib takes a corner and a size of either sign for the same rectangle.
    box = torch.stack([_upright(_patch(found)), _upright(wanted)])
    if torch.allclose(box[0], box[1], rtol=rtol, atol=atol):
        return None
    where = torch.allclose(box[0, :2], box[1, :2], rtol=rtol, atol=atol)
    text = (
        Text("It has another width or height than expected.", "它的宽或高不对。")
        if where
        else Text("It stands at another place than expected.", "它的位置不对。")
    )
    return Failed("value", text, _detail(box[0].tolist(), box[1].tolist()))


def _upright(box: torch.Tensor) -> torch.Tensor:
    corner, size = box[:2], box[2:]
    return torch.cat([torch.minimum(corner, corner + size), size.abs()])


def _text(wanted: Any) -> tuple[str, Any]:
    if isinstance(wanted, Written):
        return wanted.text, None
    return (wanted, None) if isinstance(wanted, str) else (wanted[0], _numbers(wanted[1:]))


def _text_differs(found: Written, wanted: tuple[str, Any], rtol: float, atol: float) -> Failed | None:
    text, place = wanted
    if found.text.strip() != text.strip():
        return Failed("value", Text("It reads otherwise than expected.", "文字内容不对。"), _detail(found.text, text))
    if place is None:
        return None
    return _differs(Text("Its place", "它的位置"), _numbers([found.x, found.y]), place, rtol, atol)


def _numbers(values: Any) -> torch.Tensor:
    made = values.detach().cpu() if isinstance(values, torch.Tensor) else torch.as_tensor(values)
    return made.to(torch.float64)


def _differs(subject: Text, seen: torch.Tensor, right: Any, rtol: float, atol: float) -> Failed | None:
    try:
        compare(seen, _numbers(right), rtol=rtol, atol=atol)
    except Failed as failed:
        verb = (" is ", " are ") if subject.en.endswith("values") else (" ", " ")
        en = failed.text.en.replace("The result", subject.en, 1).replace(*verb, 1).replace("values has", "values have")
        return Failed(failed.rung, Text(en, failed.text.zh.replace("返回结果", subject.zh, 1)), failed.detail)
    return None


# --- words and settings -----------------------------------------------------------------------------------------------


def _label(part: str, found: str, wanted: str, rtol: float, atol: float) -> None:
    what = _WORDS[part]
    if found.strip() == wanted.strip():
        return
    if not found:
        raise Failed("exists", Text(f"{what.en} is missing.", f"缺少{what.zh}。"), _detail(found, wanted))
    raise Failed("value", Text(f"{what.en} reads otherwise than expected.", f"{what.zh}不对。"), _detail(found, wanted))


def _legend(part: str, found: tuple[str, ...], wanted: Sequence[str], rtol: float, atol: float) -> None:
    seen, right = [name.strip() for name in found], [name.strip() for name in wanted]
    if sorted(seen) == sorted(right):
        return
    if not seen:
        raise Failed("exists", Text("The plot has no legend.", "图中没有图例。"))
    if not right:
        raise Failed("value", Text("The plot has a legend; expected none.", "图中有图例，不应有图例。"))
    raise Failed(
        "value", Text("The legend names other things than expected.", "图例的名称不对。"), _detail(seen, right)
    )


def _scale(part: str, found: str, wanted: str, rtol: float, atol: float) -> None:
    if found != wanted:
        what, seen = _WORDS[part], found if found in _SCALES else "…"
        en = f"{what.en} has the scale {seen}; expected {wanted}."
        raise Failed("value", Text(en, f"{what.zh}的刻度类型是 {seen}，应为 {wanted}。"))


def _range(part: str, found: tuple[float, float], wanted: Any, rtol: float, atol: float) -> None:
    seen, right = _numbers(found), _numbers(list(wanted))
    if not torch.allclose(seen, right, rtol=1e-6, atol=1e-9):
        what = _WORDS[part]
        en = f"{what.en} shows another range than expected."
        raise Failed("value", Text(en, f"{what.zh}显示的范围不对。"), _detail(seen.tolist(), right.tolist()))


def _switch(part: str, found: bool, wanted: bool, rtol: float, atol: float) -> None:
    if found != wanted:
        what = _WORDS[part]
        en = f"The plot does not show {what.en}." if wanted else f"The plot shows {what.en}; expected none."
        raise Failed("value", Text(en, f"图中没有显示{what.zh}。" if wanted else f"图中显示了{what.zh}，不应显示。"))


def _detail(found: Any, wanted: Any) -> Text:
    seen, right = clip(found), clip(wanted)
    return Text(f"Found {seen}, expected {right}.", f"得到 {seen}，应为 {right}。")


# In the order in which they are looked at.
_CHECKS: dict[str, Callable[..., None]] = {
    "lines": _things(_curve_differs, _curve),
    "points": _things(_curve_differs, _curve),
    "images": _things(_image_differs, lambda wanted: wanted.values if isinstance(wanted, Image) else wanted),
    "patches": _things(_patch_differs, _patch),
    "texts": _things(_text_differs, _text),
    "legend": _legend,
    "xlabel": _label,
    "ylabel": _label,
    "zlabel": _label,
    "title": _label,
    "xscale": _scale,
    "yscale": _scale,
    "xlim": _range,
    "ylim": _range,
    "grid": _switch,
    "xticks": _switch,
    "yticks": _switch,
}


def _plain(value: Any) -> Any:
    """A part as data that two runs can be compared by."""
    if isinstance(value, (Line, Points)):
        return [value.x, value.y, value.z, value.label]
    if isinstance(value, Image):
        return value.values
    if isinstance(value, Patch):
        return _patch(value)
    if isinstance(value, Written):
        return value.text
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
