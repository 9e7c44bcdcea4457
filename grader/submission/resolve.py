"""Owns which definition a name means, and what that reaches: the graph that slicing walks.

A statement that runs at once sees the definitions above it; a function sees the last one. Each edge is walked once, so
10^5 definitions that all read each other cost no more than their text.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable

from grader.submission.backward import MAX_PASSES, gradients_read, is_backward
from grader.submission.choice import choose, in_check, is_result, is_unwritten
from grader.submission.names import base_name, reads
from grader.submission.statements import TRAINING, Leaf, Top

# Assignments that do work: `train_iter = load_data(...)`. One that only a function reads later is not run for it.
_WORK = re.compile(
    r"(?:d2l_)?(?:load_data|load_array|download|read_data|read_csv|get_data|train|fit|input|"
    r"urlopen|urlretrieve|wget|imread)"
    r"(?:_\w*)?|DataLoader|ImageFolder|(?:Fashion)?MNIST|CIFAR100?|VOCSegmentation|savefig"
)
# Imports for the eye, which a room may not have.
DECORATION = {"matplotlib", "pylab", "IPython", "ipywidgets", "seaborn", "plotly", "tkinter", "tqdm"}
# Calls that reach names which no one reads in the code.
_LOOKUPS = {"eval", "exec", "globals", "locals", "vars"}


class Group:
    """One definition of a name: the leaves of one top-level statement that bind it, and later changes to it."""

    __slots__ = ("changes", "kind", "leaves", "name", "order", "previous")

    def __init__(self, name: str, leaf: Leaf, previous: Group | None):
        self.name = name
        self.leaves = [leaf]
        self.changes: list[Leaf] = []
        self.previous = previous
        self.kind = leaf.kind
        self.order = leaf.order

    @property
    def top(self) -> Top:
        return self.leaves[0].top


class Index:
    """The definitions of a submission by name, and what was decided about them on the way."""

    def __init__(self, tops: list[Top], wanted: Iterable[str], given: Iterable[Top] = (), lent: Collection[str] = ()):
        self.wanted = frozenset(wanted)
        self.lent = frozenset(lent)
        self.groups: dict[str, list[Group]] = {}
        self.stars: list[Leaf] = []
        self.futures: list[Leaf] = []
        self.read: set[str] = set()  # every name that what was selected reads
        self.reads: dict[Leaf, set[str]] = {}  # the same for each leaf that was looked at
        self.asked: dict[Leaf, set[str]] = {}  # import -> those of its names that are needed
        self.now: dict[Leaf, set[Group]] = {}  # what a leaf needs before it runs
        self.later: dict[Leaf, set[Group]] = {}  # what the functions in it need when they are called
        self.chosen: dict[Group, None] = {}  # the final definitions that were selected, in order of need
        self.passed_over: list[tuple[str, Leaf]] = []
        self.idle: dict[Leaf, None] = {}
        self._spare: dict[str, Group] = {}  # what is given of names that the submission has itself
        self._patches: list[Leaf] = []
        self._passes: list[Group] = []  # backward passes, each a definition of no name
        self._works: dict[Leaf, bool] = {}
        self._final: dict[str, Group | None] = {}
        self._collect(tops)
        self._supply(given)
        self.defined = frozenset(self.groups)

    def _collect(self, tops: list[Top]) -> None:
        for top in tops:
            for leaf in top.leaves:
                if leaf.kind == "star":
                    self.stars.append(leaf)
                elif leaf.kind == "future":
                    self.futures.append(leaf)
                elif is_backward(leaf) and len(self._passes) < MAX_PASSES:
                    self._passes.append(Group("", leaf, None))
                for name in leaf.names - self.lent:
                    groups = self.groups.setdefault(name, [])
                    if groups and groups[-1].top is top:
                        groups[-1].leaves.append(leaf)
                        if leaf.kind != "import":
                            groups[-1].kind = leaf.kind
                    else:
                        groups.append(Group(name, leaf, groups[-1] if groups else None))
                for name in leaf.changes - leaf.names:
                    groups = self.groups.get(name, [])
                    if not groups:
                        continue
                    if groups[-1].kind == "import":  # torch.softmax = f: a library is not the student's to change
                        if leaf.patches:
                            self._patches.append(leaf)
                    else:
                        groups[-1].changes.append(leaf)

    def _supply(self, given: Iterable[Top]) -> None:
        """Let what the submission does not define mean what is given; so does what it loads or trains at top level."""
        own = self.groups.keys() | self.lent
        for leaf in (leaf for top in given for leaf in top.leaves):
            for name in (leaf.names & own) - self.lent - self.wanted:
                self._spare[name] = Group(name, leaf, self._spare.get(name))
            for name in leaf.names - own - self.wanted:
                groups = self.groups.setdefault(name, [])
                groups.append(Group(name, leaf, groups[-1] if groups else None))
            for name in (leaf.changes - leaf.names - own) & self.groups.keys():
                self.groups[name][-1].changes.append(leaf)

    @property
    def patches(self) -> list[Leaf]:
        """Assignments to attributes of a library in use; settings such as torch.backends are nobody's worry."""
        settings = re.compile(r".*\.(backends|rcParams|options|environ)\b")
        used = [leaf for leaf in self._patches if leaf.patches.partition(".")[0] in self.read]
        return [leaf for leaf in used if not settings.match(leaf.patches)]

    def final(self, name: str) -> Group | None:
        """The definition of `name` that counts once everything has run; None where there is none."""
        if name not in self._final:
            self._final[name] = self._choose(name)
        return self._final[name]

    def _choose(self, name: str) -> Group | None:
        groups = self.groups.get(name)
        if not groups:
            return None
        chosen = choose(groups, name in self.wanted)
        last = groups[-1]
        if name in self.wanted and chosen is not last and (last.kind in ("import", "assign") or in_check(last)):
            self.passed_over.append((name, last.leaves[-1]))
        return chosen

    def before(self, name: str, order: int) -> Group | None:
        """The definition of `name` that the statement number `order` sees; a later one where none is above it."""
        groups = self.groups.get(name)
        if not groups:
            return None
        position = bisect_left(groups, order, key=lambda group: group.order)
        return groups[position - 1] if position else self.final(name)

    def reach(self, roots: Iterable[Group]) -> dict[Leaf, None]:
        """Every leaf that `roots` need, themselves included, in no particular order."""
        seen_groups: set[Group] = set()
        seen: dict[Leaf, None] = {}
        work = list(roots)
        while work:
            group = work.pop()
            if group in seen_groups:
                continue
            seen_groups.add(group)
            if group is self._final.get(group.name):
                self.chosen[group] = None
            # what is only sometimes bound here is otherwise bound above
            if group.previous and (group.top.conditional or self._builds_on_previous(group)):
                work.append(group.previous)
            for leaf in (*group.leaves, *group.changes):
                if leaf.kind == "import":
                    self.asked.setdefault(leaf, set()).add(group.name)
                for needed in (leaf, *self._attempts(leaf)):
                    if needed not in seen:
                        seen[needed] = None
                        work.extend(self._needs(needed))
        return seen

    def _attempts(self, leaf: Leaf) -> list[Leaf]:
        """The imports whose failure brings a statement of an `except` about."""
        if not leaf.fallback:
            return []
        tried = [other for other in leaf.top.leaves if other.kind in ("import", "star") and not other.fallback]
        for other in tried:
            self.asked.setdefault(other, set()).update(other.names)
        return tried

    def _builds_on_previous(self, group: Group) -> bool:
        """`import torch.nn` after `import torch` adds to the same name."""
        leaf = group.leaves[0]
        return isinstance(leaf.node, ast.Import) and any(
            "." in alias.name and not alias.asname and alias.name.partition(".")[0] == group.name
            for alias in leaf.node.names
        )

    def _needs(self, leaf: Leaf) -> list[Group]:
        if leaf not in self.now:
            try:
                now, later = reads([leaf.node, *leaf.top.headers])
            except RecursionError:
                now, later = set(), set()
            now |= leaf.changes
            self.reads[leaf] = now | later
            self.read |= self.reads[leaf]
            self.now[leaf] = {group for name in now if (group := self.before(name, leaf.order))}
            self.now[leaf] |= self._passes_for(leaf)
            finals = {group for name in later if (group := self.final(name))}
            working = {group for group in finals if self._is_idle(group)}
            spares = {spare for group in working if (spare := self._spare.get(group.name))}
            self.later[leaf] = finals - working | spares
        return [*self.now[leaf], *self.later[leaf]]

    def _passes_for(self, leaf: Leaf) -> set[Group]:
        """The backward passes above a statement that fill a gradient which it reads."""
        earlier = [group for group in self._passes if group.order < leaf.order]
        if not earlier:
            return set()
        read = {self.before(name, leaf.order) for name in gradients_read(leaf)}
        return {group for group in earlier if not read.isdisjoint(self._sources(group))} if read else set()

    def _sources(self, group: Group) -> set[Group]:
        """All that a definition was computed from."""
        seen: set[Group] = set()
        work = [group]
        while work:
            current = work.pop()
            for leaf in (*current.leaves, *current.changes):
                try:
                    names, _ = reads([leaf.node])
                except RecursionError:
                    continue
                found = {source for name in names if (source := self.before(name, leaf.order))} - seen
                seen |= found
                work += found
        return seen

    def _is_idle(self, group: Group) -> bool:
        """Whether a definition does work at top level that no function may demand by reading its name."""
        if group.name in self.wanted or group.kind not in ("assign", "loop"):
            return False
        for leaf in group.leaves:
            if leaf not in self._works:
                calls = (node for node in ast.walk(leaf.node) if isinstance(node, ast.Call))
                names = [_called(call.func) for call in calls]
                trains = leaf.kind == "loop" and not TRAINING.isdisjoint(names)
                self._works[leaf] = trains or any(map(_WORK.fullmatch, names))
            if self._works[leaf]:
                self.idle[leaf] = None
                return True
        return False

    def harmless(self, selected: Collection[Leaf]) -> list[Leaf]:
        """What may stay beside `selected` though no one reads it: imports, functions and classes, and constants that
        call nothing, if all that they need to be defined stands above them."""
        there = set(selected)
        kept: list[Leaf] = []
        finals = (self.final(name) for name in self.groups)
        for group in sorted((g for g in finals if g and _is_harmless(g)), key=lambda g: g.order):
            for leaf in group.leaves:
                self._needs(leaf)
            needed = {need for leaf in group.leaves for need in self.now[leaf]} - {group}
            if all(leaf in there for need in needed for leaf in need.leaves):
                kept += group.leaves
                there.update(group.leaves)
                for leaf in group.leaves:
                    if leaf.kind == "import":
                        self.asked.setdefault(leaf, set()).add(group.name)
        return kept

    def overridden(self, group: Group) -> list[Leaf]:
        """The last leaves of earlier definitions that `group` replaces; none where it is the same text again."""
        if group.kind == "import":
            return []
        text = _text(group.leaves[-1])
        earlier = [
            other.leaves[-1]
            for other in self.groups[group.name]
            if other.order < group.order and other.kind in ("def", "assign", "block")
            if not other.top.guard and not is_result(other) and not is_unwritten(other)
        ]
        if group.top.conditional or all(_text(leaf) == text for leaf in earlier):
            return []
        if any(other.name == group.name for other in self.now[group.leaves[-1]]):  # f = decorate(f): both count
            return []
        return earlier


def reads_by_text(leaves: Iterable[Leaf], index: Index) -> bool:
    """Whether code looks names up by text: eval, exec, globals(), or a computed name in getattr on an import."""
    for leaf in leaves:
        for node in ast.walk(leaf.node):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id in index.groups:
                continue
            if node.func.id in _LOOKUPS:
                return True
            if node.func.id == "getattr" and len(node.args) > 1 and not isinstance(node.args[1], ast.Constant):
                groups = index.groups.get(base_name(node.args[0]), [])
                if any(group.kind == "import" for group in groups):
                    return True
    return False


def _is_harmless(group: Group) -> bool:
    nodes = [leaf.node for leaf in group.leaves]
    if group.top.guard or group.top.conditional:
        return False
    if group.kind == "import":
        modules = [
            getattr(node, "module", None) or alias.name for node in nodes for alias in getattr(node, "names", ())
        ]
        return not any(module.partition(".")[0] in DECORATION for module in modules)
    if group.kind == "def":  # a decorator runs when it is defined; a base may be one that the shim lacks
        bases = [base_name(base) for node in nodes for base in getattr(node, "bases", ())]
        return "d2l" not in bases and not any(getattr(node, "decorator_list", ()) for node in nodes)
    return group.kind == "assign" and not any(isinstance(inner, ast.Call) for node in nodes for inner in ast.walk(node))


def _called(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _text(leaf: Leaf) -> list[str]:
    return leaf.top.piece.lines[leaf.start - 1 : leaf.end]
