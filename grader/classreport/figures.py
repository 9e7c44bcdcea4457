"""Owns the numbers of a class report, from marks alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from statistics import fmean, median

import msgspec

from grader.feedback.words import STATUS
from grader.gradebook.marks import Mark
from grader.gradebook.rows import ExerciseMark
from grader.text import Text

_Kind = tuple[ExerciseMark, int]  # and how many are like it
_STRUGGLING = 0.5  # of the marks: below it, a student may need help


class TestRate(msgspec.Struct, frozen=True):
    """How many of those who were judged on a test passed it."""

    __test__ = False

    exercise: str
    test: str
    passed: int
    judged: int

    @property
    def share(self) -> float:
        return self.passed / self.judged if self.judged else 0.0


class MistakeCount(msgspec.Struct, frozen=True):
    """How many made a known mistake; `report` is one where it stands in words."""

    exercise: str
    mistake: str
    count: int
    share: float
    report: int


class ExerciseFigures(msgspec.Struct, frozen=True):
    """An exercise over the class: how each stands (`statuses`), and the mean share of its points."""

    id: str
    max_score: float
    share: float
    statuses: dict[str, int]


class NeedsHelp(msgspec.Struct, frozen=True):
    """A student to look at, and why. `handin` is the one that reached least."""

    student: str
    name: str
    share: float
    attempts: int
    handin: int
    reasons: tuple[Text, ...]


class AssignmentFigures(msgspec.Struct, frozen=True):
    """One assignment. `shares` are final marks as shares of the maximum, of those that could be judged."""

    key: str
    students: int
    waiting: int
    unusable: int
    late: int
    shares: tuple[float, ...]
    attempts: dict[int, int]
    exercises: tuple[ExerciseFigures, ...]
    tests: tuple[TestRate, ...]
    mistakes: tuple[MistakeCount, ...]

    @property
    def mean(self) -> float:
        return fmean(self.shares) if self.shares else 0.0

    @property
    def median(self) -> float:
        return median(self.shares) if self.shares else 0.0

    @property
    def full(self) -> int:
        return sum(share >= 1 - 1e-9 for share in self.shares)


def by_assignment(marks: Sequence[Mark]) -> list[AssignmentFigures]:
    """The figures of each assignment, in the order of the marks. Hand-ins without an assignment are left out."""
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.assignment:
            groups.setdefault(mark.assignment, []).append(mark)
    return [_assignment(key, group) for key, group in groups.items()]


def _assignment(key: str, marks: Sequence[Mark]) -> AssignmentFigures:
    judged = [m for m in marks if m.graded and not m.trouble and m.max_score]
    kinds = _kinds(judged)
    return AssignmentFigures(
        key=key,
        students=len(marks),
        waiting=sum([not m.graded for m in marks]),
        unusable=sum([bool(m.trouble) for m in marks]),
        late=sum([m.lateness.days > 0 for m in marks]),
        shares=tuple(sorted(m.final / m.max_score for m in judged)),
        attempts=dict(sorted(Counter(m.attempts for m in marks).items())),
        exercises=_exercises(kinds),
        tests=_tests(kinds),
        mistakes=_mistakes(judged),
    )


def _kinds(judged: Sequence[Mark]) -> list[_Kind]:
    """What exercises of marks say, each kind once: of a class many fare alike, and share what says so."""
    exercises = [exercise for mark in judged for exercise in mark.exercises]
    counts = Counter(map(id, exercises))
    return [(exercise, counts[place]) for place, exercise in {id(e): e for e in exercises}.items()]


def _exercises(kinds: Sequence[_Kind]) -> tuple[ExerciseFigures, ...]:
    found: dict[str, list[_Kind]] = defaultdict(list)
    for exercise, count in kinds:
        found[exercise.id].append((exercise, count))
    return tuple(_exercise(id_, own) for id_, own in found.items())


def _exercise(id_: str, kinds: Sequence[_Kind]) -> ExerciseFigures:
    most = kinds[-1][0].max_score
    statuses: Counter[str] = Counter()
    for exercise, count in kinds:
        statuses[exercise.status] += count
    mean = fmean([e.score for e, _ in kinds], weights=[count for _, count in kinds])
    return ExerciseFigures(id_, most, mean / most if most else 0.0, dict(statuses))


def _tests(kinds: Sequence[_Kind]) -> tuple[TestRate, ...]:
    """Inconclusive tests were not judged. One whose exercise is missing was: it is not passed."""
    passed: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for exercise, count in kinds:
        for test, status in exercise.tests.items():
            if status != "inconclusive":
                total[exercise.id, test] += count
                passed[exercise.id, test] += count * (status == "passed")
    return tuple(TestRate(exercise, test, passed[exercise, test], n) for (exercise, test), n in total.items())


def _mistakes(judged: Sequence[Mark]) -> tuple[MistakeCount, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    reports: dict[tuple[str, str], int] = {}
    for mark in judged:
        for exercise in mark.exercises:
            for mistake in exercise.mistakes:
                counts[exercise.id, mistake] += 1
                assert mark.provenance is not None
                reports.setdefault((exercise.id, mistake), mark.provenance.report)
    return tuple(
        MistakeCount(exercise, mistake, count, count / len(judged), reports[exercise, mistake])
        for (exercise, mistake), count in counts.most_common()
    )


def needing_help(marks: Sequence[Mark]) -> list[NeedsHelp]:
    """Students with less than half of the marks, or whose submission could not be used, or who tried three times and
    still miss some; the one who has reached least first."""
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.assignment:
            groups.setdefault(mark.student, []).append(mark)
    found = []
    for student, own in groups.items():
        graded = [m for m in own if m.graded]
        most = sum([m.max_score for m in graded])
        share = sum([m.final for m in graded]) / most if most else 0.0
        reasons = [reason for rule in _RULES if (reason := rule(own, share)) is not None]
        if graded and reasons:
            attempts = sum([m.attempts for m in own])
            least = min(graded, key=lambda m: m.final / m.max_score if m.max_score else 0.0)
            found.append(NeedsHelp(student, own[0].name, share, attempts, least.handin, tuple(reasons)))
    return sorted(found, key=lambda s: (s.share, s.student))


def _little(own: Sequence[Mark], share: float) -> Text | None:
    """Where most was lost: three exercises, each with how it stands, or its points where it has some."""
    if share >= _STRUGGLING:
        return None
    lost = sorted(
        (e for m in own if not m.trouble for e in m.exercises if e.max_score), key=lambda e: e.score / e.max_score
    )[:3]
    said = [
        Text(f"{e.id} {e.score:g}/{e.max_score:g}", f"{e.id} {e.score:g}/{e.max_score:g}")
        if e.score
        else Text(f"{e.id} {_said(e.status).en}", f"{e.id} {_said(e.status).zh}")
        for e in lost
        if e.score < e.max_score
    ]
    return Text(", ".join(t.en for t in said), "、".join(t.zh for t in said)) if said else None


def _said(status: str) -> Text:
    return STATUS.get(status, Text(status))


def _unusable(own: Sequence[Mark], share: float) -> Text | None:
    names = [m.assignment.rpartition("/")[2] for m in own if m.trouble]
    return Text(f"could not be read: {', '.join(names)}", f"无法读取：{'、'.join(names)}") if names else None


def _tries(own: Sequence[Mark], share: float) -> Text | None:
    names = [m.assignment.rpartition("/")[2] for m in own if m.attempts >= 3 and m.final < m.max_score - 1e-9]
    said = Text(f"three attempts or more: {', '.join(names)}", f"已尝试三次以上：{'、'.join(names)}")
    return said if names else None


def _late(own: Sequence[Mark], share: float) -> Text | None:
    """Good work that came late is told where it brought the marks below the line."""
    if share >= _STRUGGLING:
        return None
    earned, most = sum(m.score for m in own), sum(m.max_score for m in own)
    late = most and earned / most >= _STRUGGLING
    return Text(f"late; {earned / most:.0%} before that", f"迟交；扣分前 {earned / most:.0%}") if late else None


_RULES: tuple[Callable[[Sequence[Mark], float], Text | None], ...] = (_little, _unusable, _late, _tries)
