"""Owns what an exception that ended a test means: the status, and the sentence that a student reads.

Messages are fixed templates. What the student's code wrote into an exception (its message, the name of its class) may
hold a hidden input: it goes into `detail`, which only public tests show.
"""

from __future__ import annotations

import re
import traceback

import msgspec
from _pytest.outcomes import Exit, OutcomeException, Skipped
from _pytest.outcomes import Failed as PytestFailed

from grader.sandbox.errors import (
    NO_NETWORK,
    Forbidden,
    Frame,
    Inconclusive,
    LoadError,
    Missing,
    RoomDied,
    StudentError,
    Verdict,
)
from grader.suite.spec import Status
from grader.suite.words import Failed, clip, error_name, without_objects
from grader.text import Text

_NO_MEMORY = re.compile(r"can't allocate memory|out of memory|Unable to allocate|not enough memory", re.IGNORECASE)
# What FakeTensorMode raises where it would need values, or lacks an operation.
_BEYOND_SIMULATION = (
    "DataDependentOutputException",
    "DynamicOutputShapeException",
    "UnsupportedFakeTensorException",
    "UnsupportedOperatorException",
    "GuardOnDataDependentSymNode",
)
_OF_FORM = (TypeError, ValueError, AttributeError, LookupError)
# What torch says where even a simulated device needs the driver (a backward pass), or a build without CUDA; and where
# a parameter of which a view was written to is to move, which is no trouble on a real GPU.
_NO_DRIVER = re.compile(
    r"not compiled with CUDA|no NVIDIA driver|No CUDA GPUs|hasPrimaryContext|CUDA driver|_apply\(\): Couldn't swap|"
    r"Cannot re-initialize CUDA in forked subprocess|numpy\(\) is not supported for tensor subclasses"
)
OUT_OF_MEMORY = Text(
    "Your code asked for more memory than it may use. Look for a tensor much larger than its inputs.",
    "你的代码申请的内存超过了限额。请检查是否创建了远大于输入的张量。",
)
_ENDED = {
    "timeout": Text(
        "Your code did not finish in time. Look for a loop that never ends.",
        "你的代码未能在限定时间内完成。请检查有无死循环。",
    ),
    "out of memory": OUT_OF_MEMORY,
    "crashed": Text("Your code crashed the Python process it ran in.", "你的代码使运行它的 Python 进程崩溃。"),
    "killed": Text("The process that ran your code was ended from outside.", "运行你的代码的进程被外部终止。"),
    "protocol": Text(
        "What your code sent back could not be read; its process was ended.",
        "你的代码返回的数据无法读取，其进程已被终止。",
    ),
}


class Judgement(msgspec.Struct):
    """Status and words of one ended test. `suspect`: neither a check nor the student raised; someone must look."""

    status: Status
    message: Text | None = None
    detail: Text | None = None
    frames: tuple[Frame, ...] = ()
    verdict: Verdict | None = None
    rung: str = ""
    suspect: bool = False


def judge(error: BaseException | None, simulated: bool) -> Judgement:
    """What the exception that ended a test (None: it ran through) says about the submission."""
    if error is None:
        return Judgement("passed")
    if isinstance(error, Failed):
        return Judgement("failed", error.text, error.detail, rung=error.rung)
    if isinstance(error, RoomDied):
        return ended(error.verdict)
    if isinstance(error, Missing):
        name = error.name
        return Judgement("failed", Text(f"`{name}` is not defined.", f"没有定义 `{name}`。"), rung="exists")
    if isinstance(error, LoadError):
        return not_loaded(error)
    if isinstance(error, StudentError):
        if simulated and _simulation_gave_up(error):
            return Judgement("inconclusive", INCONCLUSIVE)
        return _raised(error)
    if isinstance(error, Inconclusive):
        return Judgement("inconclusive", INCONCLUSIVE)
    if simulated and isinstance(error, Exception) and not isinstance(error, AssertionError):
        # An operation that needs values raises others than these; None where a pair is unpacked raises one of them.
        return Judgement("inconclusive", INCONCLUSIVE, suspect=isinstance(error, _OF_FORM))
    if isinstance(error, Skipped):
        return Judgement("failed", Text("The test was skipped, which counts as failed.", "测试被跳过，按未通过计。"))
    if isinstance(error, Exit):
        return Judgement("error", CANNOT_JUDGE, suspect=True)
    if isinstance(error, (AssertionError, PytestFailed, OutcomeException)):
        said = _assertion(str(error))
        text = Text("A condition of the test does not hold.", "测试中的一个条件不成立。")
        return Judgement("failed", text, Text(said, said) if said else None, rung="condition")
    return Judgement("error", CANNOT_JUDGE, suspect=True)


def _assertion(said: str) -> str:
    """pytest's words for an assertion, without the lines that name objects of ours."""
    first, *rest = without_objects(said.strip()).splitlines() or [""]
    return "\n".join([first, *(line for line in rest if "…" not in line)])[:600]


def raised_on_purpose(error: BaseException | None) -> bool:
    """Whether a statement of the student's raised it. Called inconclusive, any of them would earn points."""
    frames = error.frames if isinstance(error, StudentError) else ()
    return bool(frames) and frames[-1].text.lstrip().startswith(("raise", "assert"))


def _simulation_gave_up(error: StudentError) -> bool:
    if raised_on_purpose(error):
        return False
    return error.type_name in _BEYOND_SIMULATION or _NO_DRIVER.search(error.message) is not None


CANNOT_JUDGE = Text(
    "The grader could not judge this test. This is not your fault.", "评分程序无法评判此测试。这不是你的问题。"
)
INCONCLUSIVE = Text(
    "Without a GPU this could not be told: the simulation cannot follow your code.",
    "没有 GPU，无法得出结论：模拟无法跟踪你的代码。",
)


def unusable(error: BaseException) -> Judgement:
    """The test itself raised on what the submission returned, and does not on what the reference returns."""
    name = error_name(error)
    said = clip(str(error), 300)
    return Judgement(
        "failed",
        Text(
            f"What your code returned cannot be used as the exercise asks ({name}): "
            "check its type, shape and number of results.",
            f"你的代码的返回值无法按题目要求使用（{name}）：请检查其类型、形状和返回值个数。",
        ),
        Text(f"{name}: {said}", f"{name}：{said}"),
        rung="type",
    )


def ended(verdict: Verdict) -> Judgement:
    """The student's room is no more."""
    status: Status = "timeout" if verdict.kind == "timeout" else "crashed"
    return Judgement(status, _ENDED[verdict.kind], verdict=verdict)


def not_loaded(error: LoadError) -> Judgement:
    """The program raised while it was loaded. No test had begun, so its message cannot hold a hidden input."""
    inner = error.error
    at = f" (line {inner.frames[-1].line})" if inner.frames else ""
    zh_at = f"（第 {inner.frames[-1].line} 行）" if inner.frames else ""
    said = f"{inner.type_name}: {clip_text(inner.message)}" if inner.message else inner.type_name
    text = Text(f"Your code could not be loaded{at}: {said}", f"你的代码无法加载{zh_at}：{said}")
    return Judgement("error", text, frames=inner.frames)


def describe(error: BaseException) -> str:
    """A traceback for the instructor."""
    return "".join(traceback.format_exception(error))[-6000:]


def clip_text(text: str, cap: int = 300) -> str:
    """A text on one line, cut."""
    text = " ".join(text.split())
    return text if len(text) <= cap else text[: cap - 1] + "…"


def no_memory(error: StudentError) -> bool:
    """Whether what was raised says that there is no memory left, in Python's, numpy's or torch's words."""
    known = isinstance(error, MemoryError) or error.type_name == "OutOfMemoryError"
    return known or _NO_MEMORY.search(error.message) is not None


def _raised(error: StudentError) -> Judgement:
    line = error.frames[-1].line if error.frames else None
    at, zh_at = (f" in line {line}", f"第 {line} 行") if line else ("", "")
    if isinstance(error, Forbidden):
        text = Text(
            f"Your code uses `{error.operation}`{at}, which this exercise asks you to write yourself.",
            f"你的代码{zh_at}使用了 `{error.operation}`，本题要求自己实现。",
        )
        return Judgement("failed", text, frames=error.frames, rung="forbidden")
    if no_memory(error):
        return Judgement("error", OUT_OF_MEMORY, frames=error.frames)
    if NO_NETWORK in error.message:
        text = Text(
            f"Your code{at} asks for the network, and there is none while it is graded. "
            "The files of the exercise are in the folder `data/`.",
            f"你的代码{zh_at}要访问网络，而评分时没有网络。本题的文件在 `data/` 文件夹中。",
        )
        return Judgement("error", text, frames=error.frames)
    name = error_name(error)
    detail = f"{error.type_name}: {clip_text(error.message)}" if error.message else error.type_name
    text = Text(f"Your code raised {name}{at}.", f"你的代码{zh_at}引发了 {name}。")
    # torch raises NotImplementedError too; a stub says so itself.
    stub = bool(error.frames) and error.frames[-1].text.strip().startswith("raise NotImplementedError")
    return Judgement("error", text, Text(detail, detail), error.frames, rung="unwritten" if stub else "")
