"""Owns loading: running a program as a module, so that an answer that cannot be worked out costs only itself."""

from __future__ import annotations

import ast
import functools
from types import CodeType
from typing import Any

_DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)


def execute(
    source: str,
    filename: str,
    namespace: dict[str, Any],
    *,
    values: bool,
    fatal: tuple[type[BaseException], ...] = (),
    again: bool = False,
) -> dict[str, BaseException]:
    """Run a program in `namespace`. Raises what it raises.

    `values`: some of its graded names are values. Then it runs as cells of a notebook do: a statement that raises is
    passed over, unless it defines or imports something or raises one of `fatal`. Returned is, for each name that lacks
    its value for that reason, the error that began it.

    `again`: the same source will be run under other file names too (a reference's), so its code is kept.
    """
    if not values:
        code = _known(source, filename) if again else compile(source, filename, "exec", dont_inherit=True)
        exec(code, namespace)
        return {}
    body = ast.parse(source, filename).body
    futures = [node for node in body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    failed: dict[str, BaseException] = {}
    for node in body:
        module = ast.Module([*futures, node], type_ignores=[])
        named = (inner for inner in ast.walk(node) if isinstance(inner, ast.Name))
        bound = {name.id for name in named if isinstance(name.ctx, ast.Store)}
        try:
            exec(compile(module, filename, "exec", dont_inherit=True), namespace)
        except fatal:
            raise
        except (Exception, SystemExit) as error:
            if isinstance(node, _DEFINES):
                raise
            # What failed because of a failure before it: that one is the news.
            first = failed.get(error.name or "", error) if isinstance(error, NameError) else error
            failed |= dict.fromkeys(bound, first)
        else:
            for name in bound:
                failed.pop(name, None)
    return failed


def _known(source: str, filename: str) -> CodeType:
    try:
        return _renamed(_compiled(source), filename)
    except (SyntaxError, ValueError):  # once more, for an error that names the file
        return compile(source, filename, "exec", dont_inherit=True)


@functools.lru_cache(maxsize=8)
def _compiled(source: str) -> CodeType:
    return compile(source, "", "exec", dont_inherit=True)


def _renamed(code: CodeType, filename: str) -> CodeType:
    parts = tuple(_renamed(part, filename) if isinstance(part, CodeType) else part for part in code.co_consts)
    return code.replace(co_filename=filename, co_consts=parts)
