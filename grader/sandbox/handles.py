"""Owns the objects that stay where they are: the numbers under which the other room names them, and who holds whose."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

from grader.sandbox.remote import Remote, describe, is_remote, make_remote, public_class
from grader.sandbox.wire import BadFrame

if TYPE_CHECKING:
    from grader.sandbox.peer import Peer


class Handles:
    """The objects of this side that the other knows, and the stand-ins here for objects of the other."""

    def __init__(self, peer: Peer):
        self._peer = peer
        self.objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._next = 1
        self._remotes: weakref.WeakValueDictionary[int, Remote] = weakref.WeakValueDictionary()
        self.dropped: list[int] = []  # stand-ins that nobody here holds any more; the next message says so

    def encode(self, value: Any) -> Any:
        """A handle to an object that stays here, or the number of one of theirs that goes home."""
        if is_remote(value):
            return ["H", value._tg_number] if value._tg_peer is self._peer else ["o", "an object of another room"]
        path = public_class(value)
        if path is not None:
            return ["q", path]
        number = self._numbers.get(id(value))
        if number is None:
            description = describe(value)
            number, self._next = self._next, self._next + 1
            self.objects[number] = value
            self._numbers[id(value)] = number
            return ["h", number, description]
        return ["h", number, describe(value)]

    def decode(self, body: Any) -> Remote:
        """The stand-in for an object of the other side; the same one as long as somebody here holds it."""
        _, number, description = body
        if type(number) is not int:
            raise BadFrame("an object without a number")
        known = self._remotes.get(number)
        if known is not None:
            return known
        kind, type_name, name, bases = description
        if not all(type(text) is str and len(text) <= 200 for text in (kind, type_name, name)) or len(bases) > 64:
            raise BadFrame("an object without a description")
        if number in self.dropped:
            self.dropped.remove(number)
        fresh = self._remotes[number] = make_remote(self._peer, number, kind, type_name, name, bases)
        return fresh

    @staticmethod
    def decode_public(path: Any) -> Any:
        """A class of torch or of builtins, by its path. Raises BadFrame for anything else."""
        found = public_class(path, find=True)
        if found is None:
            raise BadFrame("an unknown class")
        return found

    def drop(self, numbers: Any) -> None:
        """The other side no longer holds these."""
        for number in numbers:
            gone = self.objects.pop(number, None)
            if self._numbers.get(id(gone)) == number:
                del self._numbers[id(gone)]

    def forget(self, keep: set[int]) -> list[Any]:
        """Drop all exported objects but `keep`; the dropped ones, for whoever wants to close them."""
        gone = [self.objects.pop(number) for number in list(self.objects) if number not in keep]
        self._numbers = {id(value): number for number, value in self.objects.items()}
        return gone
