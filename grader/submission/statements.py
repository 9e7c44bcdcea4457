"""Owns a submission as statements: cells parsed, and for each statement at top level what it binds and changes.

`if`, `try` and `with` are looked into, so that a definition can be had without the training loop beside it; `for`,
`while` and `match` are taken or left whole.
"""

from __future__ import annotations
import __future__

import ast
from collections.abc import Iterator

from grader.submission.model import Cell
from grader.submission.names import base_name, binds, bound_by, waits
from grader.submission.pieces import Piece, pieces
from grader.text import Text

_MAX_DEPTH = 25  # of statements in statements, a chain of `elif` being one in the other

# Methods that change what they are called on; torch's own end in "_".
_CHANGING = frozenset(
    {"append", "extend", "insert", "update", "add", "setdefault", "remove", "discard", "pop", "popitem", "clear"}
    | {"sort", "reverse", "apply", "register_buffer", "register_parameter", "add_module", "load_state_dict"}
)
TRAINING = frozenset(
    {"backward", "step", "fit", "train", "show", "plot", "scatter", "imshow", "animate", "input", "sleep"}
)


class Leaf:
    """A statement that is taken or left as one: what it binds, what it changes, where it stands.

    `order` counts the leaves of a submission. `top` is the statement at top level that it is in (itself, mostly).
    """

    __slots__ = (
        "changes",
        "cut",
        "end",
        "fallback",
        "kind",
        "names",
        "node",
        "order",
        "patches",
        "skipped",
        "start",
        "top",
    )

    def __init__(self, order: int, top: Top, node: ast.stmt):
        self.order = order
        self.top = top
        self.node = node
        self.kind = "other"  # or def, assign, import, star, future, change, block, loop
        self.names: set[str] = set()
        self.changes: set[str] = set()
        self.patches = ""  # "torch.softmax" of `torch.softmax = f`
        self.start, self.end = span(node)
        self.cut = False  # shares a line with another statement
        self.fallback = False  # stands in an `except`
        self.skipped: frozenset[str] = frozenset()  # what it would bind, had it not to be left out


class Top:
    """A statement at top level, in its piece of the submission. `conditional`: it may run and yet bind nothing."""

    __slots__ = ("conditional", "guard", "headers", "leaves", "node", "opened", "order", "piece")

    def __init__(self, node: ast.stmt, piece: Piece, order: int):
        self.node = node
        self.piece = piece
        self.order = order
        self.leaves: list[Leaf] = []
        self.conditional = False
        self.opened: set[int] = set()  # ids of the compound statements in it that were looked into
        self.headers: list[ast.AST] = []  # what those compute before their bodies: conditions, context managers
        self.guard = False  # if __name__ == "__main__"


def span(node: ast.stmt) -> tuple[int, int]:
    """First and last line of a statement, decorators included."""
    decorators = getattr(node, "decorator_list", None)
    start = min([node.lineno, *(decorator.lineno for decorator in decorators)]) if decorators else node.lineno
    return start, node.end_lineno or node.lineno


def parse(cells: list[Cell]) -> tuple[list[Top], list[Text]]:
    """Every statement at top level of the code cells, in order, and a warning for each cell that does not parse."""
    tops: list[Top] = []
    notes: list[Text] = []
    count = 0
    for piece, body in pieces(cells, notes):
        for top in _tops(piece, body, len(tops), count):
            tops.append(top)
            count += len(top.leaves)
    return tops, notes


def _tops(piece: Piece, body: list[ast.stmt], order: int, count: int) -> Iterator[Top]:
    previous_end, previous = 0, None
    for number, node in enumerate(body):
        top = Top(node, piece, order + number)
        _fill(top, count)
        count += len(top.leaves)
        start, end = span(node)
        if start == previous_end and previous:  # a semicolon, which only simple statements can have around them
            for leaf in (*top.leaves, *previous.leaves):
                leaf.cut = True
        previous_end, previous = end, top
        yield top


def _fill(top: Top, order: int) -> None:
    """Find the leaves of a statement at top level, in order."""
    top.guard = is_main_guard(top.node)
    stack: list[tuple[ast.stmt, int, bool]] = [(top.node, 0, False)]
    while stack:
        node, depth, fallback = stack.pop()
        if depth < _MAX_DEPTH and isinstance(node, (ast.If, ast.Try, ast.With)) and _opens(node, top.piece.lines):
            top.opened.add(id(node))
            top.conditional |= not isinstance(node, ast.With)
            top.headers += _header(node)
            handlers = [id(handler.body) for handler in getattr(node, "handlers", ())]
            for block in reversed(list(blocks(node))):
                excepted = fallback or id(block) in handlers
                stack.extend((inner, depth + 1, excepted) for inner in reversed(block))
        else:
            leaf = _leaf(node, top, order + len(top.leaves))
            leaf.fallback = fallback
            top.conditional |= leaf.kind in ("loop", "block")
            top.leaves.append(leaf)


def _header(node: ast.If | ast.Try | ast.With) -> list[ast.AST]:
    if isinstance(node, ast.If):
        return [node.test]
    if isinstance(node, ast.With):
        return list(node.items)
    return [handler.type for handler in node.handlers if handler.type]


def blocks(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    """The bodies of an `if`, `try` or `with`, in the order of the source."""
    yield getattr(node, "body", [])
    for handler in getattr(node, "handlers", ()):
        yield handler.body
    for name in ("orelse", "finalbody"):
        if block := getattr(node, name, None):
            yield block


def _opens(node: ast.stmt, lines: list[str]) -> bool:
    """Whether each statement in it has lines of its own, so that they can be taken apart by lines."""
    last = node.lineno
    for block in blocks(node):
        for inner in block:
            start, end = span(inner)
            before = lines[start - 1][: inner.col_offset]
            if start <= last or (before and not before.isspace()):
                return False
            last = end
    return True


def is_main_guard(node: ast.stmt) -> bool:
    """Whether this is `if __name__ == "__main__":`."""
    test = node.test if isinstance(node, ast.If) else None
    return (
        isinstance(test, ast.Compare)
        and any(isinstance(part, ast.Name) and part.id == "__name__" for part in (test.left, *test.comparators))
        and isinstance(test.ops[0], ast.Eq)
    )


def _leaf(node: ast.stmt, top: Top, order: int) -> Leaf:
    leaf = Leaf(order, top, node)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        leaf.kind, leaf.names = "def", {node.name}
        for decorator in node.decorator_list:  # @d2l.add_to_class(Net) def forward(...): a part of Net
            if isinstance(decorator, ast.Call) and decorator.args and _last(decorator.func) == "add_to_class":
                leaf.changes.add(base_name(decorator.args[0]))
    elif isinstance(node, ast.Assign):
        _assign(leaf, node.targets)
    elif isinstance(node, ast.AnnAssign):
        if node.value is not None:
            _assign(leaf, [node.target])
    elif isinstance(node, ast.AugAssign):
        leaf.kind, leaf.changes = "change", {base_name(node.target)}
    elif isinstance(node, ast.Import):
        leaf.kind, leaf.names = "import", {bound_by(alias) for alias in node.names}
    elif isinstance(node, ast.ImportFrom):
        if node.module == "__future__":
            known = all(alias.name in __future__.all_feature_names for alias in node.names)
            leaf.kind = "future" if known and node is top.node else "other"
        elif node.names[0].name == "*":
            leaf.kind = "star"
        else:
            leaf.kind, leaf.names = "import", {bound_by(alias) for alias in node.names}
    elif isinstance(node, ast.Expr):
        if changed := _changed_by_call(node.value):
            leaf.kind, leaf.changes = "change", {changed}
    elif type(node).__name__ == "TypeAlias":  # Python 3.12
        leaf.kind, leaf.names = "assign", {base_name(node.name)}  # type: ignore[attr-defined]
    elif isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
        leaf.kind, leaf.names = "loop", binds(node)
        if isinstance(node, ast.For):
            leaf.changes = _changed_by_loop(node)
    elif isinstance(node, (ast.If, ast.Try, ast.TryStar, ast.With, ast.AsyncWith, ast.Match)):
        leaf.kind, leaf.names = "block", binds(node)
    leaf.changes.discard("")
    if leaf.kind not in ("def", "import", "star", "future") and waits(node):
        leaf.kind, leaf.skipped, leaf.names, leaf.changes = "other", frozenset(leaf.names), set(), set()
    return leaf


def _assign(leaf: Leaf, targets: list[ast.expr]) -> None:
    work = list(targets)
    while work:
        target = work.pop()
        if isinstance(target, (ast.Tuple, ast.List)):
            work.extend(target.elts)
        elif isinstance(target, ast.Starred):
            work.append(target.value)
        elif isinstance(target, ast.Name):
            leaf.names.add(target.id)
        else:
            leaf.changes.add(base_name(target))
            if isinstance(target, ast.Attribute):
                leaf.patches = _dotted(target)
    leaf.kind = "assign" if leaf.names else "change"


def _changed_by_call(value: ast.expr) -> str:
    """The name that a bare call changes: `params` of `params.append(x)`, `W` of `nn.init.normal_(W)`."""
    if not isinstance(value, ast.Call):
        return ""
    if isinstance(value.func, ast.Attribute):
        method = value.func.attr
        if method.endswith("_") and not method.endswith("__"):
            if value.args and base_name(value.func) != base_name(value.args[0]) and "init" in _dotted(value.func):
                return base_name(value.args[0])
            return base_name(value.func)
        return base_name(value.func) if method in _CHANGING else ""
    if isinstance(value.func, ast.Name) and value.func.id in ("setattr", "delattr") and value.args:
        return base_name(value.args[0])
    return ""


def _changed_by_loop(loop: ast.For) -> set[str]:
    """What a loop builds up; nothing for one that trains, plots or asks."""
    changed: set[str] = set()
    for node in ast.walk(loop):
        if isinstance(node, (ast.While, ast.With, ast.Try)):
            return set()
        if isinstance(node, ast.Call) and (_last(node.func) in TRAINING or _last(node.func).startswith("train")):
            return set()
        if isinstance(node, ast.AugAssign):
            changed.add(base_name(node.target))
        elif isinstance(node, ast.Assign):
            changed.update(base_name(target) for target in node.targets if not isinstance(target, ast.Name))
        elif isinstance(node, ast.Expr):
            changed.add(_changed_by_call(node.value))
    return changed


def built_by(loop: ast.stmt) -> set[str]:
    """The names that a loop works out in its body; none for one that trains, plots or asks."""
    built: set[str] = set()
    for node in ast.walk(loop):
        if isinstance(node, ast.Call) and (_last(node.func) in TRAINING or _last(node.func).startswith("train")):
            return set()
        if isinstance(node, ast.Assign):
            built |= binds(node)
        elif isinstance(node, ast.AugAssign):
            built.add(base_name(node.target))
    return built


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _dotted(node: ast.expr) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute) and len(parts) < 20:
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""
