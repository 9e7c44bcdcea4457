"""A class graded on a Ray cluster of two nodes, one of which is killed in the middle: does any mark change?

    python -m bench.cluster [--count 500] [--keep]

The same submissions are graded in workers of this machine first. Ray is an optional extra:

    pip install 'torchgrade[ray]'
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

import click

from bench.a_class import Made, make
from bench.common import COURSE, machine


@click.command(help=__doc__)
@click.option("--count", default=500, show_default=True)
@click.option("--keep", is_flag=True, help="Kill no node.")
def main(count: int, keep: bool) -> None:
    """See the module's docstring."""
    from grader.batch import Orders, side_by_side
    from grader.course import find_course
    from grader.ray_executor import on_ray

    try:
        from ray.cluster_utils import Cluster
    except ImportError:
        raise click.ClickException("this needs Ray: pip install 'torchgrade[ray]'") from None
    print(machine())
    made = [one for one in make(find_course(explicit=COURSE), count, seed=3) if one.kind != "loop"]
    orders = Orders(course=COURSE, lenient=True)
    alone = _marks("2 workers of this machine", side_by_side(tasks(made), orders, jobs=2, expected=len(made)), {})
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    try:
        second = cluster.add_node(num_cpus=1)

        def in_the_middle() -> None:
            if not keep:
                cluster.remove_node(second, allow_graceful=False)
                print("  one of the two nodes is killed")

        running = on_ray(cluster.address)(tasks(made), orders, expected=len(made))
        there = _marks("a Ray cluster of two nodes", running, {len(made) // 2: in_the_middle})
    finally:
        import ray

        ray.shutdown()
        cluster.shutdown()
    other = [made[n].student for n in alone if alone[n] != there.get(n)]
    print(
        f"{len(made)} submissions, {len(there)} reports from the cluster, {len(other)} marks differ {other[:10] or ''}"
    )
    sys.exit(bool(other) or alone.keys() != there.keys())


def tasks(made: Sequence[Made]) -> Iterator[Any]:
    """As a gradebook hands them over."""
    from grader.batch import Packed

    for one in made:
        digest = hashlib.sha256(one.data).hexdigest()
        yield Packed(one.data, one.name, f"in/{one.student}/{one.name}", digest, one.assignment)


def _marks(where: str, running: Any, when: dict[int, Any]) -> dict[int, tuple[str, list[tuple[str, str, float]]]]:
    """Trouble, and status and points of each exercise, by the submission's place. None may come twice. `when` says
    what happens after how many."""
    begun, found = time.perf_counter(), {}
    for index, graded in running:
        if index in found:
            raise click.ClickException(f"submission {index} came back twice")
        found[index] = (graded.trouble, [(e.id, e.status, e.score) for e in graded.report.exercises])
        when.get(len(found), lambda: None)()
    print(f"{where}: {len(found)} reports in {time.perf_counter() - begun:.0f} s, start-up included")
    return found


if __name__ == "__main__":
    main()
