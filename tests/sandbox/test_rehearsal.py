"""grader.sandbox.rehearsal: a room is played in a process of its own, and leaves it as it was."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import gc, os, sys, warnings
import torch
torch.set_num_threads(1)
from grader.sandbox import guest, rehearsal

guest.warm(simulation=True)
if "broken" in sys.argv:
    rehearsal._PROGRAM = rehearsal._PROGRAM.replace("return X * self.weight", "raise ValueError")
print(end="", flush=True)
before = (sys.stdout, sys.stderr, warnings.showwarning, os.getcwd(), len(os.listdir("/proc/self/fd")))
went_well = rehearsal.rehearse(simulation=True)
after = (sys.stdout, sys.stderr, warnings.showwarning, os.getcwd(), len(os.listdir("/proc/self/fd")))
assert before == after, (before, after)
assert guest.MODULE not in sys.modules
assert torch.get_num_threads() == len(os.listdir("/proc/self/task")) == 1
print(went_well)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize(("kind", "said"), [("whole", "True"), ("broken", "False")])
def test_a_rehearsal_goes_well_and_leaves_nothing(kind: str, said: str) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, kind], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, said), done.stderr[-2000:]
