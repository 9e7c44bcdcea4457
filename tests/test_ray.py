"""On a Ray cluster of two nodes every submission has its report, also when a node goes in the middle.

Ray is an optional extra: `pip install -e '.[dev,ray]'` runs these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.batch import CannotGrade, Orders, Packed
from grader.ray_executor import on_ray
from tests import demo_course

ray = pytest.importorskip("ray", reason="Ray is an optional extra", exc_type=ImportError)
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("ray")]


@pytest.fixture
def cluster() -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    try:
        yield made
    finally:
        ray.shutdown()
        made.shutdown()


def tasks(count: int) -> Iterator[Packed]:
    for n in range(count):
        data = f"{(demo_course.RIGHT, demo_course.WRONG)[n % 2]}\n# {n}\n".encode()
        yield Packed(data, "hw.py", f"in/s{n}/hw.py", hashlib.sha256(data).hexdigest(), "ch00_demo/normalise")


def test_a_node_that_is_killed_changes_no_mark(tmp_path: Path, cluster: Any) -> None:
    demo_course.write(tmp_path / "course")
    second = cluster.add_node(num_cpus=1)
    orders = Orders(course=tmp_path / "course", device="cpu")
    scores = {}
    for index, graded in on_ray(cluster.address)(tasks(24), orders, expected=24):
        assert index not in scores
        assert not graded.trouble, graded.why
        scores[index] = graded.report.score
        if len(scores) == 6:
            cluster.remove_node(second, allow_graceful=False)
    assert scores == {n: (8, 2)[n % 2] for n in range(24)}


def test_a_cluster_that_does_not_answer_is_a_sentence(tmp_path: Path) -> None:
    demo_course.write(tmp_path / "course")
    running = on_ray("127.0.0.1:1")(tasks(1), Orders(course=tmp_path / "course"), expected=1)
    with pytest.raises(CannotGrade, match=r"no Ray cluster answers at 127\.0\.0\.1:1"):
        next(running)
