"""Owns follow-through: an exercise that builds on a wrong earlier one is judged with the reference's in that name.

What is wrong there costs its marks once. The earlier exercise is never judged in the room to which its right answer is
lent, and what is lent stays in the trusted room: the submission's code can call it, and its words about what came of
that are not told.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from grader.course import Exercise
from grader.report import ExerciseResult
from grader.trial import Trial, Tried


def followed(trial: Trial, tried: Sequence[Tried]) -> list[ExerciseResult]:
    """The results of `tried`, explained; those that lost marks beside a wrong earlier exercise as they are best."""
    known = {one.exercise.id: one for one in tried}
    results = []
    for one in tried:
        again = _again(trial, one, known)
        best, result = _better(trial, one, again)
        known[one.exercise.id] = best
        results.append(result)
    return results


def _again(trial: Trial, own: Tried, known: dict[str, Tried]) -> Tried | None:
    """The exercise run once more with what the reference lends; None where nothing calls for it."""
    if own.is_full or own.result.status == "missing" or not trial.assignment.follow_through:
        return None
    used = {read for name in own.exercise.names for read in own.sliced.uses.get(name, ())}
    wrong: list[str] = []
    for earlier in _before(trial, own.exercise):
        names = [name for name in earlier.names if name in used]
        if names and trial.suite.lent(names):
            if earlier.id not in known:  # not asked for, but its mark decides this one's
                [known[earlier.id]] = trial.run([earlier], trial.sliced([earlier]))
            wrong += [] if known[earlier.id].is_full else names
    lent = trial.suite.lent(wrong)
    if not lent:
        return None
    [again] = trial.run([own.exercise], trial.sliced([own.exercise], lent), lent)
    return again._replace(result=replace(again.result, with_reference=tuple(lent)))


def _before(trial: Trial, exercise: Exercise) -> Sequence[Exercise]:
    """The exercises that the assignment lists before `exercise`."""
    listed = trial.assignment.exercises
    return listed[: listed.index(exercise)]


def _better(trial: Trial, own: Tried, again: Tried | None) -> tuple[Tried, ExerciseResult]:
    """The run with more marks. Of equal ones the second, if it can be explained: then its failures are its own."""
    if again is None or again.result.score < own.result.score:
        return own, trial.explained(own)
    if again.result.score > own.result.score:
        return again, trial.explained(again)
    explained = trial.explained(again)
    return (again, explained) if explained.diagnosis else (own, trial.explained(own))
