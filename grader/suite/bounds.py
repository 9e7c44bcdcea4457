"""Owns the bounds that chance keeps, but with a probability that the caller names: pure mathematics, no checks.

Exact (binomial, normal) or conservative: Hoeffding (1963) and Bernstein for means of bounded draws, Laurent and Massart
(2000) for a sum of squares, Massart (1990) for a distribution function.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist


def binomial_bounds(n: int, p: float, alpha: float) -> tuple[int, int]:
    """(low, high) such that a binomial number is below low, or above high, with probability alpha/2 at most each."""
    if p in (0.0, 1.0):
        return int(n * p), int(n * p)
    high = _first(lambda k: _upper_tail(n, p, k + 1) <= alpha / 2, math.floor(n * p), n)
    low = n - _first(lambda k: _upper_tail(n, 1 - p, k + 1) <= alpha / 2, math.floor(n * (1 - p)), n)
    return low, high


def hoeffding(n: int, width: float, alpha: float) -> float:
    """How far the mean of n independent draws from a range of this width strays, but with probability alpha."""
    return width * math.sqrt(math.log(2 / alpha) / (2 * n))


def bernstein(n: int, std: float, most: float, alpha: float) -> float:
    """The same for draws with this standard deviation, none further than `most` from their mean."""
    log = math.log(2 / alpha)
    return (most * log / 3 + math.sqrt((most * log / 3) ** 2 + 2 * n * std * std * log)) / n


def sum_of_squares_bounds(degrees: int, alpha: float) -> tuple[float, float]:
    """Between which a chi-squared number lies, but with probability alpha (Laurent and Massart, lemma 1)."""
    x = math.log(2 / alpha)
    return max(0.0, degrees - 2 * math.sqrt(degrees * x)), degrees + 2 * math.sqrt(degrees * x) + 2 * x


def distribution_bound(n: int, alpha: float) -> float:
    """How far the share of n draws up to x strays from its probability for any x, but with probability alpha."""
    return math.sqrt(math.log(2 / alpha) / (2 * n))


def _upper_tail(n: int, p: float, k: int) -> float:
    """P(X >= k) for k above the mean: terms fall from the first on, and are added until they no longer count."""
    if k > n:
        return 0.0
    log = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(p) + (n - k) * math.log1p(-p)
    term = total = math.exp(log)
    while k < n and term > total * 1e-12:
        term *= (n - k) / (k + 1) * p / (1 - p)
        k += 1
        total += term
    return total * (1 + 1e-6)  # what was left out, and rounding: on the safe side


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The first number from `low` to `high` from which on `holds`; it does at `high`."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def most_neighbours(n: int, alpha: float) -> int:
    """The most items of n that follow their predecessor in a random order, but with probability alpha.

    The k-th factorial moment of that number is below 1, so k or more do with probability 1/k! at most."""
    k = 1
    while k < n and 1 / math.factorial(k) > alpha:
        k += 1
    return k - 1 if k < n else n


def two_sided(alpha: float) -> float:
    """How many standard deviations a normal number strays, but with probability alpha."""
    return NormalDist().inv_cdf(1 - alpha / 2)
