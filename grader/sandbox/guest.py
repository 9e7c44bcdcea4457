"""Owns what happens in the student's room: load the program, answer for its objects, turn what goes wrong into data.

Runs in a child of the zygote, behind the walls. What it sends is only data to the other side: a student who takes this
process over gains nothing but the chance to answer wrongly.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import gc
import io
import linecache
import os
import sys
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch

from grader.sandbox import compiler, figures, loaders, network, seeds, stand_ins, tensors
from grader.sandbox.bans import Bans, ForbiddenOperation
from grader.sandbox.crossing import simulated_device
from grader.sandbox.files import Folder
from grader.sandbox.loading import execute
from grader.sandbox.peer import Peer
from grader.sandbox.services import Services
from grader.sandbox.wire import BadFrame, Closed, Pipe

MODULE = "submission"
PRINTED_PER_CALL = 20_000
PRINTED_IN_ALL = 300_000
MESSAGE_LENGTH = 4_000
FRAMES = 12


class Printed(io.TextIOBase):
    """Stands in for stdout and stderr: keeps what one call printed, up to a cap for it and one for the room."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.total = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        room = min(PRINTED_PER_CALL - self.length, PRINTED_IN_ALL - self.total)
        if room > 0:
            self.parts.append(text[:room])
            self.length += min(len(text), room)
            self.total += min(len(text), room)
        return len(text)

    def take(self) -> str:
        """What was printed since the last time."""
        if not self.parts:
            return ""
        whole, self.parts, self.length = "".join(self.parts), [], 0
        return plain(whole, PRINTED_PER_CALL)


def plain(text: Any, limit: int) -> str:
    """An exact, encodable str, whatever a student's class made of it."""
    try:
        return str.encode(str(text), "utf-8", "replace")[:limit].decode("utf-8", "ignore")
    except BaseException:  # a __str__ that raises, or that returns no string
        return ""


def describe_error(error: BaseException, filename: str, met: str = "") -> list[Any]:
    """An exception as data: name, builtin base classes, message, lines of the program, forbidden operation."""
    frames: list[list[Any]] = []
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno or 0
            text = linecache.getline(filename, line).strip()
            frames.append([line, plain(trace.tb_frame.f_code.co_name, 100), plain(text, 300)])
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and error.filename == filename and type(error.lineno) is int:
        frames.append([error.lineno, "", plain((error.text or "").strip(), 300)])
    if len(frames) > FRAMES:
        frames = frames[: FRAMES // 2] + frames[-FRAMES // 2 :]
    bases = [c.__name__ for c in type(error).__mro__ if getattr(builtins, c.__name__, None) is c]
    cuda_memory = isinstance(error, torch.cuda.OutOfMemoryError | MemoryError)
    forbidden = met if isinstance(error, RuntimeError) and ForbiddenOperation.__name__ in repr(error)[:20_000] else ""
    return [plain(type(error).__name__, 100), bases, plain(error, MESSAGE_LENGTH), frames, forbidden, cuda_memory]


class GuestPolicy:
    """How this room behaves in the conversation (see `peer.Policy`)."""

    def __init__(self, guest: Guest):
        self.guest = guest

    def allow(self, operation: str, target: Any, args: tuple[Any, ...]) -> None:
        """The trusted room may do anything with the student's objects."""

    def enter(self, context: Any) -> Any:
        """Seed torch for the call; in a simulation, let every tensor made be a fake one."""
        if context is not None:
            seeds.seed_torch(context)
        return self._simulated() if self.guest.peer.simulate else self.guest.services.pretended()

    @contextlib.contextmanager
    def _simulated(self) -> Iterator[None]:
        from grader.sandbox.faking import without_dynamo

        device = self.guest.peer.simulate
        usual = 1 if device is not None and device.type == "cuda" else None
        with without_dynamo(), self.guest.services.pretended(usual), self.guest.peer.fake_mode:
            yield

    def context(self, operation: str, label: str) -> Any:
        """Nothing to tell."""
        return None

    def error_out(self, error: BaseException) -> Any:
        """See `describe_error`."""
        return describe_error(error, self.guest.filename, self.guest.bans.met)

    def error_in(self, body: Any, extra: Any) -> BaseException:
        """A callback of the trusted room raised: the same builtin type, without its words."""
        cls = getattr(builtins, str(body[0]), None)
        if not (isinstance(cls, type) and issubclass(cls, Exception)):
            cls = RuntimeError
        return cls(str(body[1]))

    def extra_out(self) -> Any:
        """What was printed and warned since the last answer."""
        printed, warned = self.guest.printed.take(), self.guest.warned
        self.guest.warned = []
        return [printed, warned] if printed or warned else None

    def extra_in(self, extra: Any) -> None:
        """The trusted room prints nothing."""


class Guest:
    """One room: one program, served until the other side closes the pipe."""

    def __init__(self, pipe: Pipe, folder: Folder, *, gpu: bool = False):
        self.gpu = gpu
        self.filename = "submission.py"
        self.module = types.ModuleType(MODULE)
        self.printed = Printed()
        self.warned: list[list[Any]] = []
        self.bans = _bans
        self.peer = Peer(pipe, GuestPolicy(self), untrusted_side=True)
        self.services = Services(figures.current, lambda: folder)
        self.folder = self.services.files()
        self.peer.operations |= {"load": self.load, "name": self.name, "service": self.service}
        self.failed: dict[str, tuple[BaseException, Any]] = {}
        self._kept: set[int] = set()

    def serve(self) -> None:
        """Answer until the other side is gone."""
        while True:
            try:
                body, buffers = self.peer.pipe.receive()
            except Closed:
                return
            if type(body) is list and len(body) == 3 and body[0] == "n":
                notes: dict[str, Callable[..., None]] = {"begin": self.begin, "end": self.end}
                notes[body[1]](*body[2])
            else:
                self.peer.serve(body, buffers)

    def load(
        self,
        source: str,
        filename: str,
        names: list[str],
        data: list[tuple[str, bytes]],
        values: bool,
        memory_mb: int,
        cpu_s: float,
        lent: dict[str, Any],
    ) -> dict[str, Any]:
        """Run the program as a module of its own, with what is `lent` in it; the objects behind `names` that it
        defines. `values`: see execute."""
        self.filename = filename
        if cpu_s:  # none in a rehearsal
            self._limit(memory_mb, cpu_s)
        linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
        self.folder.give(data)
        try:
            self._execute(source, values, lent)
        except RuntimeError:
            if not self.bans.met:
                raise
        if self.bans.met:
            # The zygote's bans are those of the submission before; nothing is forbidden while a program is loaded.
            self.bans.set(())
            self._execute(source, values, lent)
        found = {}
        for name in names:
            value = self.module.__dict__.get(name)
            if callable(value) and not isinstance(value, torch.Tensor | torch.nn.Module):
                self._kept.add(self.peer.export(value))
                found[name] = value
        return found

    def _limit(self, memory_mb: int, cpu_s: float) -> None:
        from grader.sandbox.walls import limit_resources

        if self.gpu:
            limit_resources(0, cpu_s)  # CUDA reserves far more addresses than memory
            whole = torch.cuda.get_device_properties(0).total_memory
            torch.cuda.set_per_process_memory_fraction(min(1.0, (memory_mb << 20) / whole))
        else:
            limit_resources(memory_mb, cpu_s)

    def _execute(self, source: str, values: bool, lent: dict[str, Any]) -> None:
        self.module = sys.modules[MODULE] = types.ModuleType(MODULE)
        self.module.__dict__.update(lent, __file__=self.filename, __builtins__=builtins)
        failed = execute(source, self.filename, self.module.__dict__, values=values, fatal=self.peer.fatal)
        self.failed = {name: (error, error.__traceback__) for name, error in failed.items()}

    def name(self, name: str) -> list[Any]:
        """[True, the value that the program calls `name`], or [False, None]. Raises what kept it from being one."""
        if name in self.failed:
            error, trace = self.failed[name]
            raise error.with_traceback(trace)
        if name not in self.module.__dict__:
            return [False, None]
        return [True, self.module.__dict__[name]]

    def service(self, name: str, *args: Any) -> Any:
        """See `services`."""
        return self.services.find(name)(*args)

    def begin(self, seed: int, simulate: str, forbid: list[str]) -> None:
        """The state in which every test starts, whatever the last one left."""
        if torch.get_default_dtype() is not torch.float32:
            torch.set_default_dtype(torch.float32)
        torch.set_grad_enabled(True)
        if getattr(torch, "_GLOBAL_DEVICE_CONTEXT", None) is not None:
            torch.set_default_device(None)
        np.seterr(divide="warn", over="warn", under="ignore", invalid="warn")
        sys.stdout = sys.stderr = self.printed
        self.printed.take()
        self.warned.clear()
        warnings.showwarning = self._warn
        seeds.seed_torch(seed)
        seeds.seed_python(seed)
        self.bans.set(forbid)
        self.services.reset()
        self.peer.simulate = simulated_device(simulate)
        self.peer.fake_mode = simulation_mode() if simulate else None

    def _warn(
        self, message: Any, category: Any, filename: str, lineno: int, file: Any = None, line: Any = None
    ) -> None:
        if len(self.warned) < 20:
            own = lineno if filename == self.filename else 0
            self.warned.append([plain(getattr(category, "__name__", ""), 100), plain(message, 500), own])

    def end(self) -> None:
        """Close what the test left open and forget its objects."""
        self.peer.simulate, self.peer.fake_mode = None, None
        self.peer.clear()
        for value in self.peer.handles.forget(self._kept):
            if isinstance(value, types.GeneratorType):
                with contextlib.suppress(BaseException):  # the student's own clean-up; its errors concern nobody
                    value.close()


def warm(*, simulation: bool) -> None:
    """Do once, before any fork, what the first call would otherwise do in every child."""
    torch.set_num_threads(1)
    compiler.keep_light()
    seeds.seed_quickly()
    x = torch.ones(2, 2, requires_grad=True)
    (x @ x).exp().sum().backward()
    seeds.seed_python(0)
    stand_ins.install()
    network.say_that_there_is_none()
    loaders.without_workers()
    if simulation:
        _rehearse([([3, 5], torch.float32)])


# The zygote's: a child inherits the bans that are set in it.
_bans = Bans()


def prepare(forbid: list[str], fakes: list[tuple[list[int], str]]) -> None:
    """Do in the zygote what its children do one after another: set the bans, simulate operations on these shapes."""
    _bans.set(forbid)
    if fakes:
        _rehearse([(shape, tensors.DTYPES[dtype]) for shape, dtype in fakes])


def _rehearse(fakes: list[tuple[list[int], torch.dtype]]) -> None:
    """Run common operations on fake tensors: torch remembers what comes of them, and a child finds it worked out."""
    from grader.sandbox.faking import make_fake, without_dynamo

    mode = simulation_mode()
    with without_dynamo(), mode:
        for shape, dtype in fakes:
            fake = make_fake(mode, shape, None, dtype)
            for operation in _REHEARSED:
                with contextlib.suppress(Exception):  # not for this shape or dtype
                    operation(fake)


def _softmax_like(x: torch.Tensor) -> None:
    for dim in (1, -1):
        e = torch.exp(x - x.max(dim=dim, keepdim=True).values)
        _ = (
            e / e.sum(dim=dim, keepdim=True),
            x.exp() / x.exp().sum(dim, keepdim=True),
            x - x.amax(dim=dim, keepdim=True),
        )


_REHEARSED: tuple[Callable[[torch.Tensor], Any], ...] = (
    _softmax_like,
    lambda x: (x + x, x - x, x * x, x / x, -x, x > 0, x * 2.0, x + 1.0, x**2),
    lambda x: (
        x.sum(),
        x.mean(),
        x.mean(0),
        x.mean(0, keepdim=True),
        x.var(0),
        x.sqrt(),
        x.exp(),
        x.log(),
        x.tanh(),
        x.sigmoid(),
    ),
    lambda x: torch.zeros(x.shape, device=x.device) + torch.zeros_like(x),
    lambda x: x @ x.mT,
    lambda x: x.reshape(-1)[:1],
)


@functools.cache
def _made_mode() -> Any:
    from grader.sandbox.faking import make_mode

    return make_mode()


def simulation_mode() -> Any:
    """The fake mode of this process; a child inherits the zygote's, with what torch has worked out in it already."""
    from grader.sandbox.faking import forget

    mode = _made_mode()
    forget(mode)
    return mode


def run(fd: int, scratch: str, *, gpu: bool = False) -> None:
    """Serve one room over the stream `fd` and leave the process. `scratch`: the one folder that can be written."""
    os.environ.update(HOME=scratch, TMPDIR=scratch, MPLCONFIGDIR=scratch)
    gc.set_threshold(20_000, 20, 20)  # a walk over young objects touches pages that are shared until then
    folder = Folder(scratch)
    os.chdir(folder.work)
    guest = Guest(Pipe(fd, patient=True), folder, gpu=gpu)
    sys.stdout = sys.stderr = guest.printed
    sys.stdin = io.StringIO()
    builtins.display = stand_ins.display  # type: ignore[attr-defined]  # a notebook has it without an import
    warnings.showwarning = guest._warn
    if gpu:
        torch.zeros(1, device="cuda")  # a context of its own, made while it stands by
    code = 0
    try:
        guest.serve()
    except BadFrame:
        code = 3
    finally:
        os._exit(code)


def greet(fd: int, standing: dict[str, str]) -> None:
    """Tell the trusted side which walls stand around this child, before any of the student's code is here."""
    from grader.sandbox.wire import pack

    Pipe(fd, patient=True).send(pack(["hello", [list(wall) for wall in standing.items()]], []))
