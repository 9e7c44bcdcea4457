"""Owns which of several definitions of a name counts: the last one, unless it is plainly not meant as one."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.submission.statements import built_by

if TYPE_CHECKING:
    from grader.submission.resolve import Group


def choose(groups: list[Group], wanted: bool) -> Group:
    """The definition that counts once everything has run. `groups` are all of one name, not empty, in order; `wanted`
    says that the name is graded."""
    # `bleu = bleu(a, b)` keeps a result under the function's name; a loop's variable is no definition; code under
    # `if __name__ == "__main__"` does not run on import; an import does not undo a student's own work.
    proper = [g for g in groups if g.kind != "other" and not _only_loops(g, groups, wanted) and not g.top.guard]
    proper = proper or groups
    proper = [g for g in proper if not is_result(g)] or proper
    if wanted:
        proper = [g for g in proper if g.kind != "import"] or proper
        proper = [g for g in proper if not is_unwritten(g)] or proper  # the cell was copied, and the copy filled in
    return next((g for g in reversed(proper) if not in_check(g)), proper[-1])


def is_result(group: Group) -> bool:
    """Whether the name keeps what a call of itself gave: `bleu = bleu(a, b)`."""
    node = group.leaves[-1].node
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
        return False
    return isinstance(node.value.func, ast.Name) and node.value.func.id == group.name


def is_placeholder(node: ast.stmt) -> bool:
    """`answer = None`, as the stub has it."""
    value = node.value if isinstance(node, ast.Assign) else None
    return isinstance(value, ast.Constant) and value.value in (None, ...)


def is_unwritten(group: Group) -> bool:
    """Whether this is the stub still: a function that only raises NotImplementedError, a class with one, a None."""
    return any(is_placeholder(leaf.node) or _raises(leaf.node) for leaf in group.leaves)


def in_check(group: Group) -> bool:
    """Whether a definition stands in a check cell of our release or a test cell of nbgrader's: not the student's."""
    return group.top.piece.cell.role == "check"


def _raises(node: ast.stmt) -> bool:
    if isinstance(node, ast.ClassDef):
        return any(_raises(inner) for inner in node.body if not isinstance(inner, ast.ClassDef))
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    raised = (inner.exc for inner in node.body if isinstance(inner, ast.Raise))
    called = (exc.func if isinstance(exc, ast.Call) else exc for exc in raised)
    return any(isinstance(name, ast.Name) and name.id == "NotImplementedError" for name in called)


def _only_loops(group: Group, groups: list[Group], wanted: bool) -> bool:
    """Whether a name is bound by a loop that does not work it out: a variable that runs, a demonstration. Only an
    answer that is asked for is worked out by one: `total = 0`, `for row in X: total += row.sum()`."""
    if group.kind != "loop":
        return False
    if not wanted or any(other.kind == "def" for other in groups):
        return True
    return not any(group.name in built_by(leaf.node) for leaf in group.leaves)
