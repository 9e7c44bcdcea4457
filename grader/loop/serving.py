"""Owns the process that checks for a notebook, from the inside: a desk kept warm, one answer for each request.

A request is a line of JSON: `id`, `runs` (see grader.loop.history), `live` (the kernel's names), `names`, `assignment`,
`lang`, `path` (the notebook's, or ""). Lines with its `id` come back: {"state": "checking"}, then the answer: `html`
and `text` to show, `color` (the text with colours), and `passed`. {"stop": id} gives a request up.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from grader.batch import Desk, Orders
from grader.choose import Undecided
from grader.course import CourseError
from grader.loop import records, session
from grader.loop.choosing import asked_for
from grader.report import Report
from grader.sandbox import Limits, Program
from grader.text import Text

if TYPE_CHECKING:
    from grader.course import Assignment
    from grader.loop.history import Run
    from grader.submission import Submission

IDLE_S = 30 * 60  # after so long without a check the memory is given back; the next check starts a new process
_WIDTH = 80
_SEED = 0  # the same inputs in every check of a session: an answer changes only with the code


class Request(msgspec.Struct):
    """What a kernel asks, or (with `stop`) what it does not want any more."""

    id: int = 0
    stop: int = 0
    runs: list[dict[str, Any]] = []
    live: list[str] = []
    names: list[str] = []
    assignment: str | None = None
    lang: str = "en"
    path: str = ""


class _Inbox:
    """Reads requests in a thread of its own, so that a stop, or the kernel's end, is heard while a check runs."""

    def __init__(self, fd: int):
        self._fd = fd
        self.waiting: queue.Queue[Request] = queue.Queue()
        self.stopped: set[int] = set()
        self.current = 0
        self._lock = threading.Lock()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with open(self._fd, "rb", closefd=False) as pipe:
            for line in pipe:
                request = msgspec.json.decode(line, type=Request)
                if not request.stop:
                    self.waiting.put(request)
                    continue
                with self._lock:
                    self.stopped.add(request.stop)
                    if self.current == request.stop:
                        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        os._exit(0)  # the kernel is gone; the sandbox ends with our end of its socket

    @contextlib.contextmanager
    def interruptible(self, id_: int) -> Any:
        """A block that a stop of this request ends with KeyboardInterrupt, and that none ends later."""
        with self._lock:
            self.current = 0 if id_ in self.stopped else id_
        try:
            if not self.current:
                raise KeyboardInterrupt
            yield
        finally:
            with self._lock:
                self.current = 0


def main() -> None:
    """Serve until the kernel is gone or has asked nothing for long."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    answers = os.dup(1)
    os.dup2(2, 1)  # what a suite prints is no answer
    inbox = _Inbox(0)
    server = Server(answers, inbox)
    try:
        server.warm_up()
        while True:
            try:
                request = inbox.waiting.get(timeout=IDLE_S)
            except queue.Empty:
                break
            server.answer(request)
    finally:
        server.close()
    os._exit(0)  # past the thread that still reads


class Server:
    """The desk, and what becomes of a request."""

    def __init__(self, answers: int, inbox: _Inbox):
        self._answers = answers
        self._inbox = inbox
        self._desk: Desk | None = None

    def warm_up(self) -> None:
        """Do what the first check would wait for, as far as it can be known."""
        try:
            desk = self._open()
            from grader.feedback import inline

            inline.fragment(_nothing(), "en")
            _ = desk.sandbox.isolation  # waits for the zygote
        except Exception:
            pass  # the first request meets the same trouble, and tells of it

    def answer(self, request: Request) -> None:
        """Check, and send what is to be shown; whatever goes wrong is shown too."""
        try:
            with self._inbox.interruptible(request.id):
                self._send({"id": request.id, "state": "loading" if self._desk is None else "checking"})
                desk = self._open()
                reports = self._check(desk, request)
                self._send({"id": request.id, **_shown(reports, request.lang)})
        except KeyboardInterrupt:
            self._mend()  # it may have been in the middle of anything
        except (Undecided, CourseError) as error:
            said = error.text if isinstance(error, Undecided) else Text(str(error))
            self._send({"id": request.id, **_sentence(said, request.lang)})
        except Exception as error:
            traceback.print_exc()
            why = " ".join(str(error).split())[:300]
            said = Text(
                f"The check itself failed: {type(error).__name__}: {why}",
                f"检查程序自身出错：{type(error).__name__}：{why}",
            )
            self._send({"id": request.id, **_sentence(said, request.lang)})
            self._anew()

    def close(self) -> None:
        """End the sandbox."""
        if self._desk is not None:
            self._desk.close()

    def _open(self) -> Desk:
        if self._desk is None:
            self._desk = Desk(Orders(public_only=True, lenient=True))
        return self._desk

    def _anew(self) -> None:
        desk, self._desk = self._desk, None
        if desk is not None:
            with contextlib.suppress(Exception):
                desk.close()
        self.warm_up()

    def _mend(self) -> None:
        """Keep the sandbox if a room still opens in it: another takes seconds."""
        if self._desk is None:
            return
        self._desk.suites.clear()
        try:
            self._desk.sandbox.open(Program("ready = True"), Limits()).close()
        except Exception:
            self._anew()

    def _check(self, desk: Desk, request: Request) -> list[Report]:
        runs = cast("list[Run]", request.runs)
        submission = session.submission_of(runs, request.path)
        asked = asked_for(submission, desk.course, request.names, request.live, request.assignment)
        return [self._one(desk, submission, a, ids, runs, request) for a, ids in asked.values()]

    def _one(
        self,
        desk: Desk,
        submission: Submission,
        assignment: Assignment,
        ids: set[str],
        runs: list[Run],
        request: Request,
    ) -> Report:
        from grader.stub import ReleaseError, givens_of
        from grader.submission import slice as slice_

        given = ""
        with contextlib.suppress(ReleaseError):
            given = givens_of(assignment)
        names = [name for exercise in assignment.exercises if exercise.id in ids for name in exercise.names]
        said = session.notes(slice_(submission, names, given), runs, set(request.live))
        report = desk.examine(session.with_notes(submission, said), assignment, ids, seed=_SEED)
        records.remember(report)
        return report

    def _send(self, message: dict[str, Any]) -> None:
        data = msgspec.json.encode(message) + b"\n"
        while data:
            data = data[os.write(self._answers, data) :]


def _shown(reports: list[Report], lang: Any) -> dict[str, Any]:
    from grader.feedback import inline, render

    return {
        "html": "".join(inline.fragment(report, lang) for report in reports),
        "text": "\n".join(render(report, "text", lang, width=_WIDTH) for report in reports),
        "color": "\n".join(render(report, "text", lang, width=_WIDTH, color=True) for report in reports),
        "passed": all(exercise.status == "passed" for report in reports for exercise in report.exercises),
    }


def _sentence(said: Text, lang: Any) -> dict[str, Any]:
    from grader.feedback import inline

    text = said.of(lang)
    return {"html": inline.sentence(text, lang), "text": text + "\n", "color": text + "\n", "passed": False}


def _nothing() -> Report:
    from grader.judge import unjudged
    from grader.submission import Submission

    return unjudged(Submission(str(Path()), "", "session", []), Text("."))
