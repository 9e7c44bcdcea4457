# ruff: noqa: E501  (an attack is one line, whatever its length)
"""The sandboxes in which attacks are tried: one zygote for the whole run, one more behind bubblewrap where it is installed,
and one that was forked instead of started by exec."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

import pytest

from grader.report import Report
from grader.sandbox.two_rooms import TwoRooms
from tests.threats.forked import Forked
from tests.threats.harness import RIGHT, SECRET, Court


@pytest.fixture(scope="session")
def rooms() -> Iterator[TwoRooms]:
    if sys.platform != "linux":
        pytest.skip("the walls are Linux's")
    os.environ["TORCHGRADE_SECRET"] = SECRET  # in the grader's environment while the zygote starts
    with TwoRooms(bubblewrap=False, warm=("simulation",)) as sandbox:
        yield sandbox
    del os.environ["TORCHGRADE_SECRET"]


@pytest.fixture(scope="session")
def wrapped() -> Iterator[TwoRooms]:
    if sys.platform != "linux" or shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    with TwoRooms(bubblewrap=True) as sandbox:
        if sandbox.isolation.walls["bubblewrap"] != "up":
            pytest.skip("bubblewrap does not work here")
        yield sandbox


@pytest.fixture(scope="session")
def forked() -> Iterator[Forked]:
    if sys.platform != "linux":
        pytest.skip("the walls are Linux's")
    sandbox = Forked(os.environ | {f"TORCHGRADE_SECRET_{n}": "." * n + SECRET for n in (0, 90, 300, 900, 5000, 50_000)})
    yield sandbox
    sandbox.close()


@pytest.fixture(params=["rooms", "wrapped"])
def either(request: pytest.FixtureRequest) -> TwoRooms:
    """Both ways of building the walls, for the attacks that probe walls."""
    return request.getfixturevalue(request.param)


@pytest.fixture(params=["rooms", "wrapped", "forked"])
def each(request: pytest.FixtureRequest) -> TwoRooms | Forked:
    """As `either`, and the other way of starting."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def court() -> Court:
    return Court()


class Trial:
    """Grades programs in the real rooms, and insists that the next student is unharmed."""

    def __init__(self, rooms: TwoRooms, court: Court):
        self.rooms, self.court = rooms, court

    def grade(self, source: str) -> Report:
        return self.court.grade(self.rooms, source)

    def score(self, source: str) -> float:
        return self.grade(source).score

    def next_is_unharmed(self) -> None:
        report = self.court.grade(self.rooms, "import torch\n" + RIGHT)
        assert report.score == self.court.full, [t.message for e in report.exercises for t in e.tests]


@pytest.fixture
def trial(rooms: TwoRooms, court: Court) -> Iterator[Trial]:
    return Trial(rooms, court)


@pytest.fixture
def innocent(trial: Trial) -> Iterator[Trial]:
    """As `trial`; afterwards an honest submission must get full marks."""
    yield trial
    trial.next_is_unharmed()
