"""Owns names for names: which public dotted name (`torch.nn.functional.softmax`) an expression stands for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

# Where torch keeps the same objects under other names.
_CANONICAL = (
    (re.compile(r"^np\b"), "numpy"),
    (re.compile(r"^torch\.nn\.modules\.(?!batchnorm\._)(?:[a-z]\w*\.)?(?=[A-Z])"), "torch.nn."),
    (re.compile(r"^torch\.(?:_C\._VariableFunctions|_C\._VariableFunctionsClass|_VF|_VariableFunctions)\b"), "torch"),
    (re.compile(r"^torch\._C\._nn\b|^torch\.nn\.modules\.\w+\.F\b"), "torch.nn.functional"),
    (re.compile(r"^torch\._C\._special\.special_"), "torch.special."),
    (re.compile(r"^torch\._C\.(?:_TensorBase|TensorBase)\b|^torch\._tensor\.Tensor\b"), "torch.Tensor"),
)
_D2L = re.compile(r"^d2l(?:\.torch)?\.(?:(torch|nn|F|np)\b)?")
_REEXPORTED = {"torch": "torch", "nn": "torch.nn", "F": "torch.nn.functional", "np": "numpy"}


def canonical(path: str) -> str:
    """The public name of a dotted path. The book's d2l.torch is its d2l, and hands on torch, nn and F."""
    if path.startswith("d2l."):
        match = _D2L.match(path)
        if match and not (match[1] == "torch" and match[0] == "d2l.torch"):
            path = (_REEXPORTED[match[1]] if match[1] else "d2l.") + path[match.end() :]
    for pattern, replacement in _CANONICAL:
        path = pattern.sub(replacement, path, count=1)
    return path


class Aliases:
    """What the names in some statements stand for. Flow does not matter: a name that ever was torch may be torch."""

    def __init__(self, nodes: list[ast.AST]):
        self.paths: dict[str, str] = {}
        self.stars: list[str] = []
        self.bound: set[str] = set()
        later: list[tuple[str, ast.expr]] = []
        for node in nodes:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                self._imports(node)
            elif isinstance(node, ast.Assign):
                later += (pair for target in node.targets for pair in _pairs(target, node.value))
            elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value:
                later += _pairs(node.target, node.value)
            elif isinstance(node, ast.arguments):
                parameters = [*node.posonlyargs, *node.args]
                defaulted = parameters[len(parameters) - len(node.defaults) :]
                later += zip((p.arg for p in defaulted), node.defaults, strict=True)
                later += ((p.arg, value) for p, value in zip(node.kwonlyargs, node.kw_defaults, strict=True) if value)
                self.bound.update(p.arg for p in (*parameters, *node.kwonlyargs))
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                self.bound.add(node.name)
            elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                self.bound.add(node.id)
        for _ in range(4):  # t = torch; u = t; …
            fresh = {name: path for name, value in later if name not in self.paths and (path := self.path(value))}
            if not fresh:
                break
            self.paths.update(fresh)

    def _imports(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            if isinstance(node, ast.Import):
                root = alias.name.partition(".")[0]
                self.paths[alias.asname or root] = alias.name if alias.asname else root
            elif alias.name == "*":
                self.stars.append(node.module or "")
            elif not node.level:
                self.paths[alias.asname or alias.name] = f"{node.module}.{alias.name}"

    def path(self, node: ast.AST, raw: bool = False) -> str:
        """The dotted name that an expression stands for; empty where it is no such name."""
        parts: list[str] = []  # from the last to the first
        step: ast.AST | str = node
        while not isinstance(step, str):
            node = step
            if isinstance(node, ast.Attribute):
                parts.append(node.attr)
                step = node.value
            elif isinstance(node, ast.Call) and (inner := self._from_call(node)):
                step, attribute = inner
                parts.extend(reversed(attribute.split(".") if attribute else ()))
            elif isinstance(node, ast.Subscript) and (key := constant(node.slice)):
                table = self._table(node.value)
                if table is None:
                    return ""
                parts.append(key)
                step = table
            elif isinstance(node, ast.Name):
                step = self.paths.get(node.id, "")
                if not step and node.id not in self.bound:
                    step = next((f"{star}.{node.id}" for star in self.stars), "")
                if not step:
                    return ""
            else:
                return ""
        path = ".".join([*([step] if step else []), *reversed(parts)])
        return path if raw else canonical(path)

    def _from_call(self, call: ast.Call) -> tuple[ast.AST | str, str] | None:
        """getattr(torch, "softmax"), import_module("torch"), attrgetter("nn.functional.softmax")(torch)."""
        function = called(call)
        text = constant(call.args[0]) if call.args else None
        if function in ("import_module", "__import__") and text:
            return (text if function == "import_module" or len(call.args) > 3 else text.partition(".")[0]), ""
        if function == "getattr" and len(call.args) >= 2 and (name := constant(call.args[1])):
            return call.args[0], name
        maker = call.func if isinstance(call.func, ast.Call) and called(call.func) == "attrgetter" else None
        if maker and maker.args and call.args and (name := constant(maker.args[0])):
            return call.args[0], name
        if function in ("partial", "no_grad", "jit", "script", "staticmethod") and call.args:
            return call.args[0], ""  # partial(torch.softmax, dim=1) is torch.softmax still
        return None

    def _table(self, node: ast.AST) -> ast.AST | str | None:
        """sys.modules["torch"]: a root; vars(torch)["softmax"], torch.__dict__["softmax"]: an attribute."""
        if isinstance(node, ast.Attribute) and node.attr == "modules":
            return "" if self.path(node) == "sys.modules" else None
        if isinstance(node, ast.Attribute) and node.attr == "__dict__":
            return node.value
        if isinstance(node, ast.Call) and called(node) == "vars" and node.args:
            return node.args[0]
        return None


def called(call: ast.Call) -> str:
    """The last part of the name of what is called."""
    function = call.func
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def constant(node: ast.AST, limit: int = 50) -> str | None:
    """The string that an expression is, put together where it was taken apart: "soft" + "max"."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if limit and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = constant(node.left, limit - 1), constant(node.right, limit - 1)
        return left + right if left is not None and right is not None else None
    if limit and isinstance(node, ast.JoinedStr):
        return _concatenated(node.values, limit)
    if limit and isinstance(node, ast.FormattedValue):
        return constant(node.value, limit - 1)
    if (
        limit
        and isinstance(node, ast.Call)
        and called(node) == "join"
        and isinstance(node.func, ast.Attribute)
        and node.args
    ):
        parts, separator = node.args[0], constant(node.func.value, limit - 1)
        if separator == "" and isinstance(parts, (ast.List, ast.Tuple)):
            return _concatenated(parts.elts, limit)
    return None


def _concatenated(nodes: Iterable[ast.AST], limit: int) -> str | None:
    parts = [constant(node, limit - 1) for node in nodes]
    return "".join(part for part in parts if part is not None) if None not in parts else None


def _pairs(target: ast.expr, value: ast.expr) -> Iterable[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (ast.Tuple, ast.List)):
        for inner, part in zip(target.elts, value.elts, strict=False):
            if isinstance(inner, ast.Name):
                yield inner.id, part
