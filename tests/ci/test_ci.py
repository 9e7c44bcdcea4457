"""A push is graded and told where its platform shows it; what a student wrote gives no orders to the platform."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from grader.ci import github, gitlab
from grader.ci.findings import Finding, findings
from grader.ci.platforms import platform
from grader.cli import main
from grader.feedback import render
from grader.report import Place, Report, SubmissionRef
from tests import demo_course
from tests.reports import a_report, a_test, an_exercise

HOSTILE = "x\n::set-output name=score::100\n::error::%0A::add-mask::"
VARIABLES = ("GITHUB_ACTIONS", "GITHUB_WORKFLOW", "GITLAB_CI", "GITHUB_WORKSPACE", "CI_PROJECT_DIR")
PLATFORMS = {
    "github": {"GITHUB_ACTIONS": "true", "GITHUB_WORKFLOW": "Grade"},
    "classroom": {"GITHUB_ACTIONS": "true", "GITHUB_WORKFLOW": "Autograding Tests"},
    "gitlab": {"GITLAB_CI": "true"},
    "plain": {},
}


def report_at(path: Path, **fields: object) -> Report:
    exercise = an_exercise(
        a_test(status="passed"),
        a_test("softmax::test_b", message=HOSTILE, frames=(Place(9, None, 9, "softmax", "return x"),)),
        where=Place(4, None, 4, "softmax", "def softmax(X):"),
    )
    submission = SubmissionRef(path=str(path), sha256="ab" * 32, student="ann")
    return a_report(exercise, submission=submission, **fields)


@pytest.mark.parametrize("name", list(PLATFORMS))
def test_each_platform_is_known_by_its_variables(name: str) -> None:
    assert platform(PLATFORMS[name]) == name


def test_annotations_are_on_the_students_lines_and_one_line_each(tmp_path: Path) -> None:
    lines = github.commands(findings([report_at(tmp_path / "hw.py")], "en"), tmp_path)
    assert lines[0].startswith("::error file=hw.py,title=softmax (2/4),line=4::")
    assert lines[1].startswith("::warning file=hw.py,title=Rows sum to one.,line=9::")
    assert not any("\n" in line for line in lines)
    assert all(line.count("::") == 2 or "%0A::" in line for line in lines)


def test_a_notebooks_place_is_said_in_words(tmp_path: Path) -> None:
    report = report_at(tmp_path / "hw.ipynb")
    exercise = report.exercises[0]
    import msgspec

    moved = msgspec.structs.replace(exercise, where=Place(4, 7, 3, "softmax", ""))
    (first, *_) = findings([msgspec.structs.replace(report, exercises=(moved,))], "en")
    assert first.line == 0
    assert "cell 7" in first.message
    assert "line 3" in first.message


def test_only_ten_of_a_kind_are_shown(tmp_path: Path) -> None:
    many = [Finding("error", "a.py", n, "t", "m", "i") for n in range(30)] + [
        Finding("notice", "a.py", 0, "t", "m", "i")
    ]
    assert len(github.commands(many, tmp_path)) == 11


def test_a_log_around_student_text_obeys_nothing() -> None:
    first, *inside, last = github.quiet(HOSTILE).strip().split("\n")
    token = first.removeprefix("::stop-commands::")
    assert last == f"::{token}::"
    assert len(token) == 32
    assert inside == HOSTILE.split("\n")
    assert github.quiet("") != github.quiet("")  # nobody can know the token before


def test_a_summary_is_cut_where_github_would_refuse_it(tmp_path: Path) -> None:
    path = tmp_path / "summary"
    github.write_summary({"GITHUB_STEP_SUMMARY": str(path)}, "数" * 700_000)
    assert 900_000 < path.stat().st_size < 2**20
    path.read_text(encoding="utf-8")


def test_classrooms_result_has_its_fields(tmp_path: Path) -> None:
    result = json.loads(base64.b64decode(github.classroom_result([report_at(tmp_path / "hw.py")], "en")))
    assert {k: result[k] for k in ("version", "status", "max_score")} == {
        "version": 3,
        "status": "fail",
        "max_score": 4,
    }
    assert [(t["status"], t["score"], t["line_no"]) for t in result["tests"]] == [("pass", 2, 4), ("fail", 0, 4)]


def test_gitlabs_code_quality_has_its_fields(tmp_path: Path) -> None:
    entries = json.loads(gitlab.code_quality(findings([report_at(tmp_path / "hw.py")], "zh"), tmp_path))
    assert [e["location"] for e in entries] == [
        {"path": "hw.py", "lines": {"begin": 4}},
        {"path": "hw.py", "lines": {"begin": 9}},
    ]
    assert len({e["fingerprint"] for e in entries}) == 2
    assert {e["severity"] for e in entries} == {"major", "minor"}


def test_junit_counts_and_escapes(tmp_path: Path) -> None:
    hostile = a_report(an_exercise(a_test(message="\x07 <b> \x1b[31m ]]>", title="t\x00")))
    root = ET.fromstring(render(hostile, "junit"))
    suite = root[0]
    assert (suite.tag, suite.get("tests"), suite.get("failures")) == ("testsuite", "1", "1")
    assert "<b>" in str(suite.find("testcase/failure").get("message"))  # type: ignore[union-attr]
    properties = {p.get("name"): p.get("value") for p in suite.iterfind("testcase/properties/property")}
    assert (properties["points"], properties["max_points"]) == ("0", "2")


def test_gradescopes_results_have_its_fields() -> None:
    document = json.loads(render(report_at(Path("hw.py")), "gradescope"))
    assert document["score"] == 2
    assert [(t["score"], t["max_score"], t["status"], t["visibility"]) for t in document["tests"]] == [
        (2, 2, "passed", "visible"),
        (0, 2, "failed", "visible"),
    ]
    secret = a_report(an_exercise(a_test(visibility="secret", title="The trick", message="x", hint="y")))
    assert "trick" not in render(secret, "gradescope")


@pytest.mark.parametrize("name", list(PLATFORMS))
def test_the_command_on_each_platform(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    demo_course.write(tmp_path / "course")
    home = tmp_path / "checkout"
    home.mkdir()
    shout = 'print("::error::I am the platform")\n    length = X'
    (home / "normalise.py").write_text(demo_course.WRONG.replace("length = X", shout))
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    files = {v: tmp_path / v for v in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    for variable, value in {**PLATFORMS[name], **{k: str(v) for k, v in files.items()}}.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(home))
    monkeypatch.chdir(home)
    code: list[int] = []
    for threshold in ("25%", "0.3") if name == "plain" else ("25%",):
        with pytest.raises(SystemExit) as left:
            main(["ci", "--course", str(tmp_path / "course"), "--threshold", threshold])
        code.append(int(left.value.code or 0))
    said = capsys.readouterr().out
    assert code == ([0, 1] if name == "plain" else [0])
    if name in ("github", "classroom"):
        orders = [line for line in said.splitlines() if line.startswith("::")]
        assert orders[0].startswith("::stop-commands::")
        assert orders[2].startswith("::error file=normalise.py,title=unit_rows (0/6),line=")
        assert "score=2\nmax_score=8\n" in files["GITHUB_OUTPUT"].read_text()
        assert ("result=" in files["GITHUB_OUTPUT"].read_text()) == (name == "classroom")
        assert "unit" in files["GITHUB_STEP_SUMMARY"].read_text()
    elif name == "gitlab":
        assert ET.parse(home / "junit.xml").getroot().tag == "testsuites"
        assert json.loads((home / "gl-code-quality-report.json").read_text())[0]["location"]["path"] == "normalise.py"
    else:
        assert "unit_rows" in said
