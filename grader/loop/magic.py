"""Owns `%check` in a notebook: what was asked, the words while it waits, and showing the answer.

Imported into the kernel, so it needs IPython and the standard library alone. Nothing of ours raises into a notebook.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from pathlib import Path
from typing import Any, NoReturn

from IPython.core.error import UsageError
from IPython.display import display

from grader.loop.attendant import Attendant, AttendantDied
from grader.loop.history import History

_PATIENCE_S = 0.6  # a shorter wait needs no words
_WORDS = {
    "loading": (
        "Loading PyTorch … {s:.0f} s. Only the first check waits for this.",
        "正在加载 PyTorch…… {s:.0f} 秒。只有第一次检查需要等待。",
    ),
    "checking": ("Running the tests … {s:.0f} s", "正在运行测试…… {s:.0f} 秒"),
    "stopped": ("Stopped: nothing was checked.", "已停止，没有检查结果。"),
    "died": ("The check could not start: {why}", "检查程序无法启动：{why}"),
    "failed": ("The check itself failed: {why}", "检查程序自身出错：{why}"),
    "silent": ("it ended without a word.", "进程已退出，没有留下信息。"),
}


class Shown:
    """What a check shows: HTML where a front end can, else text."""

    def __init__(self, html: str, text: str):
        self.html, self.text = html, text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text} if self.html else {"text/plain": self.text}


class Checker:
    """The magic of one shell, with its history and its background process."""

    def __init__(self, shell: Any):
        self.shell = shell
        self.history = History(shell)
        self.path = _notebook(shell)
        self.attendant = Attendant(Path(self.path).parent if self.path else Path.cwd())
        self.lang = os.environ.get("TORCHGRADE_LANG") or ("zh" if self.path.endswith(".zh.ipynb") else "en")
        shell.register_magic_function(self.check, "line", "check")
        self.attendant.start()

    def close(self) -> None:
        """Take the magic away and end the process."""
        self.history.close()
        self.shell.magics_manager.magics["line"].pop("check", None)
        self.attendant.close()

    def check(self, line: str) -> None:
        """Run the public tests on what you have defined in this notebook.

            %check                 every exercise that you have defined
            %check softmax         one exercise; several names may be given
            %check softmax --assignment softmax_regression
            %check softmax --lang zh       feedback in Chinese, from now on

        The code of the cells that you have run is checked, as it ran last. Nothing is handed in.
        """
        asked = _parse(line)
        self.lang = asked.lang or self.lang
        view = _View(self.shell)
        try:
            answer = self.attendant.ask(
                {
                    "runs": self.history.runs(),
                    "live": self._live(),
                    "names": asked.names,
                    "assignment": asked.assignment,
                    "lang": self.lang,
                    "path": self.path,
                },
                lambda state, seconds: self._waiting(view, state, seconds),
            )
        except KeyboardInterrupt:
            view.show(Shown("", self._word("stopped")))
        except AttendantDied as error:
            view.show(Shown("", self._word("died", why=str(error) or self._word("silent"))))
        except Exception as error:
            view.show(Shown("", self._word("failed", why=f"{type(error).__name__}: {error}")))
        else:
            view.show(Shown(answer["html"], answer["color"] if view.colored else answer["text"]))

    def _live(self) -> list[str]:
        """The names that the student's cells have made, by text alone."""
        hidden = self.shell.user_ns_hidden
        return [name for name in self.shell.user_ns if isinstance(name, str) and name not in hidden]

    def _waiting(self, view: _View, state: str, seconds: float) -> None:
        if seconds >= _PATIENCE_S:
            view.progress(self._word(state, s=seconds))

    def _word(self, key: str, **values: Any) -> str:
        return _WORDS[key][self.lang == "zh"].format(**values)


class _View:
    """One output: words that are replaced while a check waits, and its result in their place."""

    def __init__(self, shell: Any):
        self.terminal = not hasattr(shell, "kernel")
        self.colored = self.terminal and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        self._handle: Any = None
        self._last = ""

    def progress(self, text: str) -> None:
        if text == self._last:
            return
        self._last = text
        if self.terminal:
            if sys.stderr.isatty():
                print(f"\r{text}", end="", file=sys.stderr, flush=True)
        elif self._handle is None:
            self._handle = display(Shown("", text), display_id=True)
        else:
            self._handle.update(Shown("", text))

    def show(self, shown: Shown) -> None:
        if self.terminal:
            if self._last and sys.stderr.isatty():
                print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            print(shown.text, end="" if shown.text.endswith("\n") else "\n")
        elif self._handle is None:
            display(shown)
        else:
            self._handle.update(shown)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"%check: {message}. As in: %check softmax --lang zh")


def _parse(line: str) -> argparse.Namespace:
    """Raises UsageError, of which IPython shows the sentence alone."""
    parser = _Parser(prog="%check", add_help=False)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--assignment")
    parser.add_argument("--lang", choices=("en", "zh"))
    try:
        words = shlex.split(line, comments=True)
    except ValueError as error:
        raise UsageError(f"%check: {error}. As in: %check softmax") from None
    return parser.parse_args([part for word in words for part in word.split(",") if part])


def _notebook(shell: Any) -> str:
    """The notebook's path, where the front end tells it: Jupyter in the environment, VS Code by a name."""
    found = shell.user_ns.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME") or ""
    return found if isinstance(found, str) and found.endswith(".ipynb") else ""


_checkers: dict[int, Checker] = {}  # by shell; a process has one, tests have several


def load(shell: Any) -> None:
    """`%load_ext grader`."""
    unload(shell)
    _checkers[id(shell)] = Checker(shell)


def unload(shell: Any) -> None:
    """`%unload_ext grader`."""
    if (checker := _checkers.pop(id(shell), None)) is not None:
        checker.close()
