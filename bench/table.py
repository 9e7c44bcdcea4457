"""Owns the table of mutation scores: a row for each exercise, on the terminal and in docs/mutation.md."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bench.mutants import Mutant
    from bench.mutation import Fate
    from bench.survivors import Survivor

_HEAD = ("exercise", "mutants", "equivalent", "killed", "survived", "of these explained", "score")
_MARK = "<!-- python -m bench.mutation --write -->"
_INTRODUCTION = f"""\
# What the suites let through

Each suite is tried on the mutants of its reference, on top of the hand-written mistakes: one of
[mutmut](https://pypi.org/project/mutmut/)'s operators applied to one line that a student writes, handed in as a
submission, and judged in the real rooms. A mutant is killed when it loses points or runs out of time. Changed
docstrings, annotations and messages of errors do not count, nor does one that its author found to do the same as the
reference (`equivalent`). Survivors and the reasons for them stand in `survivors.toml` beside the reference.

`python -m bench.mutation --survivors` prints them with their change; `--write` puts the rows of what ran into this
page.

{_MARK}

"""


class Row(msgspec.Struct, frozen=True):
    """The mutants of one exercise, counted."""

    assignment: str
    exercise: str
    mutants: int
    equivalent: int
    killed: int
    survived: int
    explained: int

    @classmethod
    def of(
        cls,
        assignment: str,
        exercise: str,
        judged: Sequence[tuple[Mutant, Fate]],
        known: dict[tuple[str, str, str], Survivor],
    ) -> Row:
        """Count. What could not be judged counts as survived."""
        alive = [mutant for mutant, fate in judged if not fate.by]
        reasons = [known[mutant.key] for mutant in alive if mutant.key in known]
        equivalent = sum(reason.kind == "equivalent" for reason in reasons)
        return cls(
            assignment,
            exercise,
            len(judged),
            equivalent,
            len(judged) - len(alive),
            len(alive) - equivalent,
            len(reasons) - equivalent,
        )

    @property
    def counted(self) -> int:
        return self.mutants - self.equivalent

    @property
    def score(self) -> float:
        """The share of killed ones among those that change what is computed; 1 where there is none."""
        return self.killed / self.counted if self.counted else 1.0

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.exercise,
            *map(str, (self.mutants, self.equivalent, self.killed, self.survived, self.explained)),
            _percent(self.score),
        )


def total(rows: Sequence[Row]) -> Row:
    """All rows as one."""
    sums = [
        sum(getattr(row, name) for row in rows) for name in ("mutants", "equivalent", "killed", "survived", "explained")
    ]
    return Row("", f"{len(rows)} exercises", *sums)


def page(rows: Sequence[Row]) -> str:
    """The table for a terminal."""
    lines = [_HEAD, *(row.cells for row in rows), total(rows).cells]
    widths = [max(len(line[i]) for line in lines) for i in range(len(_HEAD))]
    return "\n".join(
        "  ".join(c.rjust(w) if i else c.ljust(w) for i, (c, w) in enumerate(zip(line, widths, strict=True))).rstrip()
        for line in lines
    )


def written(
    target: Path, rows: Sequence[Row], order: Sequence[tuple[str, str]], reasons: Sequence[tuple[str, Survivor]]
) -> str:
    """docs/mutation.md with `rows` in it; rows of other exercises stay, in the order of the course. `reasons` are every
    survivors.toml of the course, each entry with its assignment's name."""
    known = {(row.assignment, row.exercise): row for row in [*_read(target), *rows]}
    kept = [known[key] for key in order if key in known]
    lines = [("assignment", *_HEAD), ("---", "---", *["--:"] * (len(_HEAD) - 1))]
    lines += [(f"`{row.assignment}`", f"`{row.exercise}`", *row.cells[1:]) for row in kept]
    lines.append(("**all**", *total(kept).cells))
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    listed = "".join(
        f"\n**{name}, `{s.where}`**, {s.kind}: {s.reason}\n\n```diff\n- {s.was}\n+ {s.becomes}\n```\n"
        for name, s in reasons
    )
    return f"{_INTRODUCTION}{table}" + (f"\n## Survivors and why\n{listed}" if listed else "")


def _read(target: Path) -> list[Row]:
    """The rows of the page as it stands."""
    if not target.is_file():
        return []
    found = re.findall(r"^\| `([\w/]+)` \| `(\w+)` \|(.+)\|$", target.read_text(encoding="utf-8"), re.MULTILINE)
    return [Row(key, exercise, *(int(cell) for cell in cells.split("|")[:5])) for key, exercise, cells in found]


def _percent(share: float) -> str:
    """Never rounded up: 99.99 % is not all of them."""
    return f"{int(share * 1000) / 10:g} %"
