"""Owns backward passes at top level: which statements run one, and which read the gradient that it leaves behind.

`y.backward()` binds nothing and changes no name that it mentions; yet it fills `x.grad` where y was computed from x.
"""

from __future__ import annotations

import ast

from grader.submission.statements import Leaf

MAX_PASSES = 100  # of a submission; each is followed back to all that it was computed from


def is_backward(leaf: Leaf) -> bool:
    """Whether this is `y.backward()`, or `torch.autograd.backward(y)`."""
    call = leaf.node.value if isinstance(leaf.node, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "backward"


def gradients_read(leaf: Leaf) -> set[str]:
    """The names x of which a statement that is no definition reads `x.grad`."""
    if leaf.kind == "def":
        return set()
    return {
        node.value.id
        for node in ast.walk(leaf.node)
        if isinstance(node, ast.Attribute)
        and node.attr == "grad"
        and isinstance(node.ctx, ast.Load)
        and isinstance(node.value, ast.Name)
    }
