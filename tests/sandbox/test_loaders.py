"""DataLoader with workers, where there are no other processes: the same batches as without."""

from __future__ import annotations

from typing import Any

import pytest
import torch

SOURCE = """
import torch
from torch.utils.data import DataLoader, IterableDataset, TensorDataset, get_worker_info

class Stream(IterableDataset):
    def __iter__(self):
        info = get_worker_info()
        return iter(range(5)) if info is None else iter(range(info.id, 5, info.num_workers))

def batches(epochs=1, **options):
    data = TensorDataset(torch.arange(10.0))
    loader = DataLoader(data, batch_size=4, **options)
    return [[batch[0] for batch in loader] for _ in range(epochs)], loader.num_workers, len(loader)

def stream(epochs, **options):
    loader = DataLoader(Stream(), batch_size=2, **options)
    return [[batch for batch in loader] for _ in range(epochs)]

def interrupted(**options):
    loader = DataLoader(TensorDataset(torch.arange(10.0)), batch_size=4, **options)
    first = next(iter(loader))[0]
    return first, [batch[0] for batch in loader]

def wrong():
    return DataLoader(TensorDataset(torch.arange(10.0)), num_workers=-1)
"""

OPTIONS: list[dict[str, Any]] = [
    {"num_workers": 4},
    {"num_workers": 2, "persistent_workers": True},
    {"num_workers": 2, "prefetch_factor": 4, "timeout": 5},
    {"num_workers": 2, "multiprocessing_context": "fork"},
    {"num_workers": 2, "multiprocessing_context": "spawn", "in_order": False},
]


@pytest.mark.parametrize("options", OPTIONS, ids=range(len(OPTIONS)))
def test_the_same_batches_as_without_workers(student: Any, room: Any, options: dict[str, Any]) -> None:
    plain, _, _ = student.batches(2)
    found, workers, count = student.batches(2, **options)
    assert workers == options["num_workers"]
    assert count == 3
    assert [[b.tolist() for b in epoch] for epoch in found] == [[b.tolist() for b in epoch] for epoch in plain]
    shuffled, _, _ = student.batches(1, shuffle=True, **options)
    assert sorted(torch.cat(shuffled[0]).tolist()) == [float(i) for i in range(10)]
    assert [b.tolist() for b in student.stream(2, **options)[1]] == [[0, 1], [2, 3], [4]]
    first, rest = student.interrupted(**options)
    assert first.tolist() == rest[0].tolist() == [0.0, 1.0, 2.0, 3.0]


def test_the_same_random_order_as_without_workers(room: Any) -> None:
    orders = []
    for options in ({}, {"num_workers": 4}):
        room.begin(11)
        (epoch,), _, _ = room.get("batches")(shuffle=True, **options)
        orders.append(torch.cat(epoch).tolist())
        room.end()
    assert orders[0] == orders[1]


def test_nonsense_is_still_refused(student: Any) -> None:
    with pytest.raises(ValueError, match="non-negative"):
        student.wrong()
