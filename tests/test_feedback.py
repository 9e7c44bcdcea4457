"""Feedback as it is read: safe whatever a student wrote, in both languages, and saying what the report says."""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
import json
import re
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from grader.feedback import FORMATS, json_lines, render, summary_lines, templates, view
from grader.feedback.columns import columns, cut, wrap
from grader.feedback.highlight import lines
from grader.feedback.markdown import code, fence, prose
from grader.report import UNWRITTEN, ExerciseResult, Place, Report, Source, decode, not_defined
from grader.sandbox import Isolation
from grader.suite import judging
from tests.reports import EVIL, a_report, a_test, an_exercise, hostile, mixed, softmax

SAMPLES = {"softmax": softmax, "mixed": mixed, "hostile": hostile, "empty": a_report}
VOID = {"meta", "input", "br", "circle"}


class Page(HTMLParser):
    """A page as a browser reads it; raises where a tag is closed that is not open."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, str | None]] = []
        self.shown: dict[str, list[str]] = {"en": [], "zh": []}
        self.style = ""
        self.feed(html)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop()[0] == tag, tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] == "style":
            self.style += data
            return
        for lang, other in (("en", "zh"), ("zh", "en")):
            if not any(cls == other for _, cls in self.open):
                self.shown[lang].append(data)

    def text(self, lang: str) -> str:
        return " ".join("".join(self.shown[lang]).split())


class Words(HTMLParser):
    """The words of a piece of HTML that holds nothing but paragraphs and code."""

    def __init__(self, html: str):
        super().__init__()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("p", "code"), tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_runs_nothing_and_fetches_nothing(name: str, lang: str) -> None:
    html = render(SAMPLES[name](), "html", lang)
    page = Page(html)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "iframe", "img", "link", "object", "embed", "form", "base"}
    assert "<script" not in html.lower()
    for tag, attributes in page.tags:
        for attribute, value in attributes.items():
            assert not attribute.startswith("on"), (tag, attribute)
            assert attribute not in ("style", "src", "srcset", "action", "background"), (tag, attribute)
            if attribute == "href":
                assert (value or "").startswith("#"), value


@pytest.mark.parametrize("name", SAMPLES)
def test_the_policy_allows_the_one_style_sheet_by_its_hash(name: str) -> None:
    page = Page(render(SAMPLES[name](), "html"))
    policies = [a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    ]
    assert [t for t, _ in page.tags].count("style") == 1
    assert "url(" not in page.style
    assert "@import" not in page.style
    first = [t for t, _ in page.tags]
    assert first.index("style") > first.index("meta"), "the policy stands before what it rules"


@pytest.mark.parametrize("name", SAMPLES)
def test_ids_are_unique_and_links_lead_somewhere(name: str) -> None:
    page = Page(render(SAMPLES[name](), "html"))
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    wanted = {(a["href"] or "")[1:] for _, a in page.tags if "href" in a}
    wanted |= {a[k] or "" for _, a in page.tags for k in ("for", "aria-labelledby") if k in a}
    assert wanted <= set(ids)


def test_both_languages_are_on_the_page_and_the_chosen_one_is_checked() -> None:
    for lang, html_lang in (("en", "en"), ("zh", "zh-Hans")):
        page = Page(render(softmax(), "html", lang))
        assert page.tags[0] == ("html", {"lang": html_lang})
        assert [a["id"] for _, a in page.tags if "checked" in a] == [f"lang-{lang}"]
        assert "You normalised each column: dim=0 runs" in page.text("en")
        assert "You normalised each column" not in page.text("zh")
        assert "你把每一列归一化了" in page.text("zh")
        assert "你把每一列归一化了" not in page.text("en")
        assert "2 of 9 tests pass." in page.text("en")
        assert {a["lang"] for t, a in page.tags if t == "span" and "lang" in a} == {"en", "zh-Hans"}


def test_the_report_chooses_the_language_where_the_caller_does_not() -> None:
    chinese = replace(softmax(), language="zh")
    assert "问题出在哪里" in render(chinese, "markdown")
    assert "What went wrong" in render(chinese, "markdown", "en")
    assert "checked" in render(chinese, "html").split('id="lang-zh"')[1].split(">")[0]


def test_the_page_says_the_diagnosis_before_any_test() -> None:
    text = Page(render(softmax(), "html")).text("en")
    order = ["Softmax regression from scratch", "2 of 9", "defined twice", "What went wrong", "You normalised",
             "The result has the shape", "Every row sums", "Hint Sum along dim 1", "Your softmax, cell 3",
             "How this was graded", "20240917"]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_tests_that_were_not_judged_look_unlike_failed_ones() -> None:
    html = render(softmax(), "html")
    how = re.findall(r'<li class="test (\w+)">', html)
    assert how == ["passed", "failed", "failed", "waiting", "passed", "failed", "error", "timeout", "unknown", "failed"]
    text = Page(html).text("en")
    assert "Judged once “The values agree with the definition” passes." in text
    assert "This costs no points." in text
    plain = render(softmax(), "text")
    assert "  · The gradient agrees with the definition.              not judged yet   0 / 1\n" in plain


def test_the_failing_line_is_marked_and_linked() -> None:
    html = render(softmax(), "html")
    assert re.findall(r'<span class="l bad" id="([\w-]+)" data-n="4">', html) == ["e1-0-4"]
    assert '<a href="#e1-0-4">' in html
    assert html.count('class="l bad"') == 1
    script = render(mixed(), "html")
    assert re.findall(r'<span class="l bad" id="([\w-]+)"', script) == ["e2-0-47"]
    (exercise,) = softmax().exercises
    twice = replace(exercise, source=(*exercise.source, replace(exercise.source[0], name="again")))
    ids = re.findall(r' id="([^"]+)"', render(a_report(twice), "html"))
    assert len(ids) == len(set(ids)), "a line that two definitions share"


def test_a_line_of_another_cell_is_not_marked() -> None:
    test = a_test(frames=(Place(9, 2, 1, "helper", "return 1 / 0"), Place(10, None, 1, "f", "")))
    exercise = an_exercise(test, source=(Source("softmax", "def softmax(X):\n    return helper(X)\n", 3, 1),))
    html = render(a_report(exercise), "html")
    assert 'class="l bad"' not in html
    assert "cell 2, line 1 in helper" in Page(html).text("en")


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_strings_stay_text(format: str) -> None:
    out = render(hostile(), format, audience="instructor")  # type: ignore[arg-type]
    for control in ("\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\x07", "\r"):
        assert control not in out
    assert "{{ 7*7 }}" in out.replace("\\", ""), "a template in a student's string was rendered"
    out.encode("utf-8")
    assert len(out) < 120_000, len(out)


def test_student_text_on_the_page_is_all_there_as_text() -> None:
    page = Page(render(hostile(), "html"))
    assert "<script>alert(1)</script><img src=x onerror=alert(2)>\"'></p></style><!-- {{ 7*7 }}" in page.text("en")
    assert "]]> &amp;" in page.text("en")


def test_markdown_of_a_hostile_report_holds_no_markup_of_the_students() -> None:
    for lang in ("en", "zh"):
        tokens = MarkdownIt("commonmark").parse(render(hostile(), "markdown", lang))  # type: ignore[arg-type]
        assert not [t for t in tokens if t.type in ("html_block", "table_open", "code_block")]
        assert [t.tag for t in tokens if t.type == "heading_open"] == ["h1", "h2"]
        inner = [c for t in tokens for c in t.children or []]
        spans = {"text", "code_inline", "softbreak", "hardbreak", "strong_open", "strong_close", "em_open", "em_close"}
        assert {c.type for c in inner} <= spans
        for child in inner:
            if child.type == "text":
                assert not re.search(r"https?://|www\.|@\w", child.content), "GitHub would make a link of it"
        fences = [t for t in tokens if t.type == "fence"]
        assert fences[-1].info == "python"
        assert "````\n~~~" in fences[-1].content
        assert not [t for t in tokens if t.type == "fence" and t.info not in ("python", "text")]


def test_markdown_reads_as_it_is_meant() -> None:
    assert prose("a_b * c [0, 3] <x> `dim=1`") == r"a\_b \* c \[0, 3\] &lt;x&gt; `dim=1`"
    assert prose("- 1. # x") == r"\- 1. \# x"
    assert prose("1. first") == r"1\. first"
    assert prose("see https://a.example/b and #12 now") == "see `https://a.example/b` and `#12` now"
    assert code("a `b` ``c``") == "``` a `b` ``c`` ```"
    assert fence("x\n```\ny", 2) == "  ````\n  x\n  ```\n  y\n  ````"
    rendered = MarkdownIt("commonmark").render(prose("\\ ` * _ { } [ ] ( ) < > # + - . ! | ~ & $ &amp; a_b_c **x**"))
    assert rendered == ("<p>\\ ` * _ { } [ ] ( ) &lt; &gt; # + - . ! | ~ &amp; $ &amp;amp; a_b_c **x**</p>\n")


def test_prose_says_the_same_words_whatever_they_are_made_of() -> None:
    """Strings of what Markdown and HTML react to: rendered, they are the text they were."""
    random = Random(17)
    atoms = [
        "`",
        "``",
        "*",
        "**",
        "_",
        "[",
        "](",
        ")",
        "<b>",
        "</b>",
        "&lt;",
        "<!--",
        "\\",
        "!",
        "#",
        "- ",
        "1. ",
        "+ ",
    ]
    atoms += ["=", "~~~", "|", "http://x.y", "@me", "word", " ", "中文", "，", "$", ">", ":", "\n", "\t"]
    for _ in range(400):
        text = " ".join("".join(random.choices(atoms, k=random.randint(1, 14))).split())
        rendered = Words(MarkdownIt("commonmark").render(prose(text))).text
        spans = re.sub(r"`([^`\n]{1,200})`", lambda m: " ".join(m[1].split()), text)
        assert "".join(rendered.split()) == "".join(spans.split()), text
        assert "\n" not in prose(text)


@pytest.mark.parametrize("format", FORMATS)
def test_a_student_reads_no_hidden_detail_and_nothing_secret(format: str) -> None:
    tests = [
        a_test(f"softmax::test_{v}", visibility=v, title=f"title {v}", message=f"message {v}", hint=f"hint {v}",
               detail=f"detail {v}") for v in ("public", "hidden", "secret")
    ]  # fmt: skip
    out = render(a_report(an_exercise(*tests)), format)  # type: ignore[arg-type]
    seen = {(f, v) for f in ("title", "message", "hint", "detail") for v in ("public", "hidden", "secret")
            if f"{f} {v}" in out}  # fmt: skip
    assert seen == {(f, "public") for f in ("title", "message", "hint", "detail")} | {
        (f, "hidden") for f in ("title", "message", "hint")}  # fmt: skip
    full = render(a_report(an_exercise(*tests)), format, audience="instructor")  # type: ignore[arg-type]
    assert "detail hidden" in full
    assert "message secret" in full


def test_text_keeps_to_its_width_and_is_plain_unless_colour_is_asked_for() -> None:
    for sample in SAMPLES.values():
        for lang in ("en", "zh"):
            for width in (50, 80, 120):
                out = render(sample(), "text", lang, width=width)  # type: ignore[arg-type]
                assert max(map(columns, out.split("\n"))) <= width
                assert "\x1b" not in out
    painted = render(softmax(), "text", color=True)
    assert "\x1b[32m  ✓ The result" in painted
    assert re.sub(r"\x1b\[\d*m", "", painted) == render(softmax(), "text")


def test_wrapping_counts_chinese_characters_twice_and_keeps_punctuation_with_its_word() -> None:
    assert columns("softmax") == 7
    assert columns("归一化，") == 8
    assert wrap("沿 dim 1 求和，并保留该维度。", 13) == ["沿 dim 1 求", "和，并保留该", "维度。"]
    assert wrap("a word andaverylongone", 8) == ["a word", "andavery", "longone"]
    assert wrap("", 20) == [""]
    assert cut("每一行的和都是 1", 9) == "每一行的…"
    for text in ("中文，" * 30, "x" * 500, "“引用”（括号）" * 20, EVIL.split("\x1b")[0]):
        assert all(columns(line) <= 24 for line in wrap(text, 24))
        assert "".join(wrap(text, 24)).replace(" ", "") == re.sub(r"\s", "", text)


def test_summary_has_one_aligned_line_for_each_report() -> None:
    fine = replace(a_report(an_exercise(a_test(status="passed"), status="passed")),
                   submission=replace(softmax().submission, student="王小明"))  # fmt: skip
    out = summary_lines([softmax(), mixed(), fine, hostile(), a_report()], width=90)
    assert len(out) == 5
    assert out[0].startswith("lin_mei")
    assert "2 / 11  not yet right  You normalised each column" in out[0]
    assert "6 / 16  crashed" in out[1]
    assert out[2].rstrip().endswith("2 / 2  all right")
    assert len({columns(line[: line.index(" / ")]) for line in out}) <= 2  # scores end in one column
    assert all(columns(line) <= 90 and "\n" not in line and "\x1b" not in line for line in out)
    assert "你把每一列" in summary_lines([softmax()], "zh")[0]


def test_json_is_the_report_and_json_lines_are_one_object_a_line() -> None:
    assert isinstance(decode(render(softmax(), "json")), Report)
    assert json.loads(render(softmax(), "json", pretty=True)) == json.loads(render(softmax(), "json"))
    rows = json_lines([softmax(), hostile(), mixed()]).splitlines()
    assert [decode(row).assignment for row in rows] == ["softmax_regression"] * 3


def test_numbers_are_written_as_a_person_writes_them() -> None:
    assert [view.points(x) for x in (0, 2.0, 0.5, 10 / 3, 100, 12345.0)] == ["0", "2", "0.5", "3.33", "100", "12345"]


def test_another_format_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'pdf' is not a format of feedback: choose one of text, json, html, markdown"):
        render(softmax(), "pdf")  # type: ignore[arg-type]


def test_code_is_highlighted_line_by_line_and_escaped() -> None:
    shown = lines("def f(x):\n    '''a\n    <b>'''\n\n    return x  # <i>\n")
    assert len(shown) == 5
    assert shown[0] == '<span class="k">def</span> <span class="f">f</span>(x):'
    assert shown[2].endswith("&lt;b&gt;&#39;&#39;&#39;</span>")
    assert shown[4].endswith('<span class="c"># &lt;i&gt;</span>')
    assert lines("") == ("",)


def test_templates_are_found_in_a_wheel_before_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "grader"
    package.mkdir(parents=True)
    monkeypatch.setattr(templates, "files", lambda name: package)
    find = templates.folder.__wrapped__
    with pytest.raises(FileNotFoundError, match="no feedback templates"):
        find()
    (tmp_path / "site-packages" / "feedback_templates").mkdir()
    assert find().name == "feedback_templates"  # type: ignore[attr-defined]
    (package / "_templates").mkdir()
    assert find() == package / "_templates"
    monkeypatch.undo()
    for name in ("html/report.html", "html/report.css", "markdown/report.md", "text/report.txt"):
        assert templates.read(name)
    assert importlib.resources.files("grader").is_dir()


def test_colours_have_contrast_in_light_and_in_dark() -> None:
    css = templates.read("html/report.css")

    def luminance(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(a: str, b: str) -> float:
        light, dark = sorted((luminance(a), luminance(b)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    for scheme in css.split("* {")[0].split("@media (prefers-color-scheme: dark)"):
        color = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", scheme))
        pairs = [(ink, ground) for ink in ("ink", "soft") for ground in ("paper", "card", "well")]
        pairs += [(ink, "card") for ink in ("good", "bad", "late", "accent")]
        pairs += [(tone, f"{tone}-tint") for tone in ("good", "bad", "late", "accent")]
        pairs += [("ink", f"{tone}-tint") for tone in ("bad", "late", "accent")]
        pairs += [(ink, ground) for ink in "kscnfb" for ground in ("well", "bad-tint")]
        for ink, ground in pairs:
            assert contrast(color[ink], color[ground]) >= 4.5, (ink, ground)


def test_a_page_is_quick() -> None:
    report = softmax()
    render(report, "html")
    best = min(_timed(lambda: render(report, "html")) for _ in range(20))
    assert best < 0.02, f"{best * 1e3:.1f} ms; some 1 ms on a quiet machine"


def _timed(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    heavy = "[m for m in ('jinja2', 'pygments', 'torch') if m in sys.modules]"
    script = f"import sys, grader.feedback, grader.report; print({heavy})"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True,
                         cwd=Path(__file__).parent.parent)  # fmt: skip
    assert out.stdout.strip() == "[]"


@pytest.mark.parametrize("format", ["text", "html", "markdown"])
def test_what_all_failed_tests_say_is_said_once(format: str) -> None:
    frame = Place(2, 1, 2, "", "W = 1 / 0")
    same = {"message": "It could not be loaded.", "zh_message": "无法加载。", "frames": (frame,), "title": "A title."}
    tests = [a_test(f"softmax::test_{n}", "error", **same) for n in range(3)]
    waiting = a_test("softmax::test_late", judged=False, after=("softmax::test_0",))
    report = a_report(an_exercise(*tests, waiting, status="error"))
    said = render(report, format, "en")  # type: ignore[arg-type]
    assert (said.count("It could not be loaded"), said.count("W = 1 / 0")) == (1, 1)
    assert said.count("A title.") >= 3
    assert "Judged once “A title” passes" in said
    other = a_test("softmax::test_other", "error", message="Something else.")
    assert render(a_report(an_exercise(*tests, other)), format, "en").count("It could not be loaded") == 3  # type: ignore[arg-type]
    missing = [a_test(f"softmax::test_{n}", judged=False, message="softmax is not defined.") for n in range(3)]
    report = a_report(an_exercise(*missing, status="missing", message="softmax is not defined."))
    assert render(report, format, "en").count("is not defined.") == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("format", ["text", "html", "markdown"])
def test_what_costs_nothing_is_said_once(format: str) -> None:
    said = judging.INCONCLUSIVE
    test = a_test("softmax::test_gpu", "inconclusive", message=said.en, zh_message=said.zh)
    assert render(a_report(an_exercise(test)), format, "en").replace("no points", "nothing").count("costs nothing") == 1  # type: ignore[arg-type]


def test_bubblewrap_is_no_wall_that_fell() -> None:
    walls = {**softmax().isolation.walls, "bubblewrap": "not installed"}
    report = replace(softmax(), isolation=Isolation("full", walls))
    for format in ("text", "html", "markdown"):
        assert "bubblewrap" not in render(report, format)  # type: ignore[arg-type]


def test_lines_told_one_by_one_are_aligned() -> None:
    whole = a_report(an_exercise(a_test(status="passed", score=10.0, max_score=10.0), status="passed"))
    partly = a_report(an_exercise(a_test(score=9.0, max_score=10.0, title="Off.")))
    lines = [summary_lines([report])[0] for report in (whole, partly)]
    assert lines[0].index("10 / 10") + 1 == lines[1].index("9 / 10")
    assert lines[0].index("all right") == lines[1].index("not yet right")


@pytest.mark.parametrize("format", ["text", "html", "markdown"])
def test_exercises_that_are_not_begun_take_one_line(format: str) -> None:
    def left(id: str, **fields: str) -> ExerciseResult:
        tests = [a_test(f"{id}::test_{n}", judged=False, title=f"Title of {id}") for n in range(3)]
        return an_exercise(*tests, id=id, title=f"Heading of {id}", **fields)

    absent = left("accuracy", status="missing", message=not_defined(["accuracy"]).en)
    stub = left("net", status="error", message=UNWRITTEN.en)
    astray = left("loss", status="missing", message=f"{not_defined(['loss']).en} Did you mean Loss?")
    (begun,) = softmax().exercises
    said = render(a_report(begun, absent, stub, astray), format, "en")  # type: ignore[arg-type]
    said = Page(said).text("en") if format == "html" else said
    assert ("Title of accuracy" in said, "Title of net" in said, "Title of loss" in said) == (False, False, True)
    assert said.replace("`", "").count("Not begun: accuracy, net.") == 1
    assert "Did you mean Loss?" in said
    assert render(a_report(begun, absent, stub), format, "zh").count("还没有开始：") == 1  # type: ignore[arg-type]
    alone = render(a_report(begun, absent), format, "en")  # type: ignore[arg-type]
    assert "Not begun" not in alone
    assert "accuracy is not defined in this submission." in alone
