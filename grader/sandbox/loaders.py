"""Owns torch's DataLoader with workers, in a room that may have no other processes: it makes the batches itself.

`num_workers` and all that goes with it stay what the program said; only who does the work differs, and the order of the
batches and the random numbers are those of no workers.
"""

from __future__ import annotations

import copy
from typing import Any

from torch.utils.data import DataLoader
from torch.utils.data.dataloader import _BaseDataLoaderIter, _SingleProcessDataLoaderIter

_iterate = DataLoader.__iter__


def _iterate_here(self: DataLoader[Any]) -> _BaseDataLoaderIter:
    if self.num_workers == 0:
        return _iterate(self)
    alone = copy.copy(self)
    # By the dict: a loader refuses some of these once it is made.
    vars(alone).update(num_workers=0, timeout=0, prefetch_factor=None, persistent_workers=False)
    return _SingleProcessDataLoaderIter(alone)


def without_workers() -> None:
    """For the whole process."""
    DataLoader.__iter__ = _iterate_here  # type: ignore[method-assign]
    # It would say how few cores there are, which concerns no one here.
    DataLoader.check_worker_number_rationality = lambda self: None  # type: ignore[method-assign]
