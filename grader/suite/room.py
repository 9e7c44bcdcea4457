"""Owns what a test does to a room itself, beside calling what is in it: its files, the GPUs that torch finds, and what
lies on the CPU beside them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import torch

from grader.sandbox import tensors
from grader.suite import observe
from grader.suite.words import Failed
from grader.text import Text

__all__ = ["Files", "files", "gpus", "left_on_cpu"]


Value = TypeVar("Value")
_CPU = torch.device("cpu")


class Files:
    """The files of a room. Paths are relative to its working folder, which is empty and writable but for `data/`."""

    def __init__(self, room: Any, lender: Any = None):
        self._room = room
        self._lender = lender  # in follow-through: where what the room was lent does its work, and reads

    def write(self, name: str, content: bytes | str) -> None:
        """Put a file there: text as UTF-8, bytes as they are. What the room was lent finds it too."""
        raw = content.encode() if isinstance(content, str) else bytes(content)
        for room in (self._room, self._lender):
            if room is not None:
                room.service("write", name, raw)

    def save(self, name: str, value: Any) -> None:
        """Put there what torch.save makes of a value of the test's own."""
        file = io.BytesIO()
        torch.save(value, file)
        self.write(name, file.getvalue())

    def names(self) -> list[str]:
        """Every file below the working folder but those that the exercise gives, in order."""
        found = self._room.service("names")
        if type(found) is not list or not all(type(name) is str for name in found):
            raise _unreadable("")
        return found

    def read(self, name: str) -> bytes:
        """What is in a file. Never unpickle it: `load` does that where the student's code runs. Raises Failed."""
        content = self._room.service("read", name)
        if content is None:
            raise self._missing(name)
        if type(content) is not bytes:
            raise _unreadable(name)
        return content

    def text(self, name: str) -> str:
        """What is in a file of text. Raises Failed."""
        try:
            return self.read(name).decode()
        except UnicodeDecodeError:
            raise Failed("type", Text(f"`{name}` is not a text in UTF-8.", f"`{name}` 不是 UTF-8 文本。")) from None

    def load(self, name: str) -> Any:
        """What torch.load(…, weights_only=True) makes of a file, in the room. Raises Failed."""
        answer = self._room.service("load", name)
        if answer == []:
            raise self._missing(name)
        if type(answer) is not list or len(answer) != 2:
            raise _unreadable(name)
        loaded, value = answer
        if loaded is not True:
            observe.observe_error("torch.load")
            raise Failed(
                "type",
                Text(
                    f"torch.load cannot read `{name}` as tensors: save tensors or a `state_dict()`, with torch.save.",
                    f"torch.load 无法从 `{name}` 读出张量：请用 torch.save 保存张量或 `state_dict()`。",
                ),
            )
        return value

    def _missing(self, name: str) -> Failed:
        observe.observe(None)
        found = ", ".join(self.names()[:10]) or "-"
        return Failed(
            "exists",
            Text(f"Your code wrote no file `{name}`.", f"你的代码没有写出文件 `{name}`。"),
            Text(f"Found: {found}.", f"已有：{found}。"),
        )


def _unreadable(name: str) -> Failed:
    return Failed("type", Text(f"The file `{name}` cannot be read.", f"无法读取文件 `{name}`。"))


def files(student: Any) -> Files:
    """The files of `student`'s (or `reference`'s) room."""
    return Files(student._room, student._lender)


@contextmanager
def gpus(student: Any, count: int) -> Iterator[None]:
    """In the block, torch tells the code of `student` (or `reference`) that there are `count` GPUs, whatever is here.

    Only the answers change (`torch.cuda.device_count()`, `is_available()`, the like of `torch.accelerator`)."""
    if type(count) is not int or not 0 <= count <= 64:
        raise ValueError(f"gpus takes a number from 0 to 64, not {count!r}")
    student._room.service("gpus", count)
    yield
    student._room.service("gpus", None)


def left_on_cpu(value: Value) -> Value:
    """`value`, whose tensors lie on the CPU where a GPU is simulated too: the code has to move them itself.

    Takes a tensor, a module (its parameters and buffers), or a list, tuple or dict of these."""
    if isinstance(value, torch.Tensor):
        tensors.leave(value, _CPU)
    elif isinstance(value, torch.nn.Module):
        left_on_cpu([*value.parameters(), *value.buffers()])
    elif isinstance(value, (list, tuple)):
        for item in value:
            left_on_cpu(item)
    elif isinstance(value, dict):
        left_on_cpu(list(value.values()))
    return value
