"""Owns what every renderer asks of a report: how a test stands, what is said of it, where it points."""

from __future__ import annotations

from msgspec.structs import replace

from grader.feedback import words
from grader.report import ExerciseResult, Place, Report, TestResult, is_untouched
from grader.text import Text, once_passed


def points(value: float) -> str:
    """A score as a person writes it: 2, 0.5, 3.33."""
    return f"{round(value, 2):g}" if value < 1e5 else f"{value:.0f}"


def state(test: TestResult) -> str:
    """passed, failed, error, timeout; `waiting` where a test before it failed, `unknown` where it is inconclusive."""
    if test.status == "inconclusive":
        return "unknown"
    return test.status if test.judged else "waiting"


def title(test: TestResult) -> Text:
    return Text(test.title, test.zh.title) if test.title else words.SECRET


def heading(exercise: ExerciseResult) -> Text:
    return Text(exercise.title or exercise.id, exercise.zh.title)


def message(test: TestResult, exercise: ExerciseResult) -> Text:
    """What is said of the test under its title; empty where it passed, or where nothing may be said."""
    said = Text(test.message, test.zh.message)
    how = state(test)
    if (how == "waiting" and exercise.message) or (said.en and said == shared(exercise)):
        return Text("")  # it stands above, once for all of them
    if how == "waiting" and not said.en:
        before = {t.id: t for t in exercise.tests}
        said = once_passed([title(before[i]) for i in test.after if i in before and before[i].status != "passed"])
    elif how == "unknown":
        en = f"{said.en} {words.NOTHING_COSTS.en}".strip()
        said = Text(en, f"{said.zh}{words.NOTHING_COSTS.zh}" if said.zh or not said.en else "")
    elif not said.en and test.verdict:
        said = words.VERDICT[test.verdict]
    return said


def _failed(exercise: ExerciseResult) -> list[TestResult]:
    return [t for t in exercise.tests if t.message and state(t) not in ("passed", "waiting", "unknown")]


def shared(exercise: ExerciseResult) -> Text:
    """What all failed tests say alike, if there are several: not loaded, too slow, forbidden."""
    failed = _failed(exercise)
    said = {Text(t.message, t.zh.message) for t in failed}
    return said.pop() if len(failed) > 1 and len(said) == 1 else Text("")


def frames(exercise: ExerciseResult, test: TestResult | None = None) -> tuple[Place, ...]:
    """The frames to show under a test, or (without one) under the exercise: those that its failed tests share."""
    if test is None and exercise.frames:
        return exercise.frames
    every = {t.frames for t in _failed(exercise)} if shared(exercise).en else set()
    common = every.pop() if len(every) == 1 else ()
    if test is None:
        return common
    return () if common else test.frames


def explanation(exercise: ExerciseResult) -> Text:
    """What is said once for the whole exercise, beside its diagnoses."""
    said = _said(exercise)
    if not exercise.with_reference:
        return said
    lent = words.judged_with(exercise.with_reference)
    return Text(f"{lent.en} {said.en}".strip(), f"{lent.zh}{said.of('zh')}")


def _said(exercise: ExerciseResult) -> Text:
    """The same, of the run that counts."""
    if exercise.message:
        return Text(exercise.message, exercise.zh.message)
    if (said := shared(exercise)).en:
        return said
    return words.VERDICT[exercise.verdict] if exercise.verdict else Text("")


def place(where: Place) -> Text:
    cell, line = where.shown
    return words.place(cell, line, where.function, where.file, where.file_line)


def untouched(report: Report) -> list[ExerciseResult]:
    """The exercises that are told in one line, where there are several with which the student has not begun."""
    found = [exercise for exercise in report.exercises if is_untouched(exercise)]
    return found if len(found) > 1 else []


def not_begun(report: Report) -> Text:
    """That line."""
    return words.not_begun([exercise.id for exercise in untouched(report)])


def defined(exercise: ExerciseResult) -> Text:
    """Where the graded names stand in the student's file."""
    return words.defined([(d.function, place(replace(d, function=""))) for d in exercise.definitions])


def counted(exercise: ExerciseResult) -> list[TestResult]:
    """The tests that something could be said of; an inconclusive one is neither passed nor failed."""
    return [t for t in exercise.tests if t.status != "inconclusive"]


def headline(report: Report) -> Text:
    tests = [t for e in report.exercises for t in counted(e)]
    return words.headline(sum(t.status == "passed" for t in tests), len(tests))


def overall(report: Report) -> str:
    """The exercises' statuses in one: the gravest."""
    if report.trouble:
        return "error"
    statuses = {e.status for e in report.exercises}
    if statuses == {"missing"} or not statuses:
        return "missing"
    return next((s for s in ("crashed", "timeout", "error", "failed", "missing") if s in statuses), "passed")


def first_words(report: Report) -> Text:
    """The first thing to tell whoever has one line for this report."""
    for exercise in report.exercises:
        for diagnosis in exercise.diagnosis:
            return Text(diagnosis.message, diagnosis.zh.message)
    begun = [exercise for exercise in report.exercises if exercise not in untouched(report)]
    if not begun and report.exercises:
        return _said(report.exercises[0])
    for exercise in begun:
        if _said(exercise).en:
            return _said(exercise)
    for exercise in begun:
        for test in exercise.tests:
            if state(test) not in ("passed", "unknown"):
                return title(test)
    return not_begun(report) if untouched(report) else Text("")


def marked_lines(exercise: ExerciseResult) -> dict[tuple[str, int | None, int], str]:
    """(file, cell, line) -> "bad" for a line where an error was raised, "via" for one on the way there."""
    marks: dict[tuple[str, int | None, int], str] = {}
    for frames in (exercise.frames, *(t.frames for t in exercise.tests)):
        for frame in frames[:-1]:
            marks.setdefault((frame.file, *frame.shown), "via")
        if frames:
            marks[(frames[-1].file, *frames[-1].shown)] = "bad"
    return marks


def named(report: Report) -> str:
    """What to call the submission."""
    return report.submission.student or report.submission.path


def fallen_walls(report: Report) -> list[tuple[str, str]]:
    """The walls that did not stand, and why. bubblewrap is one more around them: without it nothing is missing."""
    return [(wall, why) for wall, why in report.isolation.walls.items() if why != "up" and wall != "bubblewrap"]


def fallen_in_brackets(report: Report) -> str:
    fallen = "; ".join(f"{wall}: {why}" for wall, why in fallen_walls(report))
    return f" ({fallen})" if fallen else ""


def provenance(report: Report) -> list[tuple[Text, Text]]:
    """What a mark depends on, so that it can be given again."""
    used = report.grader
    versions = (("torchgrade", used.version), ("Python", used.python), ("torch", used.torch))
    rows = [
        (words.FILE, Text(report.submission.path)),
        (Text("sha256"), Text(report.submission.sha256)),
        (words.VERSION, Text(" ".join(s for s in (report.assignment, report.assignment_version) if s))),
        (words.SEED, Text(str(report.seed))),
        (words.DEVICE, Text(report.device)),
        (words.ISOLATION, words.ISOLATION_LEVEL[report.isolation.level]),
        (words.GRADER, Text(", ".join(f"{name} {version}" for name, version in versions if version))),
    ]
    return [(name, value) for name, value in rows if value.en]
