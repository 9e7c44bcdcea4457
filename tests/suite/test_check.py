"""The ladder: which rung breaks, what is said, and what is never said."""

from __future__ import annotations

import math
import types
from collections import OrderedDict
from typing import Any

import numpy as np
import pytest
import torch

from grader.sandbox.errors import Forbidden, StudentError
from grader.sandbox.translate import student_error
from grader.suite import check, observe


class Liar(float):
    def __eq__(self, other: object) -> bool:
        return True

    def __sub__(self, other: Any) -> float:
        return 0.0

    __hash__ = float.__hash__


class LyingTensor(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return True if func is torch.allclose else super().__torch_function__(func, types, args, kwargs or {})


ONES = torch.ones(2, 3)
NAN, INF = math.nan, math.inf


def failed(actual: Any, expected: Any, **more: Any) -> check.Failed:
    with pytest.raises(check.Failed) as caught:
        check.close(actual, expected, **more)
    return caught.value


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (ONES, ONES),
        (ONES + 1e-7, ONES),
        (torch.nn.Parameter(ONES), ONES),
        (ONES.clone().requires_grad_(), ONES),
        (torch.tensor([NAN, INF, -INF]), torch.tensor([NAN, INF, -INF])),
        (torch.empty(0, 3), torch.empty(0, 3)),
        (torch.tensor(3.0), torch.tensor(3.0)),
        (torch.tensor([True]), torch.tensor([True])),
        (1, 1.0),
        (0.1 + 0.2, 0.3),
        (NAN, NAN),
        (np.float64(0.5), 0.5),
        (1 + 1j, 1 + 1j),
        ([1, 2], (1, 2)),
        ((ONES, {"a": 1.0}), (ONES, {"a": 1.0})),
        (OrderedDict(a=1), {"a": 1}),
        (np.arange(3.0), np.arange(3.0)),
        (None, None),
        ("a", "a"),
        (True, True),
        (torch.float32, torch.float32),
    ],
)
def test_what_is_close(actual: Any, expected: Any) -> None:
    check.close(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected", "rung"),
    [
        (None, ONES, "type"),
        ([[1.0] * 3] * 2, ONES, "type"),
        (ONES.as_subclass(LyingTensor), torch.zeros(2, 3), "type"),
        (ONES.to_sparse(), ONES, "type"),
        (Liar(0.5), 0.25, "type"),
        (True, 1, "type"),
        (True, 1.0, "type"),
        (1, True, "type"),
        (1.0, 1, "type"),
        (torch.tensor(1.0), 1.0, "type"),
        ("1", 1, "type"),
        ([1], {0: 1}, "type"),
        (np.array([None]), np.array([1.0]), "type"),
        (torch.tensor(1.0), ONES, "shape"),
        (torch.ones(1, 3), ONES, "shape"),
        (torch.ones(3), torch.ones(3, 1), "shape"),
        ([1], [1, 2], "shape"),
        ({"a": 1}, {"b": 1}, "shape"),
        (ONES.double(), ONES, "dtype"),
        (ONES.int(), ONES, "dtype"),
        (torch.empty(2, 3, device="meta"), ONES, "device"),
        (ONES / 0, ONES, "finite"),
        (torch.tensor([NAN, 1.0]), torch.tensor([1.0, 1.0]), "finite"),
        (NAN, 1.0, "finite"),
        (ONES, ONES / 0, "value"),
        (torch.tensor([INF]), torch.tensor([-INF]), "value"),
        (torch.tensor([1.0]), torch.tensor([NAN]), "value"),
        (ONES + 1e-3, ONES, "value"),
        (torch.tensor([1, 2]), torch.tensor([1, 3]), "value"),
        (torch.tensor([True]), torch.tensor([False]), "value"),
        (ONES.double() + 1e-6, ONES.double(), "value"),
        (3, 4, "value"),
        (0.5, 0.25, "value"),
        ("a", "b", "value"),
        ((ONES, [ONES, 2]), (ONES, [ONES, 3]), "value"),
    ],
)
def test_the_first_broken_rung(actual: Any, expected: Any, rung: str) -> None:
    assert failed(actual, expected).rung == rung


def test_where_and_how_far_off() -> None:
    expected = torch.arange(12.0).reshape(3, 4) + 1
    actual = expected.clone()
    actual[0, 3] += 2.0
    actual[1, 1] += 0.5
    failure = failed(actual, expected)
    assert "[0, 3]" in failure.text.en
    assert "2 of 12" in failure.text.en
    assert "difference is 2 (0.5 relative)" in failure.text.en
    assert "[0, 3]" in failure.text.zh
    assert failure.detail is not None
    assert "found 6, expected 4" in failure.detail.en


def test_nested_results_say_which_item() -> None:
    assert failed((ONES, [ONES, ONES + 1]), (ONES, [ONES, ONES])).text.en.startswith("Item [1][1] of the result")


def test_a_lost_dimension_is_named() -> None:
    assert "keepdim" in failed(torch.ones(3), torch.ones(3, 1)).text.en


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (torch.tensor([3.25]), torch.tensor([7.125])),
        (3.25, 7.125),
        (325, 7125),
        ("secret325", "secret7125"),
        ({"secret325": 1}, {"secret7125": 1}),
        (type("Secret325", (), {})(), 7.125),
    ],
)
def test_the_text_for_hidden_tests_holds_no_value(actual: Any, expected: Any) -> None:
    text = failed(actual, expected).text
    for secret in ("3.25", "325", "7.125", "7125", "ecret"):
        assert secret not in text.en
        assert secret not in text.zh


def test_tolerances_can_be_set_and_none_is_a_hundredth() -> None:
    check.close(ONES + 0.1, ONES, atol=0.2)
    assert failed(ONES + 1e-7, ONES, rtol=0, atol=0).rung == "value"
    from grader.suite.ladder import TOLERANCE

    assert all(max(pair) < 1e-2 for pair in TOLERANCE.values())


def test_equal_is_exact() -> None:
    check.equal([1, "a"], [1, "a"])
    for actual, expected in (([1], (1,)), (1, 1.0), (ONES + 1e-7, ONES), (0.1 + 0.2, 0.3)):
        with pytest.raises(check.Failed):
            check.equal(actual, expected)


@pytest.mark.parametrize(("timed", "seen"), [(False, ["3.2 tokens/s"]), (True, [])])
def test_a_printed_time_is_not_compared(monkeypatch: pytest.MonkeyPatch, timed: bool, seen: list[str]) -> None:
    record = observe.Record()
    monkeypatch.setattr(observe, "current", record)
    student = types.SimpleNamespace(_printed=lambda: "3.2 tokens/s")
    assert check.printed(student, timed=timed) == "3.2 tokens/s"
    assert record.observations == seen


def test_shape_dtype_device_finite_number() -> None:
    check.shape(ONES, (2, 3))
    check.dtype(ONES, torch.float32)
    check.device(ONES, "cpu")
    check.finite(ONES)
    check.finite(1.0)
    assert check.number(torch.tensor([0.5])) == check.number(0.5) == check.number(np.float32(0.5)) == 0.5
    for call, rung in (
        (lambda: check.shape(ONES, (3, 2)), "shape"),
        (lambda: check.shape([1], (1,)), "type"),
        (lambda: check.dtype(ONES, torch.int64), "dtype"),
        (lambda: check.device(ONES, "cuda:0"), "device"),
        (lambda: check.finite(ONES / 0), "finite"),
        (lambda: check.finite(NAN), "finite"),
        (lambda: check.number(True), "type"),
        (lambda: check.number(ONES), "type"),
    ):
        with pytest.raises(check.Failed) as caught:
            call()
        assert caught.value.rung == rung


def test_that_says_its_sentence() -> None:
    check.that(torch.tensor(True), "x")
    with pytest.raises(check.Failed, match=r"Rows differ\.") as caught:
        check.that(False, "Rows differ.", "各行不同。")
    assert caught.value.text.zh == "各行不同。"


def test_leaves_alone_uses_copies() -> None:
    X = torch.zeros(2, 2)
    check.leaves_alone(lambda x, k: x + k, X, k=torch.ones(1))
    with pytest.raises(check.Failed, match="argument 1 in place"):
        check.leaves_alone(lambda x: x.add_(1), X)
    with pytest.raises(check.Failed, match="argument `items` in place"):
        check.leaves_alone(lambda items: items.append(1), items=[0])
    assert X.sum() == 0


def test_same_gradient() -> None:
    X, W = torch.randn(3, 2, dtype=torch.float64), [torch.randn(2, dtype=torch.float64)]
    check.same_gradient(lambda x, w: (x * w[0]).sum(1), lambda x, w: x @ w[0], X, W)
    assert X.grad is None
    for wrong, rung, words in (
        (lambda x: (x * 2).detach(), "gradient", "carries no gradient"),
        (lambda x: x + x.detach(), "gradient", "with respect to argument 1 is wrong at"),
        (lambda x: x * 3, "value", "The result is wrong"),
        (lambda x: None, "type", "None"),
    ):
        with pytest.raises(check.Failed, match=words) as caught:
            check.same_gradient(wrong, lambda x: x * 2, X)
        assert caught.value.rung == rung


def test_same_gradient_counts_an_unused_input_as_zero() -> None:
    check.same_gradient(lambda x, y: x * 2, lambda x, y: x * 2 + 0 * y, torch.ones(2), torch.ones(2))


def test_raises_wants_the_students_error() -> None:
    def throwing(error: BaseException) -> Any:
        def call() -> None:
            raise error

        return call

    check.raises((ValueError, TypeError), throwing(student_error(ValueError("x"))))
    with pytest.raises(check.Failed, match="raised KeyError; expected ValueError"):
        check.raises(ValueError, throwing(student_error(KeyError("x"))))
    with pytest.raises(check.Failed, match="returned; expected it to raise ValueError"):
        check.raises(ValueError, lambda: None)
    with pytest.raises(ZeroDivisionError):  # not the student's: the suite's own
        check.raises(ZeroDivisionError, throwing(ZeroDivisionError()))
    with pytest.raises(Forbidden):
        check.raises(StudentError, throwing(Forbidden()))


def test_a_simulated_test_stops_after_the_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observe, "current", observe.Record("cuda"))
    fake: Any = torch.empty(2, 3, device="meta")
    fake._claimed_device = torch.device("cuda", 0)
    check.close(fake, ONES * 5)
    check.device(fake, "cpu")
    check.finite(fake)
    check.that(torch.empty((), device="meta"), "x")
    assert failed(fake, torch.ones(3, 2)).rung == "shape"
    fake._claimed_device = torch.device("cpu")
    failure = failed(fake, ONES)
    assert failure.rung == "device"
    assert "is on cpu; expected cuda:0" in failure.text.en


def test_observations_are_copies_and_plain() -> None:
    record = observe.Record()
    observe.current, before = record, observe.current
    try:
        X = torch.zeros(2)
        check.close(X, torch.zeros(2))
        X += 1
        observe.observe([object(), {"a": (1, X)}])
    finally:
        observe.current = before
    assert torch.equal(record.observations[0], torch.zeros(2))
    assert record.observations[1][0] == observe.OPAQUE
    assert torch.equal(record.observations[1][1]["a"][1], torch.ones(2))
