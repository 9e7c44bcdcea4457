"""A class's figures follow from its marks, its page escapes all, and copies are found where honest work is not."""

from __future__ import annotations

import re

import pytest

from grader.classreport.figures import by_assignment, needing_help
from grader.classreport.page import page
from grader.classreport.plots import distribution, heat_map
from grader.classreport.similar import alike
from grader.deadlines import Lateness
from grader.gradebook.marks import Mark
from grader.gradebook.rows import ExerciseMark, Provenance
from grader.text import Text

A = "ch03/softmax_regression"


def mark(student: str, passed: int, *, of: int = 4, mistakes: tuple[str, ...] = (), **fields: object) -> Mark:
    tests = {f"softmax::test_{n}": "passed" if n < passed else "failed" for n in range(of)}
    exercise = ExerciseMark("softmax", "passed" if passed == of else "failed", passed, passed, of, tests, mistakes)
    base: dict[str, object] = {
        "name": student.title(), "email": "", "section": "", "ids": {}, "matched": True, "handin": hash(student) % 999,
        "attempt": 1, "attempts": 1, "path": f"in/{student}.py", "sha256": "ab" * 32, "submitted_at": None,
        "exercises": (exercise,), "score": passed, "max_score": of, "final": passed,
        "provenance": Provenance(7, "v", "0.1", 1, "cpu", "full"),
    }  # fmt: skip
    return Mark(student=student, assignment=A, **(base | fields))  # type: ignore[arg-type]


CLASS = [
    mark("ann", 4),
    mark("bob", 1, mistakes=("softmax_down_the_columns",)),
    mark("cid", 2, mistakes=("softmax_down_the_columns",), attempts=3, lateness=Lateness(1.0, 0.5), final=1.0),
    mark("dan", 0, trouble="unreadable", exercises=(), max_score=0.0),
    mark("eve", 0, exercises=(), provenance=None, max_score=0.0),
]


def test_figures_count_those_that_could_be_judged() -> None:
    (figures,) = by_assignment(CLASS)
    assert (figures.students, figures.waiting, figures.unusable, figures.late, figures.full) == (5, 1, 1, 1, 1)
    assert figures.shares == (0.25, 0.25, 1.0)
    assert (figures.mean, figures.median) == (0.5, 0.25)
    assert [(t.passed, t.judged) for t in figures.tests] == [(3, 3), (2, 3), (1, 3), (1, 3)]
    assert [(m.mistake, m.count, round(m.share, 2)) for m in figures.mistakes] == [
        ("softmax_down_the_columns", 2, 0.67)
    ]
    assert figures.exercises[0].statuses == {"passed": 1, "failed": 2}
    assert figures.attempts == {1: 4, 3: 1}


def test_those_who_need_help_and_why() -> None:
    found = needing_help(CLASS)
    assert [(s.student, round(s.share, 2), len(s.reasons)) for s in found] == [
        ("dan", 0, 1),
        ("bob", 0.25, 1),
        ("cid", 0.25, 3),
    ]
    assert [[(t.en, t.zh) for t in s.reasons] for s in found] == [
        [("could not be read: softmax_regression", "无法读取：softmax_regression")],
        [("softmax 1/4", "softmax 1/4")],
        [
            ("softmax 2/4", "softmax 2/4"),
            ("late; 50% before that", "迟交；扣分前 50%"),
            ("three attempts or more: softmax_regression", "已尝试三次以上：softmax_regression"),
        ],
    ]
    (lost,) = needing_help([mark("fay", 0)])
    assert [(t.en, t.zh) for t in lost.reasons] == [("softmax not yet right", "softmax 还不正确")]


def test_plots_are_svg_without_scripts_and_the_same_each_time() -> None:
    (figures,) = by_assignment(CLASS)
    for plot in (lambda: distribution(figures), lambda: heat_map(figures.tests)):
        text = plot()
        assert text.startswith("<svg")
        assert "<script" not in text
        assert text == plot()
    assert ">67<" in re.sub(r"\s", "", heat_map(figures.tests))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_escapes_what_students_are_called(lang: str) -> None:
    evil = "<script>alert(1)</script>"
    marks = [*CLASS, mark(evil, 1, name=evil, mistakes=("softmax_x",))]
    text = page(
        Text("The class", "班级概况"),
        by_assignment(marks),
        marks,
        titles={A: Text("Softmax <b>", "Softmax 回归")},
        mistakes={("softmax", "softmax_down_the_columns"): Text("You normalised the columns.", "你归一化了列。")},
        tests={},
        help_=needing_help(marks),
        pairs={A: alike({"ann": CODE, evil: CODE.replace("total", "s")})},
        links={marks[0].handin: "class_pages/ann.html"},
        made="now",
        lang=lang,
    )
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert 'href="class_pages/ann.html"' in text
    assert "You normalised the columns." in text
    assert "你归一化了列。" in text


STUB = "def softmax(X):\n    shift = X.amax(dim=1, keepdim=True)\n    powers = torch.exp(X - shift)\n"
CODE = """
def softmax(X):
    total = 0
    for i in range(len(X)):
        row = X[i] - X[i].max()
        for j in range(len(row)):
            if row[j] > 0 and j % 2 == 0:
                total += float(row[j]) * 3
    return torch.stack([r.exp() / (r.exp().sum() + 0 * total) for r in X])
"""
HONEST = """
def softmax(X):
    shifted = X - X.max(dim=1, keepdim=True).values
    e = shifted.exp()
    z = e.sum(dim=1, keepdim=True)
    out = torch.empty_like(e)
    out.copy_(e)
    out.div_(z)
    return out
"""


def test_a_renamed_copy_is_found_and_honest_work_is_not() -> None:
    copy = CODE.replace("total", "acc").replace("row", "r1").replace("    # x", "") + "\n# my own work\n"
    found = alike({"ann": CODE, "bob": copy, "cid": HONEST})
    assert [(p.one, p.other) for p in found] == [("ann", "bob")]
    assert found[0].share > 0.9


def test_what_the_stub_gives_and_what_the_class_writes_is_no_copying() -> None:
    assert alike({"ann": STUB + "    return powers\n", "bob": STUB + "    return powers\n"}, STUB) == []
    assert alike({f"s{n}": HONEST for n in range(20)}) == []  # then it is how one writes it


def test_code_that_does_not_parse_is_compared_with_nobody() -> None:
    assert alike({"ann": "def (", "bob": "def ("}) == []
