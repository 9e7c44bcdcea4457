"""Owns scopes: which module-level names a statement reads, at once or when a function in it is called later."""

from __future__ import annotations

import ast
from collections.abc import Iterable

_QUIET = (ast.Constant, ast.expr_context, ast.operator, ast.unaryop, ast.cmpop, ast.boolop, ast.Pass)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def reads(nodes: Iterable[ast.AST]) -> tuple[set[str], set[str]]:
    """The names that `nodes` read as they run, and those that functions in them read later.

    May raise RecursionError on a tree nested beyond reason; long flat chains such as `1 + 1 + …` are no trouble.
    """
    scope = _Scope()
    scope.scan(list(nodes))
    return scope.now, scope.later


def binds(node: ast.AST) -> set[str]:
    """The names that a statement with everything in it may bind in its own scope."""
    scope = _Scope()
    scope.scan([node])
    return scope.bound


def annotated(node: ast.AST) -> set[str]:
    """The names in the annotations of a statement and of all in it."""
    names: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
            annotations = [inner.returns]
        elif isinstance(inner, (ast.arg, ast.AnnAssign)):
            annotations = [inner.annotation]
        else:
            continue
        for annotation in filter(None, annotations):
            names |= {name.id for name in ast.walk(annotation) if isinstance(name, ast.Name)}
    return names


def waits(node: ast.stmt) -> bool:
    """Whether a statement awaits at top level, as only a notebook can: a module with it would not even compile."""
    work: list[ast.AST] = [node]
    while work:
        inner = work.pop()
        if isinstance(inner, (ast.Await, ast.Yield, ast.YieldFrom, ast.AsyncFor, ast.AsyncWith, ast.Return)):
            return True
        if not isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            work.extend(ast.iter_child_nodes(inner))
    return False


class _Scope:
    __slots__ = ("bound", "declared", "later", "now")

    def __init__(self) -> None:
        self.now: set[str] = set()
        self.later: set[str] = set()
        self.bound: set[str] = set()
        self.declared: set[str] = set()  # global and nonlocal

    def scan(self, work: list[ast.AST]) -> None:
        """Walk without recursion inside a scope: an expression may be thousands deep."""
        while work:
            node = work.pop()
            if isinstance(node, ast.Name):
                (self.now if isinstance(node.ctx, ast.Load) else self.bound).add(node.id)
            elif isinstance(node, _QUIET):
                continue
            elif isinstance(node, _FUNCTIONS):
                self.bound.add(node.name)
                work.extend(node.decorator_list)
                if node.returns:
                    work.append(node.returns)
                self._function(node.args, node.body, work)
            elif isinstance(node, ast.Lambda):
                self._function(node.args, [node.body], work)
            elif isinstance(node, ast.ClassDef):
                self.bound.add(node.name)
                work.extend((*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)))
                inner = _Scope()
                inner.scan(list(node.body))
                self.now |= inner.now - inner.bound
                self.later |= inner.later  # a method does not see the names of its class
            elif isinstance(node, _COMPREHENSIONS):
                inner = _Scope()
                inner.scan(list(ast.iter_child_nodes(node)))
                self.now |= inner.now - inner.bound
                self.later |= inner.later - inner.bound
            else:
                self._other(node, work)

    def _other(self, node: ast.AST, work: list[ast.AST]) -> None:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            self.bound.update(bound_by(alias) for alias in node.names)
            return
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            self.declared.update(node.names)
            return
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            self.now.add(node.target.id)
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            self.bound.add(node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            self.bound.add(node.rest)
        work.extend(ast.iter_child_nodes(node))

    def _function(self, args: ast.arguments, body: list[ast.stmt] | list[ast.expr], work: list[ast.AST]) -> None:
        """What a function reads is read later; its defaults and annotations are read now, by the scope around it."""
        inner = _Scope()
        inner.scan(list(body))
        parameters = [*args.posonlyargs, *args.args, *args.kwonlyargs]
        parameters += [extra for extra in (args.vararg, args.kwarg) if extra]
        local = (inner.bound | {parameter.arg for parameter in parameters}) - inner.declared
        self.later |= ((inner.now | inner.later) - local) | inner.declared
        work.extend(default for default in (*args.defaults, *args.kw_defaults) if default)
        work.extend(parameter.annotation for parameter in parameters if parameter.annotation)


def bound_by(alias: ast.alias) -> str:
    """The name that one part of an import binds: `import a.b` binds a."""
    return alias.asname or alias.name.partition(".")[0]


def base_name(node: ast.AST) -> str:
    """`x` of `x.a[0].b`; empty where the chain does not start with a name."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
