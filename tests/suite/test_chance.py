"""Bounds of random code: what they are, that right answers keep them, that wrong ones do not."""

from __future__ import annotations

import itertools
import math
import random
from fractions import Fraction

import pytest
import torch

from grader.suite import bounds, chance, check, observe
from grader.suite.same import same
from grader.suite.words import Failed

ALPHA = chance.FALSE_ALARM


def binomial(n: int, p: Fraction, k: int) -> Fraction:
    return math.comb(n, k) * p**k * (1 - p) ** (n - k)


class TestBounds:
    @pytest.mark.parametrize(("n", "p"), [(10, "1/2"), (200, "1/10"), (300, "99/100"), (40, "1/3"), (1, "1/2")])
    @pytest.mark.parametrize("alpha", [1e-6, 1e-2])
    def test_binomial_bounds_are_exact(self, n, p, alpha):
        p = Fraction(p)
        low, high = bounds.binomial_bounds(n, float(p), alpha)
        below = sum((binomial(n, p, k) for k in range(low)), Fraction(0))
        above = sum((binomial(n, p, k) for k in range(high + 1, n + 1)), Fraction(0))
        assert below <= alpha / 2
        assert above <= alpha / 2
        assert low == 0 or below + binomial(n, p, low) > alpha / 2 * 0.999  # no room is given away
        assert high == n or above + binomial(n, p, high) > alpha / 2 * 0.999

    def test_large_numbers(self):
        low, high = bounds.binomial_bounds(1_000_000, 0.25, ALPHA)
        sigma = math.sqrt(1e6 * 0.25 * 0.75)
        assert 4.8 < (250_000 - low) / sigma < 5
        assert 4.8 < (high - 250_000) / sigma < 5
        assert bounds.binomial_bounds(50, 0.0, ALPHA) == (0, 0)
        assert bounds.binomial_bounds(50, 1.0, ALPHA) == (50, 50)

    def test_bernstein_is_narrower_where_draws_seldom_differ(self):
        assert bounds.bernstein(10_000, 0.01, 1.0, ALPHA) < bounds.hoeffding(10_000, 1.0, ALPHA) / 3
        assert bounds.hoeffding(400, 2.0, ALPHA) == 2 * bounds.hoeffding(400, 1.0, ALPHA)

    @pytest.mark.parametrize("degrees", [5, 100])
    def test_a_sum_of_squares(self, degrees):
        """At a rate that can be simulated: the bounds hold at least as often as they say."""
        torch.manual_seed(0)
        sums = torch.randn(20_000, degrees).square().sum(1)
        low, high = bounds.sum_of_squares_bounds(degrees, 0.01)
        assert ((sums < low) | (sums > high)).float().mean() < 0.01
        assert low < degrees < high

    def test_neighbours_in_a_random_order(self):
        rng = random.Random(0)
        orders = [rng.sample(range(30), 30) for _ in range(20_000)]
        for k in (2, 3, 4):
            kept = sum(sum(b - a == 1 for a, b in itertools.pairwise(o)) >= k for o in orders)
            assert kept / len(orders) <= 1 / math.factorial(k)
        assert bounds.most_neighbours(1000, 1e-6) == 9
        assert bounds.most_neighbours(5, 1e-6) == 5


def simulate(check_once, runs: int = 200) -> int:
    """How many of so many right answers fail: none, or the bounds are wrong (a rate of a millionth is not seen)."""
    failed = 0
    for seed in range(runs):
        torch.manual_seed(seed)
        random.seed(seed)
        try:
            check_once()
        except Failed:
            failed += 1
    return failed


RIGHT = {
    "share": lambda: check.share((torch.rand(1000) < 0.3).sum(), 1000, 0.3),
    "mean of normals": lambda: check.mean(torch.randn(500) * 2 + 1, 1.0, 2.0),
    "mean of bounded": lambda: check.mean((torch.rand(500) < 0.1).float(), 0.1, 0.3, low=0, high=1),
    "spread": lambda: check.spread(torch.randn(300) * 0.01, 0.01),
    "normal": lambda: check.normal(torch.randn(1000) * 3 - 1, -1, 3),
    "uniform": lambda: check.uniform(torch.rand(1000) * 2 - 1, -1, 1),
    "frequencies": lambda: check.frequencies(torch.randint(1, 7, (600,)), dict.fromkeys(range(1, 7), 1 / 6)),
    "shuffled": lambda: check.shuffled([torch.randperm(12) for _ in range(5)], range(12)),
    "short shuffles": lambda: check.shuffled([random.sample("abcdefghijkl", 12)], "abcdefghijkl"),
}
WRONG = {
    "share": lambda: check.share((torch.rand(1000) < 0.5).sum(), 1000, 0.3),
    "share of one": lambda: check.share(1000, 1000, 0.98),
    "mean": lambda: check.mean(torch.randn(500) * 2, 1.0, 2.0),
    "bounded mean": lambda: check.mean(torch.rand(500), 0.2, low=0, high=1),
    "out of range": lambda: check.mean(torch.rand(50) + 1, 0.5, low=0, high=1),
    "spread": lambda: check.spread(torch.randn(1000) * 0.1, 0.01),
    "variance for deviation": lambda: check.normal(torch.randn(1000) * 0.1, 0, 0.01),
    "uniform for normal": lambda: check.normal((torch.rand(4000) - 0.5) * math.sqrt(12), 0, 1),
    "normal for uniform": lambda: check.uniform(torch.randn(1000) / 5, -1, 1),
    "loaded die": lambda: check.frequencies(torch.randint(1, 6, (600,)), dict.fromkeys(range(1, 7), 1 / 6)),
    "another die": lambda: check.frequencies(torch.randint(0, 7, (600,)), dict.fromkeys(range(1, 7), 1 / 6)),
    "as given": lambda: check.shuffled([range(12)], range(12)),
    "rotated": lambda: check.shuffled([[*range(5, 30), *range(5)]], range(30)),
    "reversed": lambda: check.shuffled([range(30)[::-1]], range(30)),
    "twice the same": lambda: check.shuffled([p := torch.randperm(20), p], range(20)),
    "one twice": lambda: check.shuffled([[0, *range(19)]], range(20)),
    "nan": lambda: check.mean(torch.tensor([float("nan")]), 0, 1),
    "nothing": lambda: check.mean(torch.zeros(0), 0, 1),
    "no numbers": lambda: check.mean("abc", 0, 1),
}


class TestChecks:
    @pytest.mark.parametrize("name", RIGHT)
    def test_right_answers_pass(self, name):
        assert simulate(RIGHT[name]) == 0

    @pytest.mark.parametrize("name", WRONG)
    def test_wrong_answers_fail_every_time(self, name):
        assert simulate(WRONG[name], 20) == 20

    def test_the_words(self):
        with pytest.raises(Failed) as caught:
            check.share(700, 1000, 0.5, "The share of zeros", "零的比例")
        assert (
            "The share of zeros is too large: off by 0.2 over 1000 draws, where chance explains" in caught.value.text.en
        )
        assert "零的比例偏大" in caught.value.text.zh
        assert caught.value.detail is not None
        assert caught.value.detail.en.startswith("Found 0.7, expected 0.4")
        assert "0.7" not in caught.value.text.en
        with pytest.raises(Failed, match="7 of 10 draws are none of the values"):
            check.frequencies([9] * 7 + [1] * 3, {1: 1.0})

    def test_what_an_author_gets_wrong(self):
        with pytest.raises(ValueError, match="no probability"):
            check.share(1, 2, 1.5)
        with pytest.raises(ValueError, match="sum to 1"):
            check.frequencies([1], {1: 0.5})
        with pytest.raises(ValueError, match="by chance once in"):
            check.shuffled([[1, 0, 2]], range(3))
        with pytest.raises(ValueError, match="say std"):
            check.mean(torch.ones(3), 1.0)

    def test_several_checks_share_the_rate(self):
        low, _ = bounds.binomial_bounds(1000, 0.5, ALPHA)
        check.share(low, 1000, 0.5)
        with pytest.raises(Failed):
            check.share(low - 1, 1000, 0.5)
        check.share(low - 1, 1000, 0.5, of=100)


class TestWhatTheDiagnosisSees:
    def seen(self, drawn) -> list:
        observe.current = observe.Record()
        try:
            check.share(int(drawn), 1000, 0.5)
        except Failed:
            pass
        finally:
            record, observe.current = observe.current, None
        return record.observations

    def test_other_draws_of_the_same_mistake_agree(self):
        torch.manual_seed(0)
        a, b, c = ((torch.rand(1000) < p).sum() for p in (0.2, 0.2, 0.8))
        assert same(self.seen(a), self.seen(b))
        assert not same(self.seen(a), self.seen(c))


@pytest.mark.parametrize(("loc", "std"), [(0.0, 1.0), (0.5, 0.3)])
def test_wrong_draws_agree_with_each_other(loc, std):
    """Two draws from the same wrong distribution are seen as the same mistake, two others are not."""

    def seen(seed, loc, std):
        values = loc + std * torch.randn(1000, generator=torch.Generator().manual_seed(seed))
        observe.current = observe.Record()
        try:
            for wrong in (lambda: check.spread(values, 0.01), lambda: check.mean(values, 0.1, 0.01)):
                with pytest.raises(Failed):
                    wrong()
            return observe.current.observations
        finally:
            observe.current = None

    assert same(seen(1, loc, std), seen(2, loc, std))
    assert not same(seen(1, loc, std), seen(2, loc, 2 * std))
