"""Owns what every test is kept from: the records of whoever runs the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.loop import records


@pytest.fixture(autouse=True)
def own_records(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Checks of a test are remembered in a file of its own, never in the user's."""
    path = tmp_path_factory.mktemp("records") / "progress.jsonl"
    monkeypatch.setenv(records.PLACE, str(path))
    return path
