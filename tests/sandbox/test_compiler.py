"""torch's optimisers and fake tensors work without its compiler, which is still there for whoever asks."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
import torch
from torch import nn
from grader.sandbox import compiler
from grader.sandbox.faking import make_mode, without_dynamo

compiler.keep_light()
net = nn.Linear(2, 1)
for name in ("SGD", "Adam", "Adadelta"):
    before = net.weight.detach().clone()
    optimiser = getattr(torch.optim, name)(net.parameters(), lr=0.5)
    optimiser.zero_grad()
    net(torch.ones(1, 2)).sum().backward()
    optimiser.step()
    assert not torch.equal(before, net.weight)
with without_dynamo(), make_mode():
    nn.BatchNorm2d(3)(torch.ones(2, 3, 4, 4))
    assert torch.tensor(3).item() == 3
assert compiler.is_light() and "torch._dynamo.eval_frame" not in sys.modules
light = torch._dynamo
if "real" in sys.argv:
    compiled = torch.compile(net, backend="eager")
    assert torch.equal(compiled(torch.ones(1, 2)), net(torch.ones(1, 2)))
    assert torch._dynamo is light is sys.modules["torch._dynamo"] and not compiler.is_light()
    optimiser.step()
    from torch._dynamo.source import ConstantSource, LocalSource
    assert ConstantSource.__module__ == "torch._dynamo.source"
print("fine")
"""


def run(*args: str) -> str:
    done = subprocess.run([sys.executable, "-c", PROGRAM, *args], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_neither_optimisers_nor_simulations_load_it() -> None:
    assert run().endswith("fine\n")


def test_a_part_that_is_not_stood_in_for() -> None:
    program = "import torch; from grader.sandbox import compiler; compiler.keep_light()\n"
    program += "from torch._dynamo.source import is_from_defaults; assert not compiler.is_light(); print('fine')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout + done.stderr).endswith("fine\n")


def test_it_becomes_the_real_one_when_asked() -> None:
    assert "fine" in run("real").splitlines()  # torch may warn of a Python that it is slower on
