"""Owns the checks of random code: statistics with bounds that a right answer misses once in a million runs, at most.

Each check is told what is right (a probability, a mean, a range) and computes its bounds from that and from the number
of draws; nothing is tuned. The rate is `FALSE_ALARM` for each check as a whole, however many numbers it looks at; where
a test makes k such checks, `of=k` gives each a k-th of it. The bounds are those of `bounds`.

What is seen goes into the diagnosis as an estimate: a wrong answer that draws other numbers is still recognised.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from statistics import NormalDist
from typing import Any

import torch

from grader.suite import bounds, observe, words
from grader.suite.ladder import is_tensor, rung_finite
from grader.suite.words import Failed
from grader.text import Text

FALSE_ALARM = 1e-6


def share(hits: Any, n: int, p: float, en: str = "The share", zh: str = "所占的比例", *, of: int = 1) -> None:
    """`hits` of `n` independent draws came out, each with probability `p`: a binomial number, exactly.

    `hits` is a number or a tensor of one element. The words say whose share it is ("The share of zeros", "零的比例").
    Raises Failed; ValueError for a `p` or an `n` that cannot be."""
    if not 0 <= p <= 1 or n < 1:
        raise ValueError(f"share: p={p} is no probability, or n={n} is no number of draws")
    if _no_values(hits):
        return
    count = int(hits)
    low, high = bounds.binomial_bounds(n, p, FALSE_ALARM / of)
    observe.observe(observe.Estimate(count / n, max((high - low) / (2 * n), 0.5 / n)))
    if not low <= count <= high:
        raise _off(Text(en, zh), count / n, low / n, high / n, n)


def mean(
    values: Any,
    mean: float,
    std: float | None = None,
    en: str = "The mean",
    zh: str = "均值",
    *,
    low: float | None = None,
    high: float | None = None,
    of: int = 1,
) -> None:
    """The mean of independent draws whose mean is `mean`: normal ones with `std`, or any between `low` and `high`.

    Where all three are given, the draws are bounded and `std` is theirs: the bound is then narrower than without it."""
    drawn = _numbers(values)
    if drawn is None:
        return
    n, alpha = drawn.numel(), FALSE_ALARM / of
    if low is not None and high is not None:
        _within(drawn, low, high)
        margin = bounds.hoeffding(n, high - low, alpha)
        if std is not None:
            margin = min(margin, bounds.bernstein(n, std, max(mean - low, high - mean), alpha))
    elif std is not None:
        margin = bounds.two_sided(alpha) * std / math.sqrt(n)
    else:
        raise ValueError("mean: say std (of normal draws), or low and high (of bounded ones)")
    found = float(drawn.mean())
    strays = bounds.two_sided(alpha) * float(drawn.std(correction=0)) / math.sqrt(n)  # draws of a wrong spread, too
    observe.observe(observe.Estimate(found, max(margin, strays)))
    if abs(found - mean) > margin + _rounding(mean):
        raise _off(Text(en, zh), found, mean - margin, mean + margin, n)


_mean_of = mean  # where an argument has its name


def spread(
    values: Any,
    std: float,
    mean: float | None = None,
    en: str = "The standard deviation",
    zh: str = "标准差",
    *,
    of: int = 1,
) -> None:
    """The standard deviation of independent normal draws is `std`, around `mean` (None: around their own mean)."""
    drawn = _numbers(values)
    if drawn is None:
        return
    n, alpha = drawn.numel(), FALSE_ALARM / of
    degrees = n if mean is not None else n - 1
    if degrees < 1:
        raise ValueError("spread: one draw has no spread of its own")
    centre = drawn.mean() if mean is None else mean
    found = math.sqrt(float((drawn - centre).square().sum()) / degrees)
    low, high = (std * math.sqrt(x / degrees) for x in bounds.sum_of_squares_bounds(degrees, alpha))
    observe.observe(
        observe.Estimate(found, (high - low) / 2 * max(1.0, found / std))
    )  # a wrong one strays in proportion
    if not low - _rounding(std) <= found <= high + _rounding(std):
        raise _off(Text(en, zh), found, low, high, n)


def normal(values: Any, mean: float, std: float, *, of: int = 1) -> None:
    """Independent draws from a normal distribution: their mean, their spread, and the shape of their distribution."""
    _mean_of(values, mean, std, of=3 * of)
    spread(values, std, mean, of=3 * of)
    law = NormalDist(mean, std)
    _distribution(values, law.cdf, Text("a normal distribution", "正态分布"), 3 * of)


def uniform(values: Any, low: float, high: float, *, of: int = 1) -> None:
    """Independent draws from the real numbers between `low` and `high`, evenly."""
    drawn = _numbers(values)
    if drawn is None:
        return
    _within(drawn, low, high)
    even = Text("an even distribution", "均匀分布")
    _distribution(values, lambda x: min(1.0, max(0.0, (x - low) / (high - low))), even, of)


def frequencies(
    values: Any, expected: Mapping[Any, float], en: str = "one of the values", zh: str = "某个取值", *, of: int = 1
) -> None:
    """Independent draws among the keys of `expected`, each with its probability; the probabilities sum to one.

    `values`: a list, or a tensor of integers or bools."""
    if abs(sum(expected.values()) - 1) > 1e-6 or min(expected.values()) < 0:
        raise ValueError("frequencies: the probabilities do not sum to 1")
    if _no_values(values):
        return
    drawn: list[Any] = values.detach().flatten().tolist() if is_tensor(values) else list(values)
    counts = Counter(value if isinstance(value, Hashable) else None for value in drawn)
    strange = sum(count for value, count in counts.items() if value not in expected)
    if strange or not drawn:
        observe.observe(observe.Estimate(strange / max(1, len(drawn)), 0.0))
        raise Failed(
            "value",
            Text(
                f"{strange} of {len(drawn)} draws are none of the values that may come out.",
                f"{len(drawn)} 次抽取中有 {strange} 次的结果不在允许的取值之内。",
            ),
        )
    for value, p in expected.items():
        share(counts[value], len(drawn), p, f"The share of {en}", f"{zh}出现的比例", of=of * len(expected))


def shuffled(orders: Sequence[Any], items: Sequence[Any], *, of: int = 1) -> None:
    """Each of `orders` holds all `items` once, in an order of its own that chance alone could have made.

    An order that stands as it was given, two orders alike, or items that keep their neighbours (a mere rotation, blocks
    in order, the reverse) are no shuffling. Raises ValueError where so few items could well come out alike."""
    wanted = Counter(items)
    lists = [order.detach().flatten().tolist() if is_tensor(order) else list(order) for order in orders]
    observe.observe([sorted(order, key=repr) for order in lists])
    for order in lists:
        if Counter(order) != wanted:
            raise _not_all(order, wanted)
    n, m, alpha = len(items), len(lists), FALSE_ALARM / of
    alike = m * (m + 1) / 2 / math.factorial(n) if n < 100 else 0.0
    if alike > alpha / 2:
        raise ValueError(f"shuffled: of {n} items, {m} orders come out alike by chance once in {1 / alike:.0f} times")
    given = list(items)
    as_given, distinct = given in lists, len({tuple(map(repr, order)) for order in lists})
    observe.observe([as_given, distinct])
    if as_given:
        raise Failed("value", Text("The items come in the order in which they were given.", "各项仍按给定的顺序排列。"))
    if distinct < m:
        raise Failed("value", Text("Two passes come in the very same order.", "两次遍历的顺序完全相同。"))
    most = bounds.most_neighbours(n, alpha / 4 / max(1, m))
    place = {repr(item): i for i, item in enumerate(given)}
    for order in lists:
        at = [place[repr(item)] for item in order]
        for step in (1, -1):
            kept = sum(b - a == step for a, b in itertools.pairwise(at))
            if kept > most:
                observe.observe(observe.Estimate(step * kept / n, 0.1))
                raise Failed(
                    "value",
                    Text(
                        f"{kept} of {n} items keep their neighbour: the order is moved, not shuffled.",
                        f"{n} 项中有 {kept} 项仍与原来的邻项相邻：顺序只是被移动，并没有打乱。",
                    ),
                )


# What was drawn -------------------------------------------------------------------------------------------------------


def _no_values(value: Any) -> bool:
    return observe.simulated() and isinstance(value, torch.Tensor) and value.is_meta


def _numbers(values: Any) -> torch.Tensor | None:
    """The draws as one float64 vector; None in a simulation. Raises Failed for what are no finite numbers."""
    if _no_values(values):
        return None
    if not is_tensor(values):
        if not isinstance(values, (list, tuple)) or any(type(v) not in (int, float) for v in values):
            observe.observe(values)
            raise words.wrong_type("", values, words.A_TENSOR)
        values = torch.tensor(values, dtype=torch.float64)
    drawn: torch.Tensor = values.detach().to("cpu", torch.float64).flatten()
    if not drawn.numel():
        observe.observe(values)
        raise Failed("shape", Text("Nothing was drawn.", "没有抽取任何值。"))
    rung_finite(drawn, None, "")
    return drawn


def _within(drawn: torch.Tensor, low: float, high: float) -> None:
    outside = int(((drawn < low - _rounding(low)) | (drawn > high + _rounding(high))).sum())
    if outside:
        observe.observe(observe.Estimate(outside / drawn.numel(), 0.05))
        raise Failed(
            "value",
            Text(
                f"{outside} of {drawn.numel()} draws are outside the range.",
                f"{drawn.numel()} 次抽取中有 {outside} 次超出了范围。",
            ),
            Text(f"The range is {low:.6g} to {high:.6g}.", f"范围是 {low:.6g} 到 {high:.6g}。"),
        )


def _distribution(values: Any, cdf: Callable[[float], float], law: Text, of: int) -> None:
    drawn = _numbers(values)
    if drawn is None:
        return
    n = drawn.numel()
    bound = bounds.distribution_bound(n, FALSE_ALARM / of)
    ordered = drawn.sort().values.tolist()
    right = [cdf(x) for x in ordered]
    gap = max(max((i + 1) / n - f, f - i / n) for i, f in enumerate(right))
    observe.observe(observe.Estimate(gap, bound))
    if gap > bound + 1e-6:
        raise Failed(
            "value",
            Text(
                f"The draws do not follow {law.en}: up to some value, their share is off by {gap:.3g}; "
                f"chance explains up to {bound:.3g}.",
                f"抽取的值不服从{law.zh}：不超过某个值的比例偏差达 {gap:.3g}，随机波动至多能解释 {bound:.3g}。",
            ),
        )


def _rounding(value: float) -> float:
    return 1e-6 * max(1e-3, abs(value))


def _off(what: Text, found: float, low: float, high: float, n: int) -> Failed:
    """What was seen is outside the bounds. The distance may be shown for a hidden test, the numbers may not."""
    by, margin = abs(found - (low + high) / 2), (high - low) / 2
    more, mehr = ("too large", "偏大") if found > high else ("too small", "偏小")
    return Failed(
        "value",
        Text(
            f"{what.en} is {more}: off by {by:.3g} over {n} draws, where chance explains up to {margin:.3g}.",
            f"{what.zh}{mehr}：{n} 次抽取中偏差为 {by:.3g}，随机波动至多能解释 {margin:.3g}。",
        ),
        Text(
            f"Found {found:.6g}, expected {low:.6g} to {high:.6g}.",
            f"得到 {found:.6g}，应在 {low:.6g} 到 {high:.6g} 之间。",
        ),
    )


def _not_all(order: list[Any], wanted: Counter[Any]) -> Failed:
    seen = Counter(order)
    missing, twice = sum((wanted - seen).values()), sum((seen - wanted).values())
    return Failed(
        "value",
        Text(
            f"{missing} of {sum(wanted.values())} items are missing and {twice} come too often or should not be there.",
            f"{sum(wanted.values())} 项中缺少 {missing} 项，另有 {twice} 项重复出现或不应出现。",
        ),
    )
