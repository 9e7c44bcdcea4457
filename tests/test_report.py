"""The report as data: cleaned, capped, encoded, and what a student may see of it."""

from __future__ import annotations

import json
import math
import time

import jsonschema
import msgspec
import pytest
from msgspec.structs import replace

from grader.clean import clean
from grader.report import (
    SCHEMA_FILE,
    Place,
    Report,
    Source,
    TestResult,
    decode,
    encode,
    for_student,
    schema_text,
    translated,
)
from grader.text import Text
from grader.tidy import MAX_REPORT_BYTES, tidy
from tests.reports import a_report, a_test, an_exercise, hostile, softmax


@pytest.mark.parametrize(
    ("dirty", "shown"),
    [
        ("plain", "plain"),
        ("two\r\nlines\rand\tone", "two\nlines\nand\tone"),
        ("\x1b[31mred\x1b[0m \x9b1mbold", "red bold"),
        ("\x1b]52;c;aGFjaw==\x07clipboard \x1b]0;title\x1b\\gone", "clipboard gone"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("nul\x00 bell\x07 back\x08 del\x7f", "nul bell back del"),
        ("\u202egnp.exe\u202c \u2066x\u2069 \u200fy", "gnp.exe x y"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("\u2028 one line \u2029", "  one line  "),
        ("softmax 沿 dim 1 归一化", "softmax 沿 dim 1 归一化"),
        ("Z" + "\u0301" * 50, "Z" + "\u0301" * 4),
    ],
)
def test_clean_keeps_the_words_and_drops_what_steers_a_terminal(dirty: str, shown: str) -> None:
    assert clean(dirty, 100) == shown
    assert clean(shown, 100) == shown


def test_clean_cuts_with_an_ellipsis_and_never_beyond_the_limit() -> None:
    assert clean("x" * 100, 100) == "x" * 100
    assert clean("x" * 101, 100) == "x" * 99 + "…"
    assert len(clean("\x1b[1m界" * 10_000, 50)) == 50


@pytest.mark.parametrize("bomb", ["\x1b]", "\x1b[0;", "\x9b", "\u0301", "\u202e", "\r", "\x1b[" + "0" * 40, "界\x00"])
def test_clean_is_quick_on_a_hostile_megabyte(bomb: str) -> None:
    start = time.perf_counter()
    clean(bomb * (10**6 // len(bomb)), 10**6)
    assert time.perf_counter() - start < 2.0


def test_json_has_the_published_fields_and_comes_back_equal() -> None:
    report = tidy(softmax())
    data = json.loads(encode(report))
    assert data["schema"] == "torchgrade.report/1"
    assert {"submission", "assignment", "device", "seed", "isolation", "score", "max_score", "duration_s", "warnings",
            "exercises"} <= set(data)  # fmt: skip
    assert set(data["submission"]) >= {"path", "sha256"}
    assert {"id", "status", "score", "max_score", "diagnosis", "tests"} <= set(data["exercises"][0])
    assert {
        "id",
        "title",
        "status",
        "score",
        "max_score",
        "device",
        "visibility",
        "message",
        "hint",
        "duration_s",
    } <= set(data["exercises"][0]["tests"][0])
    assert data["exercises"][0]["diagnosis"][0]["zh"]["message"].startswith("你把")
    assert decode(encode(report)) == decode(encode(report, pretty=True)) == report
    assert "\n" not in encode(report)


def test_the_published_schema_is_the_structs_schema() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), (
        "run: python -m grader.report > grader/report.schema.json"
    )


def test_reports_satisfy_the_schema_and_broken_ones_do_not() -> None:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for report in (softmax(), hostile(), a_report()):
        validator.validate(json.loads(encode(tidy(report))))
    good = json.loads(encode(softmax()))
    for change in ({"schema": "torchgrade.report/2"}, {"score": "all"}, {"exercises": None}, {"isolation": "full"}):
        assert not validator.is_valid(good | change), change
    for field in ("schema", "submission", "seed", "exercises", "isolation"):
        assert not validator.is_valid({k: v for k, v in good.items() if k != field}), field
    assert validator.is_valid(good | {"something_new": 1})


def test_decode_says_what_is_wrong() -> None:
    with pytest.raises(msgspec.ValidationError, match="exercises"):
        decode(encode(softmax()).replace('"failed"', '"splendid"'))


def test_tidy_bounds_every_string_and_number() -> None:
    test = a_test(message="m" * 10**6, hint="h" * 10**6, score=math.nan, max_score=math.inf, duration_s=-1.0)
    test = replace(test, frames=tuple(Place(line=i, text="x" * 10**5) for i in range(1000)))
    exercise = replace(an_exercise(test), source=(Source("softmax", "s" * 10**6),), score=1 / 3)
    tidied = tidy(replace(a_report(exercise), warnings=("w" * 10**6,) * 1000))
    (kept,) = tidied.exercises
    assert len(kept.tests[0].message) == 2000
    assert kept.tests[0].message.endswith("…")
    assert (kept.score, kept.tests[0].score, kept.tests[0].max_score, kept.tests[0].duration_s) == (0.3333, 0, 0, 0)
    assert [f.line for f in kept.tests[0].frames] == [0, 1, 2, 3, 996, 997, 998, 999]
    assert len(kept.source[0].text) == 12_000
    assert len(tidied.warnings) == 50
    assert len(encode(tidied)) < 150_000
    assert tidy(tidied) == tidied


def test_tidy_bounds_the_whole_but_keeps_every_test() -> None:
    big = a_test(message="界" * 5000, hint="界" * 5000, detail="界" * 9000)
    tests = tuple(replace(big, id=f"softmax::{i}") for i in range(400))
    tidied = tidy(a_report(an_exercise(*tests)))
    assert len(encode(tidied).encode()) <= MAX_REPORT_BYTES
    assert len(tidied.exercises[0].tests) == 400
    assert tidied.exercises[0].tests[399].message.endswith("…")


def test_a_student_sees_no_detail_of_hidden_tests_and_nothing_of_secret_ones() -> None:
    seen = {"message": "off by 2", "hint": "try dim 1", "detail": "expected 0.1450", "zh_detail": "应为 0.1450"}
    frames = (Place(line=3, text="return X"),)
    public, hidden, secret = (
        replace(
            a_test(f"softmax::test_{v}", title=f"The {v} one", visibility=v, **seen), frames=frames, duration_s=0.1234
        )
        for v in ("public", "hidden", "secret")
    )
    hidden = replace(hidden, after=("softmax::test_secret",))
    full = replace(a_report(an_exercise(public, hidden, secret)))
    full = replace(full, submission=replace(full.submission, path="/home/teacher/marks\\ana.ipynb"), duration_s=1.239)
    report = for_student(full)
    p, h, s = report.exercises[0].tests
    assert p == public
    assert (h.title, h.message, h.hint, h.frames) == ("The hidden one", "off by 2", "try dim 1", frames)
    assert (h.detail, h.zh.detail, h.duration_s, h.after) == ("", "", 0.1, ("softmax::secret_1",))
    assert (s.id, s.title, s.message, s.hint, s.detail, s.frames) == ("softmax::secret_1", "", "", "", "", ())
    assert (s.status, s.score, s.max_score) == (secret.status, secret.score, secret.max_score)
    assert "expected 0.1450" not in encode(replace(report, exercises=(an_exercise(h, s),)))
    assert "secret one" not in encode(report)
    assert "test_secret" not in encode(report)
    assert (report.submission.path, report.duration_s) == ("ana.ipynb", 1.2)


def test_translated_puts_the_chinese_beside_the_english() -> None:
    fields = translated(title=Text("Rows sum to one.", "每行和为 1。"), hint=Text("Sum along dim 1."))
    test = TestResult(id="t", status="passed", score=1, max_score=1, device="cpu", visibility="public", **fields)
    assert (test.title, test.zh.title, test.hint, test.zh.hint, test.message) == (
        "Rows sum to one.", "每行和为 1。", "Sum along dim 1.", "", "")  # fmt: skip


def test_json_can_stand_inside_a_page() -> None:
    text = encode(tidy(hostile()))
    assert "<" not in text
    assert isinstance(decode(text), Report)
