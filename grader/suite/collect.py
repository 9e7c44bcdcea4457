"""Owns collecting: the suite files of an assignment, through pytest, once, into items and their TestSpecs.

Nothing outside the folder has a say: no ini file, no conftest, no environment variable, no plugin but pytest-timeout.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from _pytest.config import Config, _prepareconfig
from _pytest.main import Session
from _pytest.mark.structures import MARK_GEN

from grader.course import Assignment
from grader.suite import Notes, notes_of, points
from grader.suite.plugin import Plugin
from grader.suite.spec import SuiteError, TestSpec
from grader.text import Text

# Each would add a hook around every phase of every test, print, or write files. Without `skipping`, marks that skip or
# expect failure mean nothing here, which is the intent.
_UNUSED = """
    terminal debugging unittest capture skipping legacypath tmpdir recwarn pastebin junitxml doctest cacheprovider
    setuponly setupplan stepwise unraisableexception threadexception warnings logging faulthandler subtests
    terminalprogress
""".split()  # noqa: SIM905 -- a list of twenty quoted words is harder to read
_ENVIRONMENT = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_TIMEOUT", "PYTEST_THEME", "PYTEST_DEBUG")


class Collected(NamedTuple):
    """One pytest item with what its decorators say."""

    item: pytest.Function
    spec: TestSpec


def collect(assignment: Assignment, plugin: Plugin, public_only: bool) -> tuple[Config, list[Collected]]:
    """Every test of the assignment, by exercise, public ones first. Raises SuiteError."""
    files = _files(assignment, public_only)
    with _alone():
        config = _configure(assignment.folder, [str(path) for path, _ in files], plugin)
        if not files:  # pytest would look for some itself
            return config, []
        session = Session.from_config(config)
        config.hook.pytest_sessionstart(session=session)
        try:
            session.perform_collect()
        except pytest.UsageError as error:
            raise SuiteError(str(error)) from None
        _remove_import_hook(config)
    for report in plugin.broken:
        raise SuiteError(_why(report, assignment.folder))
    return config, _specs(session.items, dict(files), assignment)


def _files(assignment: Assignment, public_only: bool) -> list[tuple[Path, str]]:
    """Suite files with their exercise, in the order in which tests are run and shown."""
    hidden = [] if public_only else assignment.hidden_suites
    named = [(path.resolve(), path.stem.removeprefix("test_")) for path in (*assignment.public_suites, *hidden)]
    ids = [exercise.id for exercise in assignment.exercises]
    for path, exercise in named:
        if exercise not in ids:
            allowed = ", ".join(f"test_{known}.py" for known in ids)
            raise SuiteError(f"{path} is named after no exercise of {assignment.id}; allowed: {allowed}")
    return sorted(named, key=lambda pair: ids.index(pair[1]))  # stable: public files stay first


def _configure(folder: Path, files: list[str], plugin: Plugin) -> Config:
    blocked = [word for name in _UNUSED for word in ("-p", f"no:{name}")]
    arguments = [
        "-c",
        os.devnull,
        "--rootdir",
        str(folder.resolve()),
        "--confcutdir",  # else pytest walks through every folder from / to this one
        str(folder.resolve()),
        "--import-mode=importlib",
        "--noconftest",
        *blocked,
    ]
    arguments += ["-p", "pytest_timeout", "-o", "timeout_func_only=true", "--timeout-method=signal"]
    config = _prepareconfig([*arguments, *files], [plugin])
    config._do_configure()
    return config


@contextmanager
def _alone() -> Iterator[None]:
    """Collect without the environment's options, without writing bytecode, and leave no trace in the process."""
    saved = {name: os.environ.pop(name) for name in _ENVIRONMENT if name in os.environ}
    autoload = os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    modules, marks = set(sys.modules), MARK_GEN._config
    try:
        yield
    finally:
        os.environ.update(saved)
        if autoload is None:
            del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        else:
            os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = autoload
        sys.dont_write_bytecode = bytecode
        MARK_GEN._config = marks
        # Suites of two assignments may share a module name (public.test_softmax): none stays findable under it.
        for name in set(sys.modules) - modules:
            if name.split(".")[-1].startswith("test_") or name == "public":
                del sys.modules[name]


def _remove_import_hook(config: Config) -> None:
    """Assertions are rewritten by now: later imports need not pass through pytest."""
    sys.meta_path[:] = [hook for hook in sys.meta_path if getattr(hook, "config", None) is not config]


def _why(report: pytest.CollectReport, folder: Path) -> str:
    """One sentence from a failed collection: the file, the line, and what was raised there."""
    path = folder / report.nodeid
    text = str(report.longrepr)
    try:
        ast.parse(path.read_bytes().decode("utf-8-sig"))
    except SyntaxError as error:
        return f"{path}:{error.lineno} cannot be loaded: it does not parse: {error.msg}"
    except UnicodeDecodeError as error:
        return f"{path} cannot be loaded: byte {error.start} is not UTF-8"
    except OSError:
        pass
    places = re.findall(rf"^(?:\S.*/)?{re.escape(report.nodeid)}:(\d+): in ", text, re.MULTILINE)
    raised = [line[1:].strip() for line in text.splitlines() if line.startswith("E ")]
    line = f":{places[-1]}" if places else ""
    return f"{path}{line} cannot be loaded: {raised[0] if raised else text.strip()}"


def _specs(items: list[Any], exercises: dict[Path, str], assignment: Assignment) -> list[Collected]:
    found: list[Collected] = []
    ids: dict[str, Path] = {}
    by_function: dict[int, list[str]] = {}
    for item in items:
        path = Path(item.path)
        spec_id = "::".join([exercises[path], *item.nodeid.split("::")[1:]])
        if spec_id in ids:
            raise SuiteError(
                f"{assignment.folder}: {spec_id} stands twice: in {_short(ids[spec_id], assignment)} and "
                f"{_short(path, assignment)}"
            )
        unknown = [name for name in item.fixturenames if not _is_known(item, name)]
        if item.function.__module__ == points.__module__:  # what @points and the like give before they see a test
            decorator = item.function.__qualname__.partition(".")[0]
            raise SuiteError(f"{path}: {item.name}: @{decorator} stands without its brackets, as in @points(2)")
        if unknown:
            raise SuiteError(
                f"{path}:{item.function.__code__.co_firstlineno}: {spec_id} asks for {unknown[0]!r}; "
                f"there are student, reference and device"
            )
        notes = notes_of(item.function)
        in_public = path.parent == assignment.public_folder.resolve()
        if in_public and "reference" in item.fixturenames:
            raise SuiteError(
                f"{_short(path, assignment)}: {item.name} uses `reference`, which a student's copy does not have"
            )
        spec = TestSpec(
            id=spec_id,
            exercise=exercises[path],
            title=_title(item),
            hint=notes.hint,
            points=notes.points,
            visibility=notes.visibility or ("public" if in_public else "hidden"),
            after=_prerequisites(notes, spec_id, ids, by_function),
            on=notes.on,
            wants_device="device" in item.fixturenames or notes.on == "cuda",
        )
        ids[spec_id] = path
        by_function.setdefault(id(item.function), []).append(spec_id)
        found.append(Collected(item, spec))
    return found


def _prerequisites(
    notes: Notes, spec_id: str, ids: dict[str, Path], by_function: dict[int, list[str]]
) -> tuple[str, ...]:
    found: list[str] = []
    for test in notes.after:
        known = ([test] if test in ids else []) if isinstance(test, str) else by_function.get(id(test), [])
        if not known:
            name = test if isinstance(test, str) else getattr(test, "__name__", repr(test))
            raise SuiteError(f"{spec_id} comes @after {name}, which is no test that stands before it")
        found += known
    return tuple(found)


def _is_known(item: Any, fixture: str) -> bool:
    """Whether there is a fixture or a parameter of this name; pytest itself would only say so when the test runs."""
    callspec = getattr(item, "callspec", None)
    return (
        fixture == "request"
        or fixture in item._fixtureinfo.name2fixturedefs
        or (callspec is not None and fixture in callspec.params)
    )


def _title(item: Any) -> Text:
    title = Text.parse(item.function.__doc__)
    if not title.en:
        return Text(item.name.removeprefix("test_").replace("_", " "))
    return title


def _short(path: Path, assignment: Assignment) -> str:
    return path.relative_to(assignment.folder.resolve()).as_posix()
