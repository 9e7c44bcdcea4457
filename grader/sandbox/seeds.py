"""Owns the derivation of random seeds: from one run seed to each test, each call and the suite's own inputs.

Both rooms follow it, so that the same draws in the same order give the same numbers in both (a dropout mask, say), and
a mark can be reproduced from the run seed alone. Only the standard library is imported: the guest uses this module too.

The rule for a call. `name` is what the test asked the room for:

    student.dropout(X)              name "dropout"
    m = student.Dropout(0.5)        name "Dropout"
    m(X)                            name "Dropout.__call__"      (an instance made by calling a name)
    m.reset(X)                      name "Dropout.reset"

`n` counts the calls of that name within the test, from 0. torch's generator is seeded with `call_seed` before each such
call; what runs outside a call (the items of a generator, a backward pass) goes on with the room's state as it is.
numpy and `random` are seeded once for each test, with `host_seed`, in every room.
"""

from __future__ import annotations

import functools
import traceback
from hashlib import blake2b
from types import SimpleNamespace
from typing import Any

_MASK = (1 << 63) - 1


def _digest(*parts: str) -> int:
    # Lengths are written out, so that ("a", "bc") and ("ab", "c") differ.
    text = "".join([f"{len(part)}:{part}" for part in parts])
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") & _MASK


def test_seed(run_seed: int, test_id: str) -> int:
    """The seed of one test: the same in any selection and order of tests."""
    return _digest("test", str(run_seed), test_id)


@functools.lru_cache(maxsize=64)  # each test asks three times
def host_seed(test_seed: int) -> int:
    """The seed of the suite's own inputs, and of numpy and `random` in every room."""
    return _digest("host", str(test_seed))


def call_seed(test_seed: int, name: str, n: int) -> int:
    """The seed of torch for the `n`-th call of `name` in the test."""
    return _digest("call", str(test_seed), name, str(n))


def seed_torch(seed: int) -> None:
    """Seed torch's generators.

    Not `torch.manual_seed`: where CUDA is not initialised it formats a whole stack to remember the call (100 us)."""
    import torch

    torch.default_generator.manual_seed(seed)
    if torch.cuda.is_initialized():
        torch.cuda.manual_seed_all(seed)


def seed_quickly() -> None:
    """Let `torch.manual_seed`, in suites and in students' code, not format the stack for each kind of GPU that is not
    initialised: torch keeps it to say where a call came from that fails when the GPU is, and it costs milliseconds."""
    import torch

    for module in (torch.cuda, torch.xpu, torch.mtia):
        if getattr(module, "traceback", None) is traceback:
            vars(module)["traceback"] = SimpleNamespace(**vars(traceback) | {"format_stack": list})


def seed_python(seed: int) -> None:
    """Seed `random`, and numpy where it is loaded."""
    import random
    import sys

    random.seed(seed)
    numpy: Any = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(seed & 0xFFFFFFFF)


test_seed.__test__ = False  # type: ignore[attr-defined]  # pytest would take it for a test where it is imported into one
