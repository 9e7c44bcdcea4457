"""Owns what is told of names that nothing which is run defines: the line that was skipped and would have defined them,
and for a graded name that is missing, where something like it stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from grader.submission.model import GIVEN, Cell, place, shown
from grader.submission.statements import Leaf, Top
from grader.text import Text

_CELL_MAGIC = re.compile(r"\s*(%%\w+[^\n]*)\n")
_BROUGHT = re.compile(r"^[ \t]*(?:#[ \t]*)?(%(?:run|load|loadpy|pylab|store)\b[^\n]*|exec\(open\([^\n]*)", re.MULTILINE)
_ASSIGNED = re.compile(r"^[ \t]*([A-Za-z_]\w*)[ \t]*=[ \t]*([!%]\w[^\n]*)", re.MULTILINE)
_FILE = re.compile(r"%%(?:writefile|file)\s+(?:-a\s+)?(?:.*/)?(\w+)\.py\s*$")
_MOST = 8  # sentences of a kind
_LOOKED_FOR = 40  # names


def skipped(cells: Iterable[Cell], tops: Iterable[Top], readers: Mapping[str, Collection[str]]) -> list[Text]:
    """A sentence for each name that only a skipped line defines.

    `readers` has, for each name that nothing defines which is run, the graded names that need it.
    """
    cells = [cell for cell in cells if cell.kind == "code" and cell.index != GIVEN]
    read = {top.piece.cell.index for top in tops}
    unread = [cell for cell in cells if cell.index not in read]
    would = {name: leaf for top in tops for leaf in top.leaves for name in leaf.skipped}
    brought = _brought(cells)
    said = []
    for name, users in sorted(readers.items())[:_LOOKED_FOR]:
        found = _source(name, unread, would, brought)
        if found is None:
            continue
        what, why = found
        for_ = ", ".join(f"`{user}`" for user in sorted(users)[:4])
        said.append(
            Text(
                f"{for_} needs `{name}`, which {what.en}. {why.en} Define `{name}` in a cell of its own.",
                f"{for_} 需要 `{name}`，而它{what.zh}。{why.zh}请在单独的单元格中定义 `{name}`。",
            )
        )
    return said[:_MOST]


_NOT_RUN = Text("That is not run.", "这一部分不会运行。")


def _source(
    name: str, unread: list[Cell], would: Mapping[str, Leaf], brought: tuple[str, Text] | None
) -> tuple[Text, Text] | None:
    """What would have defined `name`, and why it did not."""
    if leaf := would.get(name):
        where = place(leaf.top.piece.cell.spot(leaf.node.lineno + leaf.top.piece.shift))
        return (
            Text(
                f"is defined only by the `await` at top level at {where.en}",
                f"只由{where.zh}的顶层 `await` 定义",
            ),
            _NOT_RUN,
        )
    defines = re.compile(
        rf"^[ \t]*(?:(?:async )?def|class)[ \t]+{name}\b|^[ \t]*{name}[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE
    )
    for cell in reversed(unread):
        if match := defines.search(cell.source):
            where = place(cell.spot(cell.source.count("\n", 0, match.end()) + 1))
            magic = _CELL_MAGIC.match(cell.source)
            if magic:
                what = _quoted(magic[1])
                return Text(
                    f"is defined only at {where.en}, under {what}", f"只在{where.zh}（{what} 之下）定义"
                ), _NOT_RUN
            return (
                Text(f"is defined only at {where.en}", f"只在{where.zh}定义"),
                Text("That cell has a syntax error.", "该单元格有语法错误。"),
            )
    if brought is None:
        return None
    what, where = brought
    return (
        Text(
            f"your file does not define itself; it may come from {what} at {where.en}",
            f"在你的文件中没有定义，可能来自{where.zh}的 {what}",
        ),
        _NOT_RUN,
    )


def _brought(cells: Iterable[Cell]) -> tuple[str, Text] | None:
    """The first line that runs or loads another file, and where it is: there is no telling what that would define."""
    for cell in cells:
        if match := _BROUGHT.search(cell.source):
            return _quoted(match[1]), place(cell.spot(cell.source.count("\n", 0, match.start(1)) + 1))
    return None


def shell_values(cells: Iterable[Cell], read: Collection[str], defined_once: Collection[str]) -> list[Text]:
    """A sentence for each name whose only value is what a shell line or a magic gives: None stands in its place."""
    said = []
    for cell in cells:
        for match in _ASSIGNED.finditer(cell.source) if cell.kind == "code" else ():
            name = match[1]
            if name in read and name in defined_once:
                where = place(cell.spot(cell.source.count("\n", 0, match.start(1)) + 1))
                what = _quoted(match[2])
                said.append(
                    Text(
                        f"`{name}` is defined only by {what} at {where.en}, which is not run; it is None here.",
                        f"`{name}` 只由{where.zh}的 {what} 定义，而该行不会运行；这里它是 None。",
                    )
                )
    return said[:_MOST]


def written_modules(cells: Iterable[Cell], imports: Iterable[Leaf]) -> list[Text]:
    """A sentence for each import of a module that only a `%%writefile` cell writes."""
    written = {match[1]: cell for cell in cells if (match := _FILE.match(cell.source.lstrip().partition("\n")[0]))}
    said = []
    for leaf in imports:
        node = leaf.node
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for module in modules:
            if cell := written.get(module.partition(".")[0]):
                where, magic = place(cell.spot(1)), _quoted(cell.source.lstrip().partition("\n")[0])
                said.append(
                    Text(
                        f"The module {module} is written only by {magic} at {where.en}, which is not run. "
                        "Define its functions in a cell instead.",
                        f"模块 {module} 只由{where.zh}的 {magic} 写出，而该单元格不会运行。"
                        "请改为在单元格中定义其中的函数。",
                    )
                )
    return said[:_MOST]


def _quoted(line: str) -> str:
    return f"`{shown(line.strip().replace('`', chr(39)), 60)}`"


# --- graded names that are missing ----------------------------------------------------------------------------------


def astray(tops: Iterable[Top], missing: Collection[str]) -> dict[str, Text]:
    """For a missing name: the inner function or method that is called so, or a name that differs in case or `_`."""
    said: dict[str, Text] = {}
    if not missing:
        return said
    alike = {_plain(name): name for name in missing}
    for top in tops:
        for node, inside in _definitions(top.node):
            spot = top.piece.cell.spot(node.lineno + top.piece.shift)
            where = place(spot)
            if inside and node.name in missing:
                said[node.name] = Text(
                    f"There is one inside {inside}, at {where.en}: define it at the left margin.",
                    f"{inside} 内部（{where.zh}）有一个同名定义：请把它写在最外层（不缩进）。",
                )
            elif not inside and node.name not in missing and (name := alike.get(_plain(node.name))):
                said.setdefault(
                    name,
                    Text(
                        f"There is a {node.name} at {where.en}: give it exactly the name {name}.",
                        f"{where.zh}定义了 {node.name}：名称必须与 {name} 完全一致。",
                    ),
                )
    return said


def _plain(name: str) -> str:
    return name.replace("_", "").casefold()


Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _definitions(node: ast.AST) -> Iterator[tuple[Named, str]]:
    """Every function and class below a statement, with the name of the one around it."""
    work: list[tuple[ast.AST, str]] = [(node, "")]
    while work:
        node, inside = work.pop()
        if isinstance(node, Named):
            yield node, inside
            inside = node.name
        if isinstance(node, (ast.stmt, ast.ExceptHandler, ast.match_case)):
            work.extend((inner, inside) for inner in ast.iter_child_nodes(node) if not isinstance(inner, ast.expr))
