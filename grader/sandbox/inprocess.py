"""Owns InProcess: a sandbox in this very process. No isolation at all.

It runs the reference, the mistakes that `grader.explain` compares a submission with, and fast tests; never a student's
code for marks. Objects are the program's own: functions come wrapped, classes as a subclass whose methods are wrapped,
so that each entry from outside is seeded, watched for in-place changes, and its errors become StudentError with the
program's lines only.
"""

from __future__ import annotations

import inspect
import io
import itertools
import linecache
import re
import shutil
import sys
import tempfile
import types
import weakref
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, chdir, contextmanager, nullcontext, suppress
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import torch

from grader.sandbox import NOTHING_LENT, Isolation, Limits, Program, Simulated, figures, loaders, seeds, stand_ins
from grader.sandbox.errors import Frame, LoadError, Missing, RoomDied, StudentError, Verdict
from grader.sandbox.files import Folder
from grader.sandbox.loading import execute
from grader.sandbox.pristine import Watch
from grader.sandbox.services import Services
from grader.sandbox.translate import student_error

if TYPE_CHECKING:
    from grader.sandbox.faking import Simulation

_DRAWS = re.compile(r"\b(matplotlib|matplotlib_inline|pylab|d2l|IPython)\b")
_USES_FILES = re.compile(r"\b(open|os|pathlib|Path|pandas|save|load|savefig|datasets)\b")
_USES_LOADERS = re.compile(r"\b(DataLoader|d2l)\b")
_numbers = itertools.count(1)
_PRINT_CAP = 100_000
_NOTHING: AbstractContextManager[None] = nullcontext()
_USES_RANDOM = re.compile(r"^\s*(import|from)\s+[^\n]*\b(random|numpy)\b", re.MULTILINE)
_ENTRIES = ("__call__", "__getitem__", "__setitem__", "__len__", "__iter__", "__next__", "__enter__", "__exit__")
_MOVES = ("to", "cuda", "cpu")  # of a module: entries, since a simulated GPU exists inside the room only


class _Uses(NamedTuple):
    """What of its surroundings a program may use, by the words in it."""

    files: bool
    loaders: bool
    drawing: bool
    random: bool


@lru_cache(maxsize=16)
def _uses(source: str) -> _Uses:
    patterns = (_USES_FILES, _USES_LOADERS, _DRAWS, _USES_RANDOM)
    return _Uses(*(pattern.search(source) is not None for pattern in patterns))


class Interrupted(BaseException):
    """The backstop timer of a test run went off. No `except Exception` of a program holds it up."""


class InProcess:
    """A Sandbox whose rooms are modules of this process."""

    isolation = Isolation("none", {"process": "the code runs in the grader's own process"})
    lost = 0

    def open(
        self, program: Program, limits: Limits | None = None, lent: Mapping[str, Any] = NOTHING_LENT
    ) -> InProcessRoom:
        """Execute `program` in a fresh module. Raises LoadError when it raises; nothing limits its time or memory."""
        return InProcessRoom(program, lent=lent)

    def close(self) -> None:
        """Nothing was started."""


class InProcessRoom:
    """One executed program.

    `track=False` (the reference) does not watch arguments for in-place changes. `receive`, where set, is applied to the
    arguments of each call: the reference gets every argument as the student's code first received it. `lent` are
    functions and classes of another room that the program has among its names; `lends` is that other room, whose own
    lines no error tells.
    """

    def __init__(
        self, program: Program, *, track: bool = True, lent: Mapping[str, Any] = NOTHING_LENT, lends: bool = False
    ):
        number = next(_numbers)
        self.receive: Callable[[Any], Any] | None = None
        self._watch = Watch() if track else None
        self._filename = f"<{program.filename} {number}>"
        self._files = {self._filename}
        self._module = types.ModuleType(f"_torchgrade_room_{number}")
        self._module.__dict__.update(lent)
        self._borrows, self._lends = bool(lent), lends
        self._wrapped: dict[str, Any] = {}
        self._counts: dict[str, int] = {}
        self._generators: list[Generator[Any, Any, Any]] = []
        self._simulation: Simulation | None = None
        self._inside = False
        self._printed = ""
        self._seed = 0
        self._state: torch.Tensor | None = None
        self._python: tuple[Any, Any] | None = None  # of `random` and numpy, where the program uses them
        self.services = Services(figures.Album(), self._make_folder)
        uses = _uses(program.source)
        if program.data or uses.files:
            self.services.files().give(program.data)
        if uses.loaders:
            loaders.without_workers()
        self._draws = uses.drawing
        if self._draws:
            figures.choose_backend()
        self._python_random = uses.random
        lines = program.source.splitlines(keepends=True)
        linecache.cache[self._filename] = (len(program.source), None, lines, self._filename)
        sys.modules[self._module.__name__] = self._module  # dataclasses and typing look a class's module up there
        try:
            with self._entered("import"):
                self._failed = execute(
                    program.source,
                    self._filename,
                    self._module.__dict__,
                    values=bool(program.values),
                    fatal=(Interrupted, RoomDied),
                    again=True,
                )
        except StudentError as error:
            self.close()
            raise LoadError(error) from None
        except BaseException:
            self.close()
            raise
        self._defined = frozenset(self._module.__dict__)

    def begin(self, seed: int, *, simulate: Simulated = "", forbid: Sequence[str] = ()) -> None:
        """Start a test. Bans are not enforced here: what runs in this process is our own."""
        self._simulation = None
        if simulate:
            from grader.sandbox.faking import Simulation  # torch's fake tensors are not needed by most runs

            self._simulation = Simulation(simulate)
        self._seed = seed
        self._counts.clear()
        self._printed = ""
        self._state = None
        if self._python_random:
            host = _python_state()
            seeds.seed_python(seeds.host_seed(seed))
            self._python = _python_state()
            _set_python_state(host)
        with self._surrounded():
            self.services.reset()
        if self._watch is not None:
            self._watch.clear()

    def get(self, name: str) -> Any:
        """See Room.get."""
        if name in self._wrapped:
            return self._wrapped[name]
        if (error := self._failed.get(name)) is not None:
            raise LoadError(student_error(error, self._frames(error)))
        try:
            value = self._module.__dict__[name]
        except KeyError:
            raise Missing(name) from None
        if isinstance(value, type):
            value = self._wrapped[name] = self._subclass(name, value)
        elif isinstance(value, types.FunctionType):
            value = self._wrapped[name] = self._entry(name, value)
        elif callable(value):
            self._enter_by_call(name, value)
        return value

    def substitute(self, name: str, other: InProcessRoom, theirs: str) -> None:
        """Let the program have what `other` calls `theirs` as its own `name`.

        In the place of a value it is called for one; its parameters are values of this program, by their names. What it
        reads at module level and `other` does not define, it finds here. Raises LoadError when it raises."""
        self._files |= other._files
        self._draws |= other._draws
        if other.services.folder is not None:
            self.services.files()
        own, made = self._module.__dict__, other._module.__dict__[theirs]
        other._module.__dict__.update({known: own[known] for known in own if known not in other._defined})
        if name in own and not isinstance(own[name], (type, types.FunctionType)):  # a model is a value that is called
            given = {known: own[known] for known in inspect.signature(made).parameters if known in own}
            try:
                with self._entered("import"):
                    made = made(**given)
            except StudentError as error:
                raise LoadError(error) from None
        own[name] = made
        self._wrapped.pop(name, None)

    @property
    def namespace(self) -> Mapping[str, Any]:
        """All that the program has by a name at module level, unwrapped."""
        return self._module.__dict__

    def definitions(self) -> dict[str, Any]:
        """The functions and classes that the program defines itself, unwrapped, in their order."""
        return {
            name: value
            for name, value in self._module.__dict__.items()
            if isinstance(value, (type, types.FunctionType)) and value.__module__ == self._module.__name__
        }

    def printed(self) -> str:
        """What the last call printed, capped."""
        return self._printed

    def service(self, name: str, *args: Any) -> Any:
        """See Room.service."""
        said = self._printed
        self._draws = True
        try:
            with self._entered("service"):
                found = self.services.find(name)
                if (simulation := self._simulation) is None:
                    return found(*args)
                return simulation.outward(found(*simulation.inward(args)))
        finally:
            self._printed = said

    def pristine(self, value: Any) -> Any:
        """`value` with every tensor, array, list and dict as this room first received it."""
        return value if self._watch is None else self._watch.pristine(value)

    def translate(self, error: BaseException) -> StudentError | None:
        """`error` as a StudentError, if a line of the program is on its way (in a backward pass, say)."""
        frames = self._frames(error)
        return student_error(error, frames) if frames else None

    def end(self) -> None:
        """Close generators and put back what a program may have set for the whole process."""
        for generator in self._generators:
            try:
                generator.close()
            except Exception:
                pass  # a program's own `finally` failed; the test is over
        self._generators.clear()
        self._state = None
        if self._watch is not None:
            self._watch.clear()
            torch.set_grad_enabled(True)
            if torch.get_default_dtype() != torch.float32:
                torch.set_default_dtype(torch.float32)

    def close(self) -> None:
        """Forget the module."""
        self.end()
        sys.modules.pop(self._module.__name__, None)
        if self.services.folder is not None:
            self._remove_folder()
        linecache.cache.pop(self._filename, None)

    # --- entering the program ----------------------------------------------------------------------------------------

    def _entry(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            return self._call(name, function, args, kwargs)

        return call

    def _method(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def call(instance: Any, *args: Any, **kwargs: Any) -> Any:
            return self._call(name, method, args, kwargs, (instance,))

        return call

    def _own(self, function: Any) -> bool:
        return isinstance(function, types.FunctionType) and function.__code__.co_filename in self._files

    def _property(self, name: str, value: property) -> property:
        """`value`, read as the program: what it raises is the program's error. A read draws no seed of its own."""

        def read(instance: Any) -> Any:
            if self._inside:
                return value.__get__(instance)
            with self._entered(name):
                return value.__get__(instance)

        return property(read, value.fset, value.fdel, value.__doc__)

    def _subclass(self, name: str, cls: type) -> type:
        """A subclass of `cls` whose constructor, methods and properties are entries. One that refuses stays itself."""
        body: dict[str, Any] = {"__module__": cls.__module__, "__qualname__": cls.__qualname__, "__doc__": cls.__doc__}
        for attribute in dir(cls):
            value = inspect.getattr_static(cls, attribute)
            if isinstance(value, property) and not attribute.startswith("_") and self._own(value.fget):
                body[attribute] = self._property(f"{name}.{attribute}", value)
            if not isinstance(value, types.FunctionType):
                continue
            own = self._own(value)
            if attribute == "__init__":
                body[attribute] = self._method(name, value)
            elif (
                attribute in _ENTRIES
                or (attribute in _MOVES and issubclass(cls, torch.nn.Module))
                or (own and not attribute.startswith("_"))
            ):
                body[attribute] = self._method(f"{name}.{attribute}", value)
        if "__call__" not in body and issubclass(cls, torch.nn.Module):
            body["__call__"] = self._method(f"{name}.__call__", torch.nn.Module.__call__)
        try:
            return type(cls)(cls.__name__, (cls,), body)
        except Exception:
            return cls

    def _enter_by_call(self, name: str, value: Any) -> None:
        """Make the calls of an object that the program made itself (a transformation, say) entries.

        A module with parameters stays as it is: they were made before any simulation, on no GPU of it."""
        if isinstance(value, torch.nn.Module) and next(value.parameters(), None) is not None:
            return
        with suppress(TypeError):  # an object whose class cannot be changed stays itself
            value.__class__ = self._subclass(name, type(value))
        self._wrapped[name] = value

    def _call(
        self,
        name: str,
        f: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        bound: tuple[Any, ...] = (),
    ) -> Any:
        if self._inside:  # the program calls itself: only the way in from outside counts
            return f(*bound, *args, **kwargs)
        if self.receive is not None:
            args, kwargs = self.receive(args), self.receive(kwargs)
        simulation = self._simulation
        if simulation is not None:
            args, kwargs = simulation.inward(args), simulation.inward(kwargs)
        watched = None if self._watch is None or simulation is not None else self._watch.before((args, kwargs))
        count = self._counts.get(name, 0)
        self._counts[name] = count + 1
        try:
            with self._entered(name, seeds.call_seed(self._seed, name, count)):
                if simulation is None:
                    result = f(*bound, *args, **kwargs)
                else:
                    with simulation.entered(self.services.gpus):
                        result = f(*bound, *args, **kwargs)
                    result = simulation.outward(result)
        finally:
            if watched is not None and self._watch is not None:
                self._watch.after(watched)
        return self._generator(result) if isinstance(result, types.GeneratorType) else result

    def _generator(self, inner: Generator[Any, Any, Any]) -> Iterator[Any]:
        """The items of a generator, each drawn inside the room and with its random state."""
        self._generators.append(inner)

        def items() -> Iterator[Any]:
            while True:
                with self._entered("next"):
                    try:
                        item = next(inner)
                    except StopIteration:
                        return
                yield item

        return items()

    @contextmanager
    def _entered(self, name: str, seed: int | None = None) -> Iterator[None]:
        """Run a block as the program: with the room's random state, its prints kept, its errors translated.

        `seed` None goes on where the room's random state stood. The host's own state is as before afterwards."""
        host = torch.default_generator.get_state()
        cuda = torch.cuda.get_rng_state() if torch.cuda.is_initialized() else None
        python = _python_state() if self._python_random else None
        if self._python is not None:
            _set_python_state(self._python)
        if seed is not None:
            seeds.seed_torch(seed)
        elif self._state is not None:
            torch.default_generator.set_state(self._state)
        outer, stdout, buffer = self._inside, sys.stdout, io.StringIO()
        self._inside, sys.stdout = True, buffer
        try:
            with self._surrounded():
                yield
        except StudentError as error:
            if self._borrows and not error.frames:  # what was lent raised: the program's own line is the way there
                error.frames = self._frames(error)
            raise
        except Interrupted:
            raise RoomDied(Verdict("timeout", name)) from None
        except BaseException as error:
            if self._is_of_a_callback(error):
                raise
            raise student_error(error, self._frames(error)) from None
        finally:
            self._inside, sys.stdout = outer, stdout
            self._printed = buffer.getvalue()[:_PRINT_CAP]
            self._state = torch.default_generator.get_state()
            torch.default_generator.set_state(host)
            if cuda is not None:
                torch.cuda.set_rng_state(cuda)
            if python is not None:
                self._python = _python_state()
                _set_python_state(python)

    def _is_of_a_callback(self, error: BaseException) -> bool:
        """Whether what the program let through is a suite's own, and no Exception: as in two rooms it ends the test."""
        mine, module = (self._module.__name__, "builtins"), type(error).__module__
        return not isinstance(error, Exception) and module not in mine

    @contextmanager
    def _surrounded(self) -> Iterator[None]:
        """With what a room has beside the program, as far as it needs it."""
        folder = self.services.folder
        there = _NOTHING if folder is None else chdir(folder.work)
        libraries, album = (stand_ins.installed(), self.services.album.open()) if self._draws else (_NOTHING, _NOTHING)
        with there, libraries, album, self.services.pretended():
            yield

    def _make_folder(self) -> Folder:
        base = tempfile.mkdtemp(prefix="torchgrade-room-")
        self._remove_folder = weakref.finalize(self, shutil.rmtree, base, ignore_errors=True)
        return Folder(base)

    def _frames(self, error: BaseException) -> tuple[Frame, ...]:
        """The program's own lines on the way to `error`, outermost first."""
        if self._lends:
            return ()
        found = []
        traceback = error.__traceback__
        while traceback is not None:
            code = traceback.tb_frame.f_code
            if code.co_filename in self._files:
                text = linecache.getline(code.co_filename, traceback.tb_lineno).strip()
                found.append(Frame(traceback.tb_lineno, code.co_name, text))
            traceback = traceback.tb_next
        if isinstance(error, SyntaxError) and error.filename == self._filename and error.lineno:
            found.append(Frame(error.lineno, "<module>", (error.text or "").strip()))
        return tuple(found)


def _python_state() -> tuple[Any, Any]:
    import random

    numpy = sys.modules.get("numpy")
    return random.getstate(), None if numpy is None else numpy.random.get_state()


def _set_python_state(state: tuple[Any, Any]) -> None:
    import random

    random.setstate(state[0])
    if state[1] is not None:
        sys.modules["numpy"].random.set_state(state[1])
