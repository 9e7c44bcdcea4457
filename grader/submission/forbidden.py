"""Owns the source check of "from scratch" exercises: which forbidden operations their code names, and where.

It reads syntax trees, so aliases, imports and homoglyphs do not matter; it is the half that can point at a line. The
other half, what is executed, is the room's, and holds where reading cannot follow.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Literal

import msgspec

from grader.submission.aliases import Aliases, called, canonical, constant
from grader.submission.families import FAMILIES, family
from grader.submission.model import Sliced, Spot, place
from grader.submission.pieces import PARSE_ERRORS, tree
from grader.text import Text

__all__ = ["FAMILIES", "Finding", "check"]

_MAX_FINDINGS = 50
_USUAL = {"torch": "torch", "nn": "torch.nn", "F": "torch.nn.functional"}  # what a string may count on unseen
_RUNS_TEXT = {"exec", "eval", "compile"}
_HIDES = {"ctypes", "marshal", "subprocess", "cffi", "_ctypes", "multiprocessing", "torch.utils.cpp_extension"}


class Finding(msgspec.Struct, frozen=True):
    """A forbidden operation at a line of the program, or code that reading cannot see through (kind "suspicious").

    `line` counts in Program.source; `at` is where the student finds it; `text` is the line itself.
    """

    operation: str
    line: int
    at: Spot
    text: str
    kind: Literal["forbidden", "suspicious"] = "forbidden"

    def message(self) -> Text:
        """The sentence for the student."""
        where = place(self.at)
        start = where.en[:1].upper() + where.en[1:]
        if self.kind == "suspicious":
            return Text(
                f"{start} uses {self.operation}: what that runs cannot be seen by reading your code. "
                "This exercise asks for plain code.",
                f"{where.zh}使用了 {self.operation}：无法通过阅读代码看出它会运行什么。本练习要求直接写出代码。",
            )
        return Text(
            f"{start} uses {self.operation}, which this exercise asks you to build yourself.",
            f"{where.zh}使用了 {self.operation}，而本练习要求你自己实现它。",
        )


def check(sliced: Sliced, names: Iterable[str], forbid: Iterable[str]) -> list[Finding]:
    """Forbidden operations in what the `names` of an exercise reach, by line. Empty where nothing is forbidden.

    An entry of `forbid` is a public dotted name ("torch.softmax"), which covers its whole family, or a
    package ("nltk.*").
    """
    entries = list(forbid)
    ranges = sorted({span for name in names for span in sliced.needed.get(name, ())})
    if not entries or not ranges:
        return []
    try:
        module = tree(sliced.program.source)
    except PARSE_ERRORS:
        return []
    lines = {line for first, last in ranges for line in range(first, last + 1)}
    nodes = [node for statement in module.body for node in _walk(statement, lines)]
    reader = _Reader(entries, nodes)
    reader.scan(nodes)
    source = sliced.program.source.split("\n")
    findings = []
    for line, operation, kind in sorted(reader.seen)[:_MAX_FINDINGS]:
        text = source[line - 1].strip() if line <= len(source) else ""
        findings.append(Finding(operation, line, sliced.line_map.get(line, Spot(None, line)), text[:300], kind))
    return findings


def _walk(statement: ast.stmt, lines: set[int]) -> Iterable[ast.AST]:
    """The nodes of a statement, without the statements in it that the exercise does not reach."""
    work: list[ast.AST] = [statement]
    while work:
        node = work.pop()
        compound = isinstance(node, (ast.If, ast.Try, ast.With))
        if isinstance(node, ast.stmt) and not compound and node.end_lineno not in lines:
            continue
        yield node
        work.extend(ast.iter_child_nodes(node))


class _Reader:
    """Collects (line, operation, kind) from nodes."""

    def __init__(self, entries: list[str], nodes: list[ast.AST]):
        self.packages = tuple(entry[:-2] for entry in entries if entry.endswith(".*"))
        families = [family(entry) for entry in entries if not entry.endswith(".*")]
        self.names = frozenset().union(*(each.names for each in families))
        self.methods = frozenset().union(*(each.methods for each in families))
        self.operators = frozenset().union(*(each.operators for each in families))
        self.aliases = Aliases(nodes)
        bodies = (node.body for node in nodes if isinstance(node, ast.ClassDef))
        functions = (ast.FunctionDef, ast.AsyncFunctionDef)
        self.own = {inner.name for body in bodies for inner in body if isinstance(inner, functions)}
        self.seen: set[tuple[int, str, Literal["forbidden", "suspicious"]]] = set()

    def scan(self, nodes: Iterable[ast.AST]) -> None:
        imports: list[ast.Import | ast.ImportFrom] = []
        inner: set[int] = set()  # parts of a chain already read from its end
        for node in nodes:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                imports.append(node)
                continue
            if isinstance(node, ast.Call):
                self._call(node)
            if id(node) in inner or not isinstance(node, (ast.Attribute, ast.Name, ast.Call, ast.Subscript)):
                continue
            if isinstance(node, (ast.Attribute, ast.Name)) and not isinstance(node.ctx, ast.Load):
                continue
            part: ast.AST = node
            while isinstance(part, ast.Attribute):
                part = part.value
                inner.add(id(part))
            line = node.end_lineno if isinstance(node, ast.Attribute) else node.lineno
            self._path(node, line or node.lineno)
        self._imports(imports)

    def _add(self, line: int, operation: str, kind: Literal["forbidden", "suspicious"] = "forbidden") -> None:
        self.seen.add((line, operation, kind))

    def _path(self, node: ast.AST, line: int) -> None:
        if found := self.forbidden(self.aliases.path(node)):
            self._add(line, found)
        elif raw := self._in_package(self.aliases.path(node, raw=True)):
            self._add(line, raw)
        elif isinstance(node, ast.Attribute):
            self._methods(node)

    def _methods(self, node: ast.Attribute) -> None:
        """X.softmax(1), X.exp().log_softmax(1): a method of whatever is no module and not the student's own object."""
        part: ast.AST = node
        while isinstance(part, ast.Attribute):
            base = part.value
            if part.attr in self.methods and part.attr not in self.own:
                own = isinstance(base, ast.Name) and base.id in ("self", "cls")
                if not own and not self.aliases.path(base):
                    self._add(part.end_lineno or part.lineno, f"Tensor.{part.attr}")
            part = base

    def forbidden(self, path: str) -> str:
        """The operation that a dotted path names, if it is a forbidden one."""
        if not path:
            return ""
        if path.startswith("torch.Tensor."):
            method = path.split(".")[2]
            return f"Tensor.{method}" if method in self.methods or f"torch.Tensor.{method}" in self.names else ""
        parts = path.split(".")
        for end in range(len(parts), 1, -1):  # torch.softmax.__call__ is torch.softmax
            if ".".join(parts[:end]) in self.names:
                return ".".join(parts[:end])
        if parts[0] == "torch" and len(parts) > 2 and (parts[1] == "ops" or parts[1].startswith("_")):
            named = any(part.strip("_") in self.operators for part in parts[2:])
            return path if named else self._in_package(path)
        return self._in_package(path)

    def _in_package(self, path: str) -> str:
        return path if any(path == package or path.startswith(package + ".") for package in self.packages) else ""

    def _call(self, call: ast.Call) -> None:
        function = called(call)
        text = constant(call.args[0]) if call.args else None
        if isinstance(call.func, ast.Name) and function in _RUNS_TEXT and function not in self.aliases.bound:
            if text is not None:
                self._text(text, call.lineno)
            self._add(call.lineno, function, "suspicious")  # a string that is run is worth a look whatever is in it
        elif function == "getattr" and isinstance(call.func, ast.Name) and len(call.args) >= 2:
            name = constant(call.args[1])
            module = self.aliases.path(call.args[0])
            if name in self.methods and not module:
                self._add(call.lineno, f"Tensor.{name}")
            elif name is None and module.partition(".")[0] in ("torch", "importlib", "builtins"):
                self._add(call.lineno, "getattr", "suspicious")
        elif function in ("methodcaller", "attrgetter") and text:
            if text in self.methods:
                self._add(call.lineno, f"Tensor.{text}")
        elif function in ("__import__", "import_module"):
            self._module(text, call.lineno, function)

    def _text(self, text: str, line: int) -> None:
        """Look into a string that is run."""
        try:
            nodes = list(ast.walk(tree(text)))
        except PARSE_ERRORS:
            return
        aliases = Aliases(nodes)
        aliases.paths = {**_USUAL, **self.aliases.paths, **aliases.paths}
        for node in nodes:
            if isinstance(node, (ast.Attribute, ast.Name, ast.Call)):
                found = self.forbidden(aliases.path(node))
                if not found and isinstance(node, ast.Attribute) and node.attr in self.methods:
                    found = f"Tensor.{node.attr}"
                if found:
                    self._add(line, found)

    def _module(self, text: str | None, line: int, function: str) -> None:
        if text is None:
            self._add(line, function, "suspicious")
        elif text in _HIDES or text.partition(".")[0] in _HIDES:
            self._add(line, text, "suspicious")
        elif found := self._in_package(text):
            self._add(line, found)

    def _imports(self, imports: list[ast.Import | ast.ImportFrom]) -> None:
        """An import is named where nothing found uses it: `from torch import softmax` may be the whole answer."""
        used = {operation for _, operation, _ in self.seen}
        for node in imports:
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                path = f"{module}.{alias.name}" if module else alias.name
                if path.partition(".")[0] in _HIDES or path in _HIDES or module in _HIDES:
                    self._add(node.lineno, path, "suspicious")
                found = self.forbidden(canonical(path)) or self._in_package(path)
                if found and not any(operation == found or operation.startswith(found + ".") for operation in used):
                    self._add(node.lineno, found)
