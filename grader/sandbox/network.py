"""Owns what a program is told that asks for the network: in words, before the walls say it in numbers."""

from __future__ import annotations

import socket
from typing import Any, NoReturn

from grader.sandbox.errors import NO_NETWORK


def refuse(*_: Any, **__: Any) -> NoReturn:
    """In the place of what looks up a name or connects."""
    raise OSError(NO_NETWORK)


def say_that_there_is_none() -> None:
    """For the whole process, which has no need of it itself."""
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "create_connection"):
        setattr(socket, name, refuse)
    socket.socket.connect = refuse  # type: ignore[method-assign]
