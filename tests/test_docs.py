"""The documents say what is: commands parse, files and keys exist, links lead somewhere, the example holds together."""

from __future__ import annotations

import importlib
import json
import re
import shlex
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest
import torch

from docs import generate
from grader.batch import Orders
from grader.cli import cli
from grader.course import find_course
from grader.release import release
from grader.report import ExerciseResult, Report, TestResult
from grader.sandbox import verdicts
from grader.submission import read_bytes, slice
from grader.suite import check, judging, ladder, words
from grader.suite.runner import Suite
from grader.verify import plan, verify
from tests.suite.sample import run, write

ROOT = Path(__file__).resolve().parents[1]
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [*DOCS, ROOT / "README.md"]
LOOP = "unit_rows_by_loop"


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def by_name(page: Path) -> str:
    return page.name


def blocks(page: str) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def prose(page: str) -> str:
    return re.sub(r"^```\w*\n.*?^```", "", page, flags=re.MULTILINE | re.DOTALL)


def spans(page: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", prose(page))


def section(page: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return page.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


# --- commands -------------------------------------------------------------------------------------------------------


def commands(page: str) -> list[str]:
    lines = [line for block in blocks(page) for line in block.splitlines()]
    shown = [line.removeprefix("$ ").partition("#")[0].strip() for line in lines]
    found = [
        line for line in [*shown, *spans(page)] if re.match(r"(torchgrade|python cli\.py|python -m bench\.\w+) ?", line)
    ]
    return [line for line in found if "…" not in line]


def benches() -> dict[str, click.Command]:
    """Of each `python -m bench.NAME` its command."""
    files = [*(ROOT / "bench").glob("*.py"), *(ROOT / "bench").glob("*/__main__.py")]
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in files
        if "@click.command" in path.read_text(encoding="utf-8")
    ]
    return {name.removesuffix(".__main__"): importlib.import_module(name).main for name in modules}


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_command_parses(page: Path) -> None:
    for line in commands(page.read_text(encoding="utf-8")):
        _, *arguments = shlex.split(line.replace("python cli.py", "torchgrade"))
        if arguments[:1] == ["-m"]:
            with benches()[arguments[1]].make_context(arguments[1], arguments[2:]):
                continue
        group = cli.make_context("torchgrade", list(arguments))
        name, command, rest = cli.resolve_command(group, arguments)
        assert command is not None, line
        if not rest and line in spans(page.read_text(encoding="utf-8")):
            continue  # the command's name within a sentence
        with command.make_context(name, list(rest), parent=group):
            pass  # parsed, not run


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_option_exists(page: Path) -> None:
    groups = [command for command in cli.commands.values() if isinstance(command, click.Group)]
    commands = [*cli.commands.values(), *(c for group in groups for c in group.commands.values()), *benches().values()]
    known = {opt for command in commands for p in command.params for opt in (*p.opts, *p.secondary_opts)}
    foreign = {"--cap-add", "--security-opt", "--privileged"}  # Docker's
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page.read_text(encoding="utf-8"))) - foreign <= known


def test_every_option_of_grade_is_told() -> None:
    told = section(text("instructors.md"), "Options")
    for option in cli.commands["grade"].params:
        if isinstance(option, click.Option):
            assert any(f"`{name}" in told for name in option.opts), option.name


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_make_target_exists(page: Path) -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`make (\w+)`", page.read_text(encoding="utf-8"))) <= set(targets)


# --- links and files ------------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", prose(page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page.read_text(encoding="utf-8"))):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_file_exists(page: Path) -> None:
    folders = "assignments|bench|docs|examples|feedback_templates|grader|solutions|tests"
    for span in spans(page.read_text(encoding="utf-8")):
        if re.fullmatch(rf"(?:{folders})/[\w./]*", span) and "ch00_demo" not in span:
            assert (ROOT / span).exists(), span


# --- tables ---------------------------------------------------------------------------------------------------------


def test_every_generated_part_is_fresh() -> None:
    assert [path.name for path, _ in generate.stale()] == [], "run make docs"
    told = "".join(page.read_text(encoding="utf-8") for page in DOCS)
    assert set(re.findall(r"<!-- generated: (\w+) -->", told)) == set(generate.PARTS)


def test_a_part_that_is_not_fresh_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs" / "authoring.md"
    page.write_text(text("authoring.md").replace("| needed |", "| optional |", 1), encoding="utf-8")
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    assert list(generate.stale()) == [(page, text("authoring.md"))]


def test_every_check_is_told() -> None:
    page = text("authoring.md")
    named = set(re.findall(r"`check\.(\w+)", page))
    assert set(check.__all__) - {"Failed"} == named


def test_the_tolerances_are_the_checks_own() -> None:
    rows = re.findall(r"^\| (.+?) \| (\S+) \| (\S+) \|$", section(text("authoring.md"), "Checks"), re.MULTILINE)
    told = {
        name: (float(rtol), float(atol))
        for names, rtol, atol in rows
        if rtol not in ("rtol", "exact") and not rtol.startswith("-")
        for name in names.replace("`", "").split(", ")
    }
    assert told.pop("Python floats") == ladder.NUMBER_TOLERANCE
    assert {getattr(torch, name): tolerance for name, tolerance in told.items()} == ladder.TOLERANCE


@pytest.mark.parametrize("struct", [Report, ExerciseResult, TestResult])
def test_every_field_of_a_report_is_told(struct: type[msgspec.Struct]) -> None:
    told = set(spans(section(text("instructors.md"), "Reports")))
    assert {field.name for field in msgspec.structs.fields(struct)} <= told


def test_every_wall_is_told() -> None:
    told = set(spans(section(text("instructors.md"), "Isolation")))
    assert {*verdicts._FULL, "bubblewrap"} <= told


@pytest.mark.parametrize(("name", "lang"), [("students.md", "en"), ("students.zh.md", "zh")])
def test_messages_are_quoted_as_they_are(name: str, lang: str) -> None:
    page = text(name)
    changed = words.changed_input(words.argument(0), words.no_gradient())
    for failed in (
        words.wrong_shape("", (5,), (5, 3)),
        words.wrong_type("", [], words.A_TENSOR),
        words.wrong_dtype("", torch.float32, torch.float64),
        words.not_finite("", (0, 0), 2, 4, True),
        words.wrong_values("", (2, 0), 12, 12, None, 0, 0),
        words.no_gradient(),
        words.wrong_device("", torch.device("cpu"), torch.device("cuda", 0), True),
        changed,
    ):
        assert beginning(failed.text.of(lang), lang) in page
    for said in (judging._ENDED["timeout"], judging.OUT_OF_MEMORY, judging.INCONCLUSIVE):
        assert beginning(said.of(lang), lang) in page


def beginning(sentence: str, lang: str) -> str:
    """As much of a message as the documents quote: up to the first stop, at most some words."""
    length = 10 if lang == "zh" else 22
    return re.split(r"[。.,，]", sentence)[0][:length]


# --- the example ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exercise of authoring.md, written to a folder."""
    root = tmp_path_factory.mktemp("example")
    files = re.findall(r"^`(solutions/[^`]+)`\n\n```\w+\n(.*?)^```", text("authoring.md"), re.MULTILINE | re.DOTALL)
    for name, body in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode())
    assert len(files) == 8
    return root


def test_the_example_is_verified(example: Path) -> None:
    course = find_course(explicit=example)
    findings = verify(plan(course, ()), Orders(course=example, in_process=True), jobs=1)
    assert [(finding.name, finding.trouble) for finding in findings if finding.trouble] == []
    assert f"\n{len(findings)} checks in " in text("authoring.md")


def test_the_example_is_released(example: Path) -> None:
    written = {path.name for path, _ in release(find_course(explicit=example))}
    assert {"normalise.py", "normalise.ipynb", "README.md", "README.zh.md", "test_unit_rows.py"} <= written


def test_what_verify_says_of_the_loop(example: Path, tmp_path: Path) -> None:
    """The alternative that is none loses the points that the document says it loses."""
    (loop,) = [block for block in blocks(text("authoring.md")) if block.startswith(f"def {LOOP}")]
    folder = tmp_path / "solutions" / "ch00_demo" / "normalise"
    for source in (example / "solutions").rglob("*.*"):
        target = folder / source.relative_to(example / "solutions" / "ch00_demo" / "normalise")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    (folder / "alternatives.py").write_text("import torch\n\n\n" + loop, encoding="utf-8")
    cases = [case for case in plan(find_course(explicit=tmp_path), ()) if case.name == LOOP]
    (finding,) = verify(cases, Orders(course=tmp_path, in_process=True), jobs=1)
    told = re.sub(r"\s+", " ", " ".join(blocks(text("authoring.md"))))
    said = finding.trouble.partition(" is wrong")[0]  # the numbers hang on the seed, and it on the file
    assert said.startswith("scores 6 of 8: unit_rows::test_the_gradient_flows")
    assert said in told


# --- the examples of the kinds --------------------------------------------------------------------------------------

TRAIN = """
import torch
from torch import nn

def train(net, train_iter, test_iter, loss, num_epochs, updater):
    for _ in range(num_epochs):
        net.train()
        for X, y in train_iter:
            updater.zero_grad()
            loss(net(X), y).backward()
            updater.step()
        net.eval()
        with torch.no_grad():
            for X, y in test_iter:
                net(X)
"""
NET = """
from torch import nn

def net(n, out):
    return nn.Sequential(nn.Flatten(), nn.Linear(n, 256), nn.ReLU(), nn.Linear(256, out))
"""
DROPOUT = """
import torch

def dropout_layer(X, p):
    return (torch.rand(X.shape) > p).float() * X / (1 - p)
"""
MOMENTUM = """
import torch

@torch.no_grad()
def sgd_momentum(params, states, hyperparams):
    for p, v in zip(params, states):
        v.mul_(hyperparams["momentum"]).add_(p.grad)
        p -= hyperparams["lr"] * v
"""
KINDS = {
    "Training loops": (TRAIN, "            updater.zero_grad()\n", "", {"test_gradients_are_cleared"}),
    "Optimisers": (MOMENTUM, ".add_(p.grad)", ".add_(-p.grad)", {"test_a_step", "test_a_hundred_steps"}),
    "Models": (NET, "nn.ReLU()", "nn.Sigmoid()", {"test_the_layers"}),
    "Random code": (DROPOUT, "> p", "> 1 - p", {"test_the_share_that_is_dropped"}),
}


@pytest.mark.parametrize("heading", KINDS)
def test_the_examples_of_the_kinds_pass_and_fail(heading: str, tmp_path: Path) -> None:
    source, right, wrong, failing = KINDS[heading]
    tests = blocks(section(text("authoring.md"), heading))[0]
    suite = Suite(write(tmp_path, tests, reference=source))
    assert {o.status for o in run(suite, source).values()} == {"passed"}
    outcomes = run(suite, source.replace(right, wrong))
    assert {f"test_{name}" for name, o in outcomes.items() if o.status == "failed" and o.judged} >= failing


# --- what is read -----------------------------------------------------------------------------------------------------


READ = {
    "a stub left below": (["def f(): return 1", "def f():\n    raise NotImplementedError"], 1),
    "the last one counts": (["def f(): return 2", "def f(): return 1"], 1),
    "under `if`, `try` or `with`": (
        ["if True:\n    try:\n        def f(): return 1\n    except Exception:\n        pass"],
        1,
    ),
    "a `lambda`, a decorator": (["import functools\ng = lambda: 1\nf = functools.cache(g)"], 1),
    "`softmax = Softmax()`": (["class F:\n    def __call__(self): return 1\nf = F()"], 1),
    "`softmax = Ops.softmax`": (["class Ops:\n    def f(): return 1\nf = Ops.f"], 1),
    "does not count by itself": (["class Ops:\n    def f(): return 1"], None),
    "`%matplotlib`, `!pip`, `?torch`": (["%matplotlib inline\n!pip install x\n?torch\ndef f(): return 1"], 1),
    "the code under them counts": (["%%time\nx = 1", "%%timeit\ny = 0", "%%capture\ndef f(): return x + y"], 1),
    "`await` outside a function": (["await g()\n%run x.py", "def f(): return 1"], 1),
}


@pytest.mark.parametrize("row", READ)
def test_what_students_are_told_is_read_is_read(row: str) -> None:
    assert row in section(text("students.md"), "What is run, and what is not")
    sources, value = READ[row]
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
    document = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    sliced = slice(read_bytes(json.dumps(document).encode(), "a.ipynb"), ["f"])
    namespace: dict[str, Any] = {"__name__": "submission"}
    exec(sliced.program.source, namespace)
    assert ("f" in sliced.found) is (value is not None)
    assert value is None or namespace["f"]() == value


def test_both_languages_tell_the_same_rows() -> None:
    english = section(text("students.md"), "What is run, and what is not")
    chinese = section(text("students.zh.md"), "哪些代码会运行，哪些不会")
    assert english.count("\n| ") == chinese.count("\n| ")
