"""Owns what leaves: builds `assignments/` from `solutions/`, the same bytes on every machine and every run.

A student gets the stub, the notebooks, the statement, the settings and the public tests; the lines between
`### BEGIN SOLUTION` and `### END SOLUTION`, hidden tests, mistakes and alternatives stay.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from grader.course import DATA, Assignment, Course, CourseError, Exercise, stored, version_of
from grader.outline import course_table, with_parts
from grader.settings import SETTINGS
from grader.stub import ReleaseError, assigned, read_text, stub_of, unix

LANGUAGES = ("en", "zh")
COURSE_PAGE = "docs/course.md"  # where a course has one, its table of all exercises is kept fresh
_WORDS = {
    "en": {
        "points": "{n} points",
        "setup": "# Run this cell first: it brings %check, which tests your work.\n"
        "# If there is no module of that name, run: %pip install torchgrade\n"
        "%load_ext grader",
        "check": "%check {id}",
        "how": "## How to work\n\nWrite your code in `{id}.py` or in `{id}.ipynb`, whichever you like,"
        " {where}."
        " Keep the names and the arguments; helpers of your own are welcome.\n\n"
        "In the notebook, run the cell with `%check` under an exercise; for the file, in a terminal:\n\n"
        "```\ntorchgrade check {id}.py        # runs the public tests; --watch does on each save\n"
        "torchgrade submit {id}.py       # packs what you hand in; or {id}.ipynb\n```\n\n"
        "| exercise | defines | points |\n|---|---|---|\n",
        "functions": "where `NotImplementedError` is raised",
        "answers": "in the place of `None`",
        "both": "where `NotImplementedError` is raised, and your answers in the place of `None`",
    },
    "zh": {
        "points": "{n} 分",
        "setup": "# 请先运行本单元格：它提供 %check，用来检查你的代码。\n"
        "# 如果提示没有这个模块，请运行：%pip install torchgrade\n"
        "%load_ext grader",
        "check": "%check {id} --lang zh",
        "how": "## 如何作答\n\n在 `{id}.py` 或 `{id}.zh.ipynb` 中（任选其一）"
        "{where}。"
        "请保留函数名与参数；可以自己添加辅助函数。\n\n"
        "在 notebook 中，运行每道题下面的 `%check` 单元格即可；用 `.py` 文件时，在终端运行：\n\n"
        "```\ntorchgrade check {id}.py --lang zh        # 运行公开测试；加 --watch 则每次保存后自动检查\n"
        "torchgrade submit {id}.py --lang zh       # 打包要提交的文件；也可以是 {id}.zh.ipynb\n```\n\n"
        "| 题目 | 需要定义 | 分值 |\n|---|---|---|\n",
        "functions": "把抛出 `NotImplementedError` 的地方换成你的代码",
        "answers": "把 `None` 换成你的答案",
        "both": "把抛出 `NotImplementedError` 的地方换成你的代码，把 `None` 换成你的答案",
    },
}


class Drift(NamedTuple):
    """A file under `assignments/` that is not what `solutions/` builds."""

    path: Path
    what: str  # "differs" | "is missing" | "should not be there"


# --- the notebook ---------------------------------------------------------------------------------------------------


def notebook_of(assignment: Assignment, stub: str, statement: str, language: str, version: str) -> str:
    """The stub as an nbformat 4.5 notebook: statement, what brings `%check`, shared code, and for each exercise its
    code and a check cell."""
    words = _WORDS[language]
    cells = [
        _cell("markdown", "statement", statement.strip(), {"role": "statement"}),
        _cell("code", "setup", words["setup"], {"role": "setup"}),
    ]
    for number, (exercise, source) in enumerate(_pieces(assignment, stub)):
        if exercise is None:
            cells.append(_cell("code", f"code-{number}", source, {"role": "shared"}))
            continue
        about = {"assignment": assignment.id, "exercise": exercise.id}
        points = words["points"].format(n=_number(exercise.points))
        title = exercise.title.of(language)
        heading = f"## `{exercise.id}` · {points}" + (f"\n\n{title}" if title != exercise.id else "")
        check = words["check"].format(id=exercise.id)
        cells.append(_cell("markdown", f"{exercise.id}-heading", heading, about | {"role": "heading"}))
        cells.append(_cell("code", f"{exercise.id}-code", source, about | {"role": "solution"}))
        cells.append(_cell("code", f"{exercise.id}-check", check, about | {"role": "check"}))
    notebook = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "torchgrade": {
                "assignment": assignment.id,
                "exercises": [exercise.id for exercise in assignment.exercises],
                "language": language,
                "version": version,
            },
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def notebook_name(assignment: Assignment, language: str) -> str:
    return f"{assignment.id}{_suffix(language)}.ipynb"


def statement_name(language: str) -> str:
    return f"statement{_suffix(language)}.md"


def _suffix(language: str) -> str:
    return "" if language == "en" else f".{language}"


def _cell(kind: str, name: str, source: str, about: dict[str, Any]) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": kind,
        "id": re.sub(r"[^A-Za-z0-9_-]", "-", name)[-64:],
        "metadata": {"torchgrade": about},
        "source": source.splitlines(keepends=True),
    }
    return cell if kind != "code" else cell | {"execution_count": None, "outputs": []}


def _pieces(assignment: Assignment, stub: str) -> list[tuple[Exercise | None, str]]:
    """The stub's top-level code in cells: what is shared, and one piece for each exercise, in the order of the file.

    A helper between two names of one exercise stays in that exercise's piece; the module's docstring is left out, since
    the statement says more.
    """
    owner = {name: exercise for exercise in assignment.exercises for name in exercise.names}
    lines = stub.splitlines()
    body = ast.parse(stub).body
    done = 0
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        done = body.pop(0).end_lineno or 0
    pieces: list[tuple[Exercise | None, list[str]]] = []
    for node in body:
        text = lines[done : (done := node.end_lineno or done)]
        exercise = next((owner[name] for name in (getattr(node, "name", ""), *assigned(node)) if name in owner), None)
        earlier = [i for i, (of, _) in enumerate(pieces) if of is exercise]
        if exercise is None and pieces and pieces[-1][0] is None:
            pieces[-1][1].extend(text)
        elif exercise is not None and earlier:
            at = earlier[0]
            if at == len(pieces) - 2 and pieces[-1][0] is None:  # a helper between two names of one exercise
                pieces[at][1].extend(pieces.pop()[1])
            pieces[at][1].extend(text)
        else:
            pieces.append((exercise, list(text)))
    return [(exercise, "\n".join(text).strip("\n")) for exercise, text in pieces]


# --- the whole ------------------------------------------------------------------------------------------------------


def build(assignment: Assignment) -> dict[str, bytes]:
    """Every released file of one assignment: relative name -> bytes. Raises ReleaseError or CourseError."""
    stub = stub_of(read_text(assignment.reference_path), assignment.reference_path, assignment.names)
    _defines_all(assignment, stub)
    files = {f"{assignment.id}.py": stub, SETTINGS: read_text(assignment.folder / SETTINGS)}
    statements = {}
    for language in LANGUAGES:
        statements[language] = read_text(assignment.folder / statement_name(language))
        files[f"README{_suffix(language)}.md"] = _readme(assignment, stub, statements[language], language)
    public = {f"public/{name}": data for name, data in stored(assignment.public_folder)}
    for path in assignment.public_suites:
        _without_reference(path)
    built = {name: text.encode() for name, text in files.items()} | {n: unix(d) for n, d in public.items()}
    built |= {f"{DATA}/{name}": content for name, content in assignment.data}
    version = version_of(built.items())
    for language in LANGUAGES:
        notebook = notebook_of(assignment, stub, statements[language], language, version)
        built[notebook_name(assignment, language)] = notebook.encode()
    return built


def release(course: Course) -> list[Drift]:
    """Write `assignments/` of the course. Returns what had drifted and was put right."""
    drifted = drift(course)
    wanted = _wanted(course)
    for found in drifted:
        if found.path in wanted:
            found.path.parent.mkdir(parents=True, exist_ok=True)
            found.path.write_bytes(wanted[found.path])
        else:
            found.path.unlink()
            for folder in found.path.parents:
                if folder == course.root / "assignments" or any(folder.iterdir()):
                    break
                folder.rmdir()
    return drifted


def drift(course: Course) -> list[Drift]:
    """Every file under `assignments/` that is not what `solutions/` builds, in order."""
    wanted = _wanted(course)
    out = course.root / "assignments"
    found = {out / name: data for name, data in stored(out)} if out.is_dir() else {}
    if (page := course.root / COURSE_PAGE) in wanted:
        found[page] = page.read_bytes()
    drifted = [Drift(path, "is missing") for path in wanted.keys() - found.keys()]
    drifted += [Drift(path, "should not be there") for path in found.keys() - wanted.keys()]
    drifted += [Drift(path, "differs") for path in wanted.keys() & found.keys() if wanted[path] != found[path]]
    return sorted(drifted)


def _wanted(course: Course) -> dict[Path, bytes]:
    if course.assignments and course.assignments[0].folder.parents[1].name != "solutions":
        raise CourseError(course.root, "", "there is no solutions/ here", "A release is built from solutions/.")
    out = course.root / "assignments"
    files = {out / a.chapter / a.id / name: data for a in course.assignments for name, data in build(a).items()}
    page = course.root / COURSE_PAGE
    if page.is_file():
        files[page] = with_parts(read_text(page), {"Course": lambda: course_table(course)}).encode()
    return files


def _readme(assignment: Assignment, stub: str, statement: str, language: str) -> str:
    words = _WORDS[language]
    values = {name for node in ast.parse(stub).body for name in assigned(node)}
    answers = values.intersection(assignment.names)
    where = words["functions" if not answers else "both" if answers < set(assignment.names) else "answers"]
    rows = [
        f"| `{e.id}` | {', '.join(f'`{name}`' for name in e.names)} | {_number(e.points)} |\n"
        for e in assignment.exercises
    ]
    return f"{statement.strip()}\n\n{words['how'].format(id=assignment.id, where=where)}{''.join(rows)}"


def _defines_all(assignment: Assignment, stub: str) -> None:
    defined: set[str] = set()
    for node in ast.parse(stub).body:
        defined.update((getattr(node, "name", ""), *assigned(node)))
    path = assignment.reference_path
    for name in assignment.names:
        if name in defined:
            continue
        if re.search(rf"^\s*(def|class) {name}\b", read_text(path), re.MULTILINE):
            raise ReleaseError(path, None, f"{name} must stand outside the marked lines, for the stub")
        raise ReleaseError(path, None, f"{name}, which {SETTINGS} asks for, is not defined at the top level")


def _without_reference(path: Path) -> None:
    """A student has no reference: a public test that asks for it could not run there."""
    try:
        tree = ast.parse(read_text(path))
    except SyntaxError as error:
        raise ReleaseError(path, error.lineno, f"does not parse: {error.msg}") from None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and "reference" in {arg.arg for arg in node.args.args}:
            raise ReleaseError(
                path, node.lineno, f"the public test {node.name} asks for `reference`, which students lack"
            )


def _number(value: float) -> str:
    return f"{value:g}"
