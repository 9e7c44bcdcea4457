"""Owns a made-up class: submissions of three assignments, right, wrong in every known way, broken and hostile, and what
each must come out as."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from grader.cases import cases
from grader.course import Assignment, Course

ASSIGNMENTS = ("image_convolution", "custom_layers", "attention_scoring")
Kind = Literal["right", "wrong", "stub", "broken", "crash", "loop"]

_BROKEN = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "truncated": b'{"cells": [{"cell_type": "code", "source": ["def softmax(',
    "nothing": b"x = 1\n",
}
# Put in front of the first graded function's body: each ends the room in its own way.
_CRASH = (
    "    import os; os._exit(7)",
    "    import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "    import ctypes; ctypes.string_at(0)",
    "    raise SystemExit(0)",
)
_LOOP = "    while True: pass"
# In a thousand; the rest is right or wrong in turns. Loops are few: each costs its limit of seconds.
_SHARES: dict[Kind, int] = {"stub": 20, "broken": 40, "crash": 30, "loop": 4}


class Made(msgspec.Struct, frozen=True):
    """One submission: whose, for which assignment (`chapter/id`), and what it is."""

    student: str
    assignment: str
    kind: Kind
    name: str
    data: bytes


def make(course: Course, count: int, seed: int = 0) -> Iterator[Made]:
    """`count` submissions, no two with the same bytes but the empty ones; the same for the same seed."""
    draw = random.Random(seed)
    chosen = [course.find(name) for name in ASSIGNMENTS]
    texts = {a.key: _texts(a) for a in chosen}
    turns = {a.key: itertools.cycle(texts[a.key]["wrong"]) for a in chosen}
    kinds: list[Kind] = [kind for kind, share in _SHARES.items() for _ in range(round(share * count / 1000))]
    kinds += [("right", "wrong")[n % 2] for n in range(count - len(kinds))]  # type: ignore[misc]
    draw.shuffle(kinds)
    for number, kind in enumerate(kinds):
        assignment = chosen[number % len(chosen)]
        text = next(turns[assignment.key]) if kind == "wrong" else draw.choice(texts[assignment.key]["right"])
        yield _made(number, kind, assignment, text, texts[assignment.key]["stub"][0], draw)


def write(made: Made, folder: Path) -> Path:
    """As a folder a student with a folder an assignment, which `torchgrade batch` understands."""
    home = folder / made.student / made.assignment.rpartition("/")[2]
    home.mkdir(parents=True)
    path = home / made.name
    path.write_bytes(made.data)
    return path


def _made(number: int, kind: Kind, assignment: Assignment, text: str, stub: str, draw: random.Random) -> Made:
    student = f"student{number:05}"
    if kind == "broken":
        how = draw.choice(list(_BROKEN))
        return Made(student, assignment.key, kind, "hw.ipynb" if how == "truncated" else "hw.py", _BROKEN[how])
    if kind == "stub":
        text = stub
    elif kind == "crash":
        text = _begun_with(text, assignment, draw.choice(_CRASH))
    elif kind == "loop":
        text = _begun_with(text, assignment, _LOOP)
    return Made(student, assignment.key, kind, "hw.py", f"{text}\n# {student}\n".encode())


def _texts(assignment: Assignment) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"right": [], "wrong": [], "stub": []}
    place = {"reference": "right", "alternative": "right", "mistake": "wrong", "stub": "stub"}
    for case in cases(assignment, assignment.exercises):
        if case.kind in place:
            found[place[case.kind]].append(case.source)
    return found


def _begun_with(text: str, assignment: Assignment, line: str) -> str:
    """Every graded function ends before it begins."""
    last = "\n".join(f"\n\ndef {name}(*args, **kwargs):\n{line}" for name in assignment.names)
    return f"{text}{last}\n"
