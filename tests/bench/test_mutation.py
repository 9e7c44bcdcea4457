"""The mutants of a reference: which there are, what names them, and what is said of those that no test catches."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bench import mutation
from bench.mutants import Mutant, mutants
from bench.survivors import survivors
from bench.table import Row, written
from grader.course import Assignment, CourseError, find_course
from tests import demo_course

PY = demo_course.FILES["normalise.py"]
# mean_row's hidden test asks for the sum alone: dividing by something else goes through.
WEAK = demo_course.FILES["test_mean_row.py"].replace("torch.randn(5, 3)", "torch.zeros(2, 3)")
PUBLIC = demo_course.FILES["public/test_mean_row.py"].replace("[1.0, 2.0], [3.0, 4.0]", "[0.0, 0.0], [0.0, 0.0]")
PUBLIC = PUBLIC.replace("[2.0, 3.0]", "[0.0, 0.0]")
REASON = """
[[survivor]]
where = "mean_row"
was = "return total / len(X)"
becomes = "return total * len(X)"
kind = "accepted"
reason = "The suite of this demonstration is weak on purpose."
"""


def made(root: Path, source: str) -> tuple[Assignment, list[Mutant]]:
    demo_course.write(root, normalise_py=source)
    assignment = find_course(root).assignments[0]
    return assignment, mutants(assignment)


def test_only_what_a_student_writes_is_changed(tmp_path: Path) -> None:
    _, found = made(tmp_path, PY)
    assert {m.where for m in found} == {"unit_rows", "mean_row"}
    assert {m.was for m in found} == {
        "length = X.square().sum(dim=1, keepdim=True).sqrt()",
        "return X / length.clamp(min=eps)",
        "total = X.sum(dim=0)",
        "return total / len(X)",
    }
    assert all(m.source != PY and m.exercise == m.where for m in found)
    assert ("mean_row", "return total / len(X)", "return total * len(X)") in {m.key for m in found}
    assert len({m.source for m in found}) == len(found)


@pytest.mark.parametrize(
    "line",
    [
        '"""A docstring, said later."""',
        'assert True, "a message"',
        'raise ValueError("a message", 3)',
        "total: torch.Tensor",
        'float("inf")',
        "len(X)",
    ],
)
def test_what_changes_nothing_is_left_alone(tmp_path: Path, line: str) -> None:
    _, plain = made(tmp_path / "a", PY)
    _, more = made(tmp_path / "b", PY.replace("    total = X", f"    {line}\n    total = X"))
    assert {m.becomes for m in more if m.was == line} - {
        'assert False, "a message"',
        'float("XXinfXX")',
        "float(None)",
    } == set()
    assert {m.key for m in plain} <= {m.key for m in more}


def test_a_mutant_keeps_its_name_when_lines_move(tmp_path: Path) -> None:
    _, before = made(tmp_path / "a", PY)
    _, later = made(tmp_path / "b", PY.replace("EPS =", "# A comment.\n\nEPS ="))
    assert [m.key for m in before] == [m.key for m in later]
    assert [m.line + 2 for m in before] == [m.line for m in later]


def test_a_helper_is_judged_by_whoever_calls_it(tmp_path: Path) -> None:
    helper = "### BEGIN SOLUTION\ndef _sum(X):\n    return X.sum(dim=0)\n### END SOLUTION\n\n\n"
    source = PY.replace("# The mean", helper + "# The mean").replace("total = X.sum(dim=0)", "total = _sum(X)")
    _, found = made(tmp_path, source)
    assert {m.exercises for m in found if m.where == "_sum"} == {("mean_row",)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (REASON.replace("reason", "because"), r"survivors.toml: survivor 1.because: unknown key"),
        (
            REASON.replace('kind = "accepted"', 'kind = "fine"'),
            r"survivor 1.kind: found 'fine' \(str\). Allowed: \"equiv",
        ),
        (REASON.replace("where", "# where"), r"survivor 1.where: is missing"),
        (REASON + REASON, "survivor 2: stands twice"),
        ("[survivor]\n", r"survivor: found one table. Write \[\[survivor\]\]"),
        ("[[survivors]]\n", "survivors: unknown key"),
        ("[[", "this is not TOML"),
    ],
)
def test_a_bad_list_of_survivors_is_named(tmp_path: Path, text: str, says: str) -> None:
    assignment, _ = made(tmp_path, PY)
    (assignment.folder / "survivors.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=says):
        survivors(assignment)


def test_reasons_decide_no_mark(tmp_path: Path) -> None:
    assignment, _ = made(tmp_path, PY)
    (assignment.folder / "survivors.toml").write_text(REASON, encoding="utf-8")
    assert find_course(tmp_path).assignments[0].version == assignment.version


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(mutation.main, [*arguments, "--course", str(root), "--jobs", "1"])


def test_what_no_test_catches_is_shown_with_its_reason(tmp_path: Path) -> None:
    """In the real rooms: the weak suite lets mutants through, a reason is shown, and an old one is called stale."""
    loop = "    total = 0\n    for row in X:\n        total += row\n"
    source = PY.replace("    total = X.sum(dim=0)\n", loop)
    folder = demo_course.write(tmp_path, normalise_py=source, test_mean_row_py=WEAK, public_test_mean_row_py=PUBLIC)
    old = REASON.replace("total / len(X)", "total / X").replace("total * len(X)", "total * X")
    (folder / "survivors.toml").write_text(REASON + old, encoding="utf-8")
    result = run(tmp_path, "mean_row", "--survivors")
    assert result.exit_code == 1, result.output
    assert "(swap_op) survives: accepted. The suite of this demonstration is weak on purpose." in result.output
    assert "- total += row\n+ total -= row" in result.output
    assert "survivors.toml: mean_row: stale, it is no mutant of this reference\n- return total / X" in result.output
    assert "under 90%: mean_row" in result.output


def test_an_endless_loop_is_killed_by_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = "    total, i = 0, 0\n    while i < len(X):\n        total = total + X[i]\n        i += 1\n"
    demo_course.write(tmp_path, normalise_py=PY.replace("    total = X.sum(dim=0)\n", loop))
    course = find_course(tmp_path)
    endless = [m for m in mutants(course.assignments[0]) if m.becomes == "i = 1"]
    monkeypatch.setattr(mutation, "_LEAST_CALL_S", 1.0)
    rooms = mutation.Rooms(tmp_path)
    try:
        fates = [rooms(m) for m in endless]
        assert [fate.status for fate in fates] == ["timeout"], fates
    finally:
        rooms.close()


def test_a_page_keeps_the_rows_of_what_did_not_run(tmp_path: Path) -> None:
    target = tmp_path / "mutation.md"
    order = [("ch/a", "one"), ("ch/a", "two")]
    both = [Row("ch/a", "one", 10, 2, 8, 0, 0), Row("ch/a", "two", 10, 0, 9, 1, 1)]
    target.write_text(written(target, both, order, []), encoding="utf-8")
    page = written(target, [Row("ch/a", "one", 12, 0, 12, 0, 0)], order, [])
    assert "| `ch/a` | `one` | 12 | 0 | 12 | 0 | 0 | 100 % |" in page
    assert "| `ch/a` | `two` | 10 | 0 | 9 | 1 | 1 | 90 % |" in page
    assert "| **all** | 2 exercises | 22 | 0 | 21 | 1 | 1 | 95.4 % |" in page
    assert "`two`" not in written(target, [], order[:1], [])
