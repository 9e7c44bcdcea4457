"""Seeds: the same everywhere, different for each test, name and call."""

from __future__ import annotations

import random
import traceback

import numpy as np
import pytest
import torch

from grader.sandbox import seeds


def test_they_are_fixed_for_ever() -> None:
    """A mark can be reproduced by a later version: these numbers must not change."""
    assert seeds.test_seed(1, "softmax::test_rows") == 6730542310166050163
    assert seeds.host_seed(7) == 1948779048290061055
    assert seeds.call_seed(7, "f", 0) == 5556121924805986733


def test_they_differ_and_fit() -> None:
    made = {
        seeds.test_seed(1, "a"),
        seeds.test_seed(2, "a"),
        seeds.test_seed(1, "b"),
        seeds.host_seed(1),
        seeds.call_seed(1, "f", 0),
        seeds.call_seed(1, "f", 1),
        seeds.call_seed(1, "f1", 0),
        seeds.call_seed(2, "f", 0),
    }
    assert len(made) == 8
    assert all(0 <= seed < 2**63 for seed in made)


def test_parts_cannot_run_together() -> None:
    assert seeds.call_seed(1, "f1", 0) != seeds.call_seed(1, "f", 10)
    assert seeds.call_seed(1, "1:f", 0) != seeds.call_seed(11, "f", 0)


def test_seeding_sets_every_generator() -> None:
    def draw() -> tuple[float, float, float]:
        seeds.seed_torch(5)
        seeds.seed_python(5)
        return torch.rand(1).item(), random.random(), float(np.random.rand())

    assert draw() == draw()
    torch.manual_seed(5)
    assert torch.rand(1).item() == draw()[0]


def test_seeding_formats_no_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    """torch would, once for each kind of GPU that it might have: milliseconds, in suites and in students' code."""
    torch.manual_seed(5)
    drawn = torch.rand(3)
    seeds.seed_quickly()

    def refused(*args: object) -> list[str]:
        raise AssertionError("a stack was formatted")

    monkeypatch.setattr(traceback, "format_stack", refused)
    torch.manual_seed(5)
    assert torch.equal(torch.rand(3), drawn)
