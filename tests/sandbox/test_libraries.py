"""Libraries that an assignment asks for: there without an import's cost, in every room from then on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.sandbox import Limits, Program
from grader.sandbox.two_rooms import TwoRooms

PROBE = """
import os, sys, threading

def loaded(name):
    return name in sys.modules

def threads():
    return len(os.listdir("/proc/self/task")) if os.path.exists("/proc/self/task") else threading.active_count()

def descriptors():
    return sorted(int(n) for n in os.listdir("/proc/self/fd") if int(n) > 3)

def curve():
    import matplotlib.pyplot as plt
    figure, axes = plt.subplots()
    axes.plot([1, 2], [3, 4])
    axes.set_title("$x^2$")
    figure.canvas.draw()
    return len(figure.canvas.buffer_rgba().tobytes())

def table():
    import io, pandas as pd
    return pd.read_csv(io.StringIO("a,b\\n1,2\\n3,4\\n"))["b"].tolist()

def picture():
    import io
    import torch
    from PIL import Image
    from torchvision import transforms
    file = io.BytesIO()
    Image.new("RGB", (4, 3), (255, 0, 0)).save(file, "PNG")
    return transforms.ToTensor()(Image.open(file)).sum(dim=(1, 2))
"""
NAMES = ("loaded", "threads", "descriptors", "curve", "table", "picture")
LIMITS = Limits(import_s=30, call_s=60, total_s=120)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[TwoRooms]:
    with TwoRooms(bubblewrap=False, merge=False) as made:
        yield made


def test_a_room_finds_what_its_assignment_asks_for(sandbox: TwoRooms) -> None:
    room = sandbox.open(Program(PROBE, names=NAMES), LIMITS)
    room.begin(1)
    alone = room.get("threads")()
    for name in ("matplotlib", "pandas", "torchvision"):
        assert room.get("loaded")(name) is False
    assert room.get("table")() == [2, 4]  # not declared: imported where it is used
    room.close()

    wanted = ("matplotlib", "pandas", "torchvision")
    for libraries in (wanted, ()):  # the next program, which asks for none, comes from the same zygote
        room = sandbox.open(Program(PROBE, names=NAMES, libraries=libraries), LIMITS)
        room.begin(1)
        for name in wanted:
            assert room.get("loaded")(name) is True
        assert room.get("threads")() == alone
        listing = room.get("descriptors")()  # the listing itself has one open
        assert len(listing) <= 1
        assert room.get("curve")() > 1000
        assert room.get("table")() == [2, 4]
        assert room.get("picture")().tolist() == [12.0, 0.0, 0.0]
        room.close()


def test_a_zygote_that_is_replaced_has_the_libraries_again(sandbox: TwoRooms) -> None:
    program = Program(PROBE, names=NAMES, libraries=("pandas",))
    sandbox.open(program, LIMITS).close()
    sandbox._process.kill()
    sandbox._process.wait()
    room = sandbox.open(program, LIMITS)
    room.begin(1)
    assert room.get("loaded")("pandas") is True
    room.close()


def test_libraries_can_be_asked_for_from_the_start() -> None:
    with TwoRooms(bubblewrap=False, merge=False, warm=("pandas",)) as made:
        room = made.open(Program(PROBE, names=NAMES, libraries=("pandas",)), LIMITS)
        room.begin(1)
        assert room.get("loaded")("pandas") is True
        assert room.get("loaded")("matplotlib") is False
        room.close()
