"""Owns slicing: out of a submission, the plain module that holds the wanted names and all that they reach.

What a definition reads is followed from name to name, so plots, training loops, downloads and prints at top level stay
behind. Of several definitions the last one that can be meant counts, and a warning says so.
"""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterable

from grader.sandbox import Program
from grader.submission import unseen
from grader.submission.model import GIVEN, Cell, Definition, Sliced, Spot, Submission, place
from grader.submission.names import annotated
from grader.submission.render import STAND_INS, Rendered, render
from grader.submission.resolve import DECORATION, Group, Index, reads_by_text
from grader.submission.statements import Leaf, parse
from grader.text import Text

_BUILTINS = frozenset({*dir(builtins), "__file__"})
# `from torch import *` also replaces sum and abs; any other star is only kept for names that nothing else explains.
_SHADOWING = {"torch", "numpy", "math"}
_MAX_WARNINGS = 40


def slice(submission: Submission, names: Iterable[str], given: str = "", lent: Collection[str] = ()) -> Sliced:
    """Cut out of `submission` the definitions of `names`, with the imports, helpers and constants they need.

    `given` is what every submission may build on: where it reads a name that it does not define, or only by loading or
    training something, the definition is taken from there. `lent` are names that will be there when the program is
    loaded: the submission's own definitions of them are left out.

    Executes nothing and raises nothing, however broken the submission is: names that are not defined are in `missing`.
    """
    wanted = tuple(dict.fromkeys(names))
    tops, notes = parse(submission.cells)
    lost = tuple(notes)
    index = Index(tops, wanted, parse([Cell(index=GIVEN, source=given)])[0], lent)
    roots = {name: group for name in wanted if (group := index.final(name))}
    selected = index.reach(roots.values())
    opaque = reads_by_text(selected, index)
    if opaque:  # nothing says which names it looks up, so all stay that cost nothing to have
        selected.update(dict.fromkeys(index.harmless(selected)))
    unexplained = index.read - index.defined - index.lent
    stars = [leaf for leaf in index.stars if _star_counts(leaf, unexplained)] if roots else []
    selected.update(dict.fromkeys(stars))
    if roots:
        selected.update(dict.fromkeys(index.futures))
    unknown = unexplained - _BUILTINS if not stars else set()
    annotations = {name for leaf in selected for name in annotated(leaf.node)} & unknown if unknown else set()
    rendered = render(selected, index, deferred=bool(annotations), stood_in=unknown & STAND_INS.keys())
    # in a session a cell is edited and run again as a matter of course
    notes += _notes(index, again=submission.kind != "session")
    needed, uses = _needed(index, roots, rendered, stars, opaque)
    if unknown:
        readers = {
            name: [root for root, read in uses.items() if name in read]
            for name in unknown - annotations - STAND_INS.keys()
        }
        notes += unseen.skipped(submission.cells, tops, readers)
    once = {name for name, groups in index.groups.items() if len(groups) == 1}
    notes += unseen.shell_values(submission.cells, index.read, once)
    notes += unseen.written_modules(submission.cells, index.asked)
    missing = tuple(name for name in wanted if name not in roots)
    return Sliced(
        program=Program(
            source=rendered.source,
            names=tuple(roots),
            values=tuple(name for name, group in roots.items() if group.kind not in ("def", "import")),
        ),
        found={name: _definition(name, group, rendered) for name, group in roots.items()},
        missing=missing,
        warnings=[*submission.warnings, *notes[:_MAX_WARNINGS]],
        line_map=rendered.line_map,
        needed=needed,
        uses=uses,
        lost=lost,
        astray=unseen.astray(tops, missing),
    )


def _star_counts(leaf: Leaf, unexplained: set[str]) -> bool:
    package = (getattr(leaf.node, "module", None) or "").partition(".")[0]
    if package in DECORATION and package not in ("matplotlib", "pylab"):
        return False
    return bool(unexplained - _BUILTINS) or (package in _SHADOWING and bool(unexplained))


def _definition(name: str, group: Group, rendered: Rendered) -> Definition:
    leaf = group.leaves[-1]
    first, _ = rendered.ranges[leaf]
    # the `def` itself rather than its first decorator
    first += leaf.node.lineno - leaf.start
    return Definition(name, first, rendered.line_map.get(first, _spot(leaf)))


def _needed(
    index: Index, roots: dict[str, Group], rendered: Rendered, stars: list[Leaf], opaque: bool
) -> tuple[dict[str, set[tuple[int, int]]], dict[str, set[str]]]:
    always = {rendered.ranges[leaf] for leaf in stars}
    needed, uses = {}, {}
    for name, group in roots.items():
        leaves = index.reach([group]) if opaque or len(roots) > 1 else rendered.ranges
        needed[name] = {rendered.ranges[leaf] for leaf in leaves if leaf in rendered.ranges} | always
        uses[name] = {read for leaf in leaves for read in index.reads.get(leaf, ())}
    return needed, uses


def _notes(index: Index, *, again: bool) -> list[Text]:
    """What the student should know about the choices made."""
    notes: list[Text] = []
    for group in index.chosen if again else ():
        earlier = index.overridden(group)
        if earlier:
            last = group.leaves[-1]
            where, before = _where(last), _where(earlier[-1])
            notes.append(
                Text(
                    f"{group.name} is defined {len(earlier) + 1} times; the definition at {where.en} counts "
                    f"(an earlier one is at {before.en}).",
                    f"{group.name} 定义了 {len(earlier) + 1} 次；以{where.zh}的定义为准（较早的定义在{before.zh}）。",
                )
            )
    for name, leaf in index.passed_over:
        where = _where(leaf)
        notes.append(
            Text(
                f"{name} is given another value at {where.en}; your definition of it was graded.",
                f"{name} 在{where.zh}被赋予其他值；评阅的是你对它的定义。",
            )
        )
    for leaf in (leaf for leaf in index.idle if leaf.top.piece.cell.index != GIVEN):
        where = _where(leaf)
        named = ", ".join(sorted(leaf.names)[:4])
        notes.append(
            Text(
                f"{named} at {where.en} loads data, trains or asks for input; that line was not run.",
                f"{where.zh}的 {named} 会加载数据、训练或等待输入；该行没有运行。",
            )
        )
    for leaf in index.patches:
        where = _where(leaf)
        target = leaf.patches[:60]
        notes.append(
            Text(
                f"The assignment to {target} at {where.en} changes a library and was left out.",
                f"{where.zh}对 {target} 的赋值修改了库，已略过。",
            )
        )
    return notes


def _where(leaf: Leaf) -> Text:
    return place(_spot(leaf))


def _spot(leaf: Leaf) -> Spot:
    piece = leaf.top.piece
    return piece.cell.spot(leaf.node.lineno + piece.shift)
