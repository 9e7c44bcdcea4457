"""Owns what flows between a notebook's cells: which statements bind a name, and which of them a test needs."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Sequence

from grader.importing.model import CellTest, Part
from grader.submission.model import Cell
from grader.submission.names import base_name, binds, reads
from grader.submission.statements import Top, parse, span

BUILTINS = frozenset({*dir(builtins), "__name__", "__file__"})
_DRAWS = ("rand", "normal", "uniform", "shuffle", "choice", "perm", "sample", "dropout")


class Statement:
    """A statement at top level of a cell. `own` says that the student writes it, or a part of it.

    `reads` has what it and the functions in it read; `binds` what it gives a value, `changes` what it changes in place.
    """

    __slots__ = ("binds", "changes", "hidden", "item", "marked", "node", "own", "reads", "source", "start")

    def __init__(self, item: Part | CellTest, top: Top, marked: frozenset[int]):
        self.item = item
        self.node = top.node
        self.start, end = span(top.node)
        cut = any(leaf.cut for leaf in top.leaves)
        self.source = ast.unparse(top.node) if cut else "\n".join(top.piece.lines[self.start - 1 : end])
        lines = frozenset(range(self.start + top.piece.shift, end + top.piece.shift + 1))
        self.marked = frozenset(line - top.piece.shift - self.start + 1 for line in marked & lines)  # from 1
        if cut and self.marked:
            self.marked = frozenset(range(1, self.source.count("\n") + 2))
        self.hidden = isinstance(item, CellTest) and bool(item.hidden & lines)
        self.own = bool(self.marked) and not isinstance(top.node, ast.Import | ast.ImportFrom)
        self.reads = opens([top.node])
        self.binds = binds(top.node)
        self.changes = set().union(*(leaf.changes for leaf in top.leaves))

    @property
    def is_import(self) -> bool:
        return isinstance(self.node, ast.Import | ast.ImportFrom)

    @property
    def is_star(self) -> bool:
        return isinstance(self.node, ast.ImportFrom) and self.node.names[0].name == "*"

    @property
    def is_definition(self) -> bool:
        return isinstance(self.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)

    @property
    def seeds(self) -> bool:
        """Whether this is `np.random.seed(0)`, `torch.manual_seed(0)` or the like."""
        call = self.node.value if isinstance(self.node, ast.Expr) else None
        return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr.endswith("seed")

    @property
    def draws(self) -> bool:
        """Whether it may draw random numbers."""
        return any(word in self.source for word in _DRAWS)


def opens(nodes: Iterable[ast.stmt]) -> set[str]:
    """The names that statements read before they have given them a value themselves, or that functions in them read."""
    found: set[str] = set()
    called: set[str] = set()
    bound: set[str] = set()
    for node in nodes:
        now, later = reads([node])
        if hasattr(node, "body"):  # a loop reads its variable, which it binds first; but not what it only adds to
            added = {base_name(n.target) for n in ast.walk(node) if isinstance(n, ast.AugAssign)}
            now -= binds(node) - added
        found |= now - bound
        called |= later
        if not isinstance(node, ast.If | ast.Try | ast.While | ast.Match):
            bound |= binds(node)
    return found | (called - bound)


def statements(item: Part | CellTest) -> list[Statement]:
    """The statements of a cell at top level; those that IPython alone understands are left out."""
    tops, _ = parse([Cell(item.number, item.source, "code", item.number)])
    marked = item.marked if isinstance(item, Part) else frozenset()
    return [Statement(item, top, marked) for top in tops]


class Need:
    """What a test needs of the cells before it: the instructor's statements, in order, and names of the student's."""

    def __init__(self) -> None:
        self.given: list[Statement] = []
        self.graded: set[str] = set()
        self.unknown: set[str] = set()


def needed(names: Iterable[str], before: Sequence[Statement], after: Sequence[Statement] = ()) -> Need:
    """Follow `names` back through the statements before, the last one first.

    What is not found so is looked for once more everywhere, cells after the test included: a function reads its
    globals when it is called, and people run cells in any order."""
    need = Need()
    missing = _follow(set(names), before, need)
    everywhere = [*after, *before]
    known = set().union(*(s.binds for s in everywhere)) if missing else set()
    while wanted := missing & known:
        known -= wanted
        missing |= _follow(wanted, everywhere, need)
        missing -= _bound(need)
    order = {id(statement): number for number, statement in enumerate(everywhere)}
    need.given = sorted({id(s): s for s in need.given}.values(), key=lambda s: order[id(s)])
    if missing and (stars := [s for s in before if s.is_star]):
        need.given = [*stars, *need.given]
        missing = set()
    need.unknown = missing
    return need


def _follow(open_: set[str], through: Sequence[Statement], need: Need) -> set[str]:
    """One way back through the statements: what is needed goes to `need`; returns the names that nothing binds."""
    for statement in reversed(through):
        hit = (statement.binds | statement.changes) & open_
        if not hit or statement.is_star:
            continue
        if statement.own:
            need.graded |= hit
            open_ -= statement.binds
            continue
        need.given.append(statement)
        if not _may_keep(statement.node):
            open_ -= statement.binds
        open_ |= statement.reads - BUILTINS
    return open_ - BUILTINS - _bound(need)


def _bound(need: Need) -> set[str]:
    return set().union(*(s.binds for s in need.given), need.graded)


def with_seeds(need: Need, before: Sequence[Statement], own: str) -> list[Statement]:
    """The given statements of `need` with the last seed before them, where they or the test itself draw numbers."""
    if not (any(s.draws for s in need.given) or any(word in own for word in _DRAWS)):
        return need.given
    first = next((s for s in need.given if s.draws), None)
    end = before.index(first) if first in before else len(before)
    seed = next((s for s in reversed(before[:end]) if s.seeds and not s.own), None)
    if seed is None:
        return need.given
    extra = needed(seed.reads, before[: before.index(seed)]).given
    chosen = {id(s): s for s in (*extra, *need.given, seed)}
    order = {id(s): n for n, s in enumerate(before)}
    return sorted(chosen.values(), key=lambda s: order.get(id(s), len(before)))


def _may_keep(node: ast.stmt) -> bool:
    """Whether a name that the statement binds may still have an earlier value after it."""
    return not isinstance(
        node, ast.Assign | ast.AnnAssign | ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef
    )


def free(tree: ast.AST) -> Iterator[tuple[ast.Name, bool]]:
    """Every place in a test where a name of the module is read or deleted, and whether that is inside an f-string
    (where Python 3.11 does not know the columns)."""
    yield from _Walk([]).of(tree, False)


class _Walk:
    """A walk that knows the scopes it is in: for each the names it binds, and whether it is a class."""

    def __init__(self, scopes: list[tuple[set[str], bool]]):
        self.scopes = scopes

    def of(self, node: ast.AST, in_string: bool) -> Iterator[tuple[ast.Name, bool]]:
        if isinstance(node, ast.Name):
            local = any(node.id in names for names, _ in self.scopes)
            if not isinstance(node.ctx, ast.Store) and not local:
                yield node, in_string
            return
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from self._function(node, in_string)
            return
        if isinstance(node, ast.ClassDef):
            for outer in (*node.decorator_list, *node.bases, *node.keywords):
                yield from self.of(outer, in_string)
            bound = set().union(*(binds(inner) for inner in node.body))
            walk = _Walk([*self.scopes, (bound, True)])
            for inner in node.body:
                yield from walk.of(inner, in_string)
            return
        if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            bound = set().union(*(binds(generator.target) for generator in node.generators))
            walk = _Walk([*self.scopes, (bound, False)])
            yield from self.of(node.generators[0].iter, in_string)
            for child in ast.iter_child_nodes(node):
                if child is not node.generators[0]:
                    yield from walk.of(child, in_string)
            for child in (node.generators[0].target, *node.generators[0].ifs):
                yield from walk.of(child, in_string)
            return
        in_string = in_string or isinstance(node, ast.JoinedStr)
        for child in ast.iter_child_nodes(node):
            yield from self.of(child, in_string)

    def _function(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, in_string: bool
    ) -> Iterator[tuple[ast.Name, bool]]:
        arguments = node.args
        parameters = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        parameters += [extra for extra in (arguments.vararg, arguments.kwarg) if extra]
        outer: list[ast.AST | None] = [*arguments.defaults, *arguments.kw_defaults]
        outer += [parameter.annotation for parameter in parameters]
        body: list[ast.AST] = [node.body] if isinstance(node, ast.Lambda) else list(node.body)
        bound = {parameter.arg for parameter in parameters}
        if not isinstance(node, ast.Lambda):
            outer += [*node.decorator_list, node.returns]
            declared = {name for inner in ast.walk(node) if isinstance(inner, ast.Global) for name in inner.names}
            bound |= set().union(*(binds(inner) for inner in body)) - declared
        for part in outer:
            if part is not None:
                yield from self.of(part, in_string)
        # A function does not see the names of the class around it.
        walk = _Walk([*(scope for scope in self.scopes if not scope[1]), (bound, False)])
        for inner in body:
            yield from walk.of(inner, in_string)
