"""Owns grading submission after submission: a desk with one sandbox and its suites, and several desks side by side."""

from __future__ import annotations

import dataclasses
import logging
import os
import traceback
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from grader.course import Assignment, Course, find_course
from grader.pool import Done, StartFailed, run
from grader.report import Report, Trouble, decode, encode
from grader.text import Text

if TYPE_CHECKING:
    from grader.feedback import Audience, Pages
    from grader.sandbox import Sandbox
    from grader.submission import Submission
    from grader.suite.runner import Suite

# Beyond the limits of a submission: a grader that has not answered by then never will.
_MARGIN_S = 120.0
_WORTH_A_START = 64  # so many submissions cost a worker about what its start costs, and merging pages what it spares


@dataclass(frozen=True)
class Orders:
    """How to grade: the same for every submission of a run. Plain data, since workers get it too."""

    course: Path | None = None
    assignment: str | None = None
    exercises: tuple[str, ...] = ()
    device: Literal["auto", "cpu", "cuda"] = "auto"
    seed: int | None = None
    language: Literal["en", "zh"] = "en"
    public_only: bool = False
    require: Literal["full", "partial", "none"] = "none"
    in_process: bool = False  # no isolation at all: for tests of this module
    pages: Pages | None = None  # also render the report
    audience: Audience = "student"
    merge: bool = False  # merge the zygote's pages: seconds once, for cheaper forks in a long run
    lenient: bool = False  # an assignment that cannot be read does not keep from the others


@dataclass(frozen=True)
class Packed:
    """A submission by its bytes, as a gradebook or another machine hands it over. `path` is where it was found, which
    is only said, never opened; `assignment` is `chapter/id`; `refused` says why there are no bytes to be graded."""

    data: bytes
    name: str
    path: str
    sha256: str
    assignment: str = ""
    refused: Text | None = None


@dataclass(frozen=True)
class Graded:
    """One submission's report. `trouble` says that it is no judgement: the submission could not be used, or the grader
    failed (then `why` is the traceback, for whoever mends it)."""

    path: Path
    report: Report
    page: str = ""
    trouble: Trouble = ""
    why: str = ""


class CannotGrade(Exception):
    """What was asked for cannot be had here: what, and what to do."""


class GraderUnusable(Exception):
    """No worker could start, for a reason that is the grader's or the course's own."""


class Desk:
    """Where submissions are graded one after another."""

    def __init__(self, orders: Orders, course: Course | None = None):
        """Start the sandbox, then import torch: the zygote imports it at the same time. `course` is the one that the
        orders name, where it is known already. Raises CourseError, SuiteError, or the sandbox's own error where less
        isolation stands than was required."""
        self.orders = orders
        self.course = course or find_course(explicit=orders.course, broken=[] if orders.lenient else None)
        self.fixed = _named(self.course, orders)
        self.sandbox: Sandbox = _sandbox(orders, self.fixed)
        self.suites: dict[str, Suite] = {}
        from grader.sandbox.starting import import_torch

        import_torch()  # for one thread: one worker a core, and a suite's tensors are small
        from grader.suite.runner import gpu_present

        # A known mistake that fails under simulation is a finding, not an error of ours to print.
        logging.getLogger("torch._subclasses.fake_tensor").setLevel(logging.CRITICAL)
        if orders.device == "cuda" and not gpu_present():
            self.close()
            raise CannotGrade("there is no CUDA device here; use --device auto to have the placement tests simulated.")

    def grade(self, task: Path | Packed) -> Graded:
        """The report of one submission, whatever it is. Raises SandboxError and SuiteError, which concern them all."""
        from grader.choose import Undecided, choose, of_another_release
        from grader.sandbox.two_rooms import SandboxError
        from grader.submission import Unreadable
        from grader.suite.spec import SuiteError

        assignment = self.fixed
        path = Path(task.path) if isinstance(task, Packed) else task
        sha256 = task.sha256 if isinstance(task, Packed) else ""
        try:
            if isinstance(task, Packed) and task.assignment:
                assignment = self.course.find(task.assignment)
            submission = _read(task)
            sha256 = submission.sha256
            warnings: list[Text] = []
            if assignment is None:
                assignment, warnings = choose(submission, self.course)
            warnings += of_another_release(submission, assignment)
            report = self._judge(submission, assignment, warnings, self._exercises(assignment), self.orders.seed)
            return Graded(path, report, self._page(report, submission))
        except (Unreadable, Undecided) as error:
            return self._unjudged(path, error.text, assignment, sha256, "unreadable")
        except (SandboxError, SuiteError):
            raise  # the next submission would fare no better
        except Exception as error:
            why = Text(
                f"The grader failed on this submission, so nothing is said about it: {type(error).__name__}.",
                f"评分程序在处理该提交时出错，因此没有评分：{type(error).__name__}。",
            )
            return self._unjudged(path, why, assignment, sha256, "grader", traceback.format_exc())

    def examine(
        self, submission: Submission, assignment: Assignment, exercises: set[str], *, seed: int | None = None
    ) -> Report:
        """The report of a submission that is read already, on some exercises. Raises SandboxError, SuiteError and
        GraderFault."""
        return self._judge(submission, assignment, [], exercises, seed)

    def suite(self, assignment: Assignment) -> Suite:
        """The assignment's suite, collected once. Raises SuiteError."""
        from grader.suite.runner import Suite

        if assignment.key not in self.suites:
            self.suites[assignment.key] = Suite(assignment, public_only=self.orders.public_only)
        return self.suites[assignment.key]

    def close(self) -> None:
        """End the sandbox."""
        self.sandbox.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _judge(
        self,
        submission: Submission,
        assignment: Assignment,
        warnings: list[Text],
        exercises: set[str] | None,
        seed: int | None,
    ) -> Report:
        from grader.judge import judge

        return judge(
            submission,
            assignment,
            self.sandbox,
            self.suite(assignment),
            seed=seed,
            device=self.orders.device,
            exercises=exercises,
            language=self.orders.language,
            warnings=warnings,
        )

    def _exercises(self, assignment: Assignment) -> set[str] | None:
        """The exercises asked for, as ids. Raises CourseError for one that the assignment does not have."""
        return {assignment.exercise(name).id for name in self.orders.exercises} or None

    def _unjudged(
        self,
        path: Path,
        why: Text,
        assignment: Assignment | None,
        sha256: str,
        trouble: Literal["unreadable", "grader"],
        trace: str = "",
    ) -> Graded:
        report = unjudged(path, why, assignment, self.orders, sha256, trouble)
        return Graded(path, report, self._page(report), trouble, trace)

    def _page(self, report: Report, submission: Submission | None = None) -> str:
        if self.orders.pages is None:
            return ""
        from grader.feedback import render_page

        return render_page(report, self.orders.pages, submission, audience=self.orders.audience)


def unjudged(
    path: Path,
    why: Text,
    assignment: Assignment | None,
    orders: Orders,
    sha256: str = "",
    trouble: Literal["unreadable", "grader"] = "grader",
) -> Report:
    """A report that says why there is no judgement."""
    from grader import judge
    from grader.submission import Submission

    student = path.name if os.path.isdir(path) else path.stem  # pathlib raises where it may not look
    return judge.unjudged(
        Submission(str(path), sha256, "py", [], [], student),
        why,
        assignment=assignment,
        trouble=trouble,
        language=orders.language,
    )


def _read(task: Path | Packed) -> Submission:
    from grader.submission import Unreadable, read, read_bytes

    if isinstance(task, Path):
        return read(task)
    if task.refused is not None:
        raise Unreadable(task.refused)
    return msgspec.structs.replace(read_bytes(task.data, task.name), path=task.path, sha256=task.sha256)


def _named(course: Course, orders: Orders) -> Assignment | None:
    """The assignment that was asked for, by itself or by its exercises. Raises CourseError."""
    if orders.assignment is not None:
        assignment = course.find(orders.assignment)
    elif orders.exercises:
        assignment = course.find(orders.exercises[0])
    else:
        return None
    for name in orders.exercises:
        assignment.exercise(name)
    return assignment


def _sandbox(orders: Orders, assignment: Assignment | None) -> Sandbox:
    if orders.in_process:
        from grader.sandbox.inprocess import InProcess

        return InProcess()
    from grader.sandbox.two_rooms import TwoRooms

    gpu = orders.device == "cuda" or (orders.device == "auto" and _gpu_device())
    # Placement tests are simulated where there is no GPU, and none of them is public.
    warm: tuple[str, ...] = () if gpu or orders.public_only else ("simulation",)
    # Where the assignment is not known yet, a library is imported when the first submission that uses it is opened. So
    # it is for a student, who has one submission, which may use none.
    warm += assignment.libraries if assignment and not orders.public_only else ()
    return TwoRooms(
        device="cuda" if gpu else "cpu",
        require=orders.require,
        warm=warm,
        merge=orders.merge,
        fork=orders.public_only,  # so far there is nothing here but the settings of the course
    )


def _gpu_device() -> bool:
    """Whether there may be a GPU. Asked of the system: torch is not imported yet, and must not be for this."""
    return any(Path(node).exists() for node in ("/dev/nvidiactl", "/dev/dxg", "/proc/driver/nvidia/version"))


# --- several at a time ----------------------------------------------------------------------------------------------


class Work:
    """What a worker does with each path. Reports travel as JSON, the same bytes that a file would hold."""

    def __init__(self, orders: Orders):
        self.desk = Desk(orders)
        if orders.require != "none":
            _ = self.desk.sandbox.isolation  # refuse before the first submission rather than in each
        for assignment in [self.desk.fixed] if self.desk.fixed else []:
            self.desk.suite(assignment)

    def __call__(self, task: Path | Packed) -> tuple[bytes, str, Trouble, str]:
        graded = self.desk.grade(task)
        return encode(graded.report).encode(), graded.page, graded.trouble, graded.why

    def close(self) -> None:
        self.desk.close()


def grade_all(
    paths: Sequence[Path], orders: Orders, *, jobs: int, course: Course | None = None
) -> Generator[tuple[int, Graded], None, None]:
    """Grade every path, with its place in `paths`, as they finish: one in this process (where `course` spares it to
    read the one that the orders name), several in `jobs` workers.

    None is lost: where a worker dies twice over the same submission, the report says that the grader failed. Raises
    CannotGrade or GraderUnusable when no submission could be graded at all.
    """
    if len(paths) == 1 or (jobs == 1 and orders.in_process):
        with Desk(orders, course) as desk:
            for index, path in enumerate(paths):
                yield index, desk.grade(path)
        return
    yield from side_by_side(paths, orders, jobs=jobs, expected=len(paths))


def side_by_side(
    tasks: Iterable[Path | Packed], orders: Orders, *, jobs: int, expected: int
) -> Generator[tuple[int, Graded], None, None]:
    """Grade what `tasks` gives, with its place, in up to `jobs` workers on this machine. A task is taken when a worker
    is free for it; `expected` are to come. See grade_all for what is promised and raised."""
    deadline_s = limit_s(find_course(explicit=orders.course))
    at_first = -(-expected // _WORTH_A_START)
    orders = for_many(orders, expected)
    under_way: dict[int, Path] = {}  # not the tasks: their bytes

    def noted() -> Iterator[Path | Packed]:
        for index, task in enumerate(tasks):
            under_way[index] = Path(task.path) if isinstance(task, Packed) else task
            yield task

    try:
        for done in run(noted(), Work, (orders,), jobs=jobs, deadline_s=deadline_s, at_first=at_first):
            yield done.index, graded_of(under_way.pop(done.index), done, orders)
    except StartFailed as error:
        refused = error.kind in ("CannotGrade", "SandboxError", "CourseError")
        raise (CannotGrade if refused else GraderUnusable)(str(error)) from None


def for_many(orders: Orders, expected: int) -> Orders:
    """The orders of a run of so many submissions: with the preparations that pay only where there are enough."""
    return dataclasses.replace(orders, merge=expected > _WORTH_A_START)


def limit_s(course: Course) -> float:
    """Seconds after which a worker that has not answered never will."""
    return max(a.limits.total_s + a.limits.import_s for a in course.assignments) + _MARGIN_S


def graded_of(path: Path, done: Done, orders: Orders) -> Graded:
    """What came of a task that a worker had, also where nothing did."""
    if done.result is not None:
        report, page, trouble, trace = done.result
        return Graded(path, decode(report), page, trouble, trace)
    why = Text(
        "The grader failed on this submission, twice, so nothing is said about it.",
        "评分程序在处理该提交时两次出错，因此没有评分。",
    )
    return Graded(path, unjudged(path, why, None, orders), "", "grader", done.trouble)
