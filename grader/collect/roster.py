"""Owns the roster: who is in the class, read from a CSV, and whom a name, address or number on a submission means."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from grader.collect.model import Hint
from grader.gradebook.intake import Person

# Column heads of rosters and of the gradebooks that Canvas, Moodle, Gradescope and nbgrader export, in small letters.
_COLUMNS = {
    "key": ("key", "student_key", "username", "user name", "login", "login id", "sis login id", "学号", "用户名"),
    "name": ("name", "student", "full name", "fullname", "student name", "姓名"),
    "first": ("first name", "first_name", "firstname", "given name", "名"),
    "last": ("last name", "last_name", "lastname", "surname", "姓"),
    "email": ("email", "email address", "e-mail", "mail", "邮箱", "电子邮件"),
    "section": ("section", "sections", "class", "group", "groups", "班级", "组"),
    "id": ("id", "student id", "student_id", "canvas id"),
    "sis": ("sis user id", "sis id", "sid", "id number", "idnumber", "integration id"),
    "moodle": ("identifier", "participant", "moodle id"),
    "gradescope": ("gradescope id",),
    "github": ("github", "github username", "github_username"),
}
_ROLE = {head: role for role, heads in _COLUMNS.items() for head in heads}


class RosterError(Exception):
    """A roster that cannot be used: what was found and what is needed."""


class Roster:
    """The students of a class, and the words by which each may be found."""

    def __init__(self, people: Iterable[Person] = ()):
        self.people = tuple(people)
        self._by_word: dict[str, set[str]] = defaultdict(set)
        self._by_key = {person.key: person for person in self.people}
        for person in self.people:
            for word in _words(person):
                self._by_word[word].add(person.key)

    def whose(self, hint: Hint) -> tuple[Person | None, list[str]]:
        """The student that a hint means, or None and the keys of those it may mean (none, or several).

        Numbers and addresses decide before names do; a name that two students share decides nothing.
        """
        exact = [*hint.ids.values(), hint.email]
        loose = [hint.label, hint.name]
        for words in (exact, loose):
            meant = [keys for word in words if word and (keys := self._by_word.get(_plain(word)))]
            common = set.intersection(*meant) if meant else set()
            if len(common) == 1:
                return self._by_key[common.pop()], []
            if meant:
                return None, sorted(set.union(*meant))
        inside = {key for word, keys in self._by_word.items() if _stands_in(word, hint.label) for key in keys}
        if len(inside) == 1:
            return self._by_key[inside.pop()], []
        return None, sorted(inside)


def read_roster(path: Path) -> Roster:
    """A CSV with a head. Needed is a column that names students: a key (login, username), an id, an email or a name.

    A gradebook exported from Canvas, Moodle or Gradescope will do. Raises RosterError.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RosterError(f"the roster {path} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        try:
            text = path.read_bytes().decode("gb18030")  # what a spreadsheet writes on a Chinese Windows
        except UnicodeDecodeError:
            raise RosterError(f"the roster {path} is not UTF-8: save it as “CSV UTF-8”.") from None
    rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    if not rows:
        raise RosterError(f"the roster {path} is empty.")
    roles = [_ROLE.get(head.strip().lower(), "") for head in rows[0]]
    if not {"key", "id", "email", "name", "last", "sis"} & set(roles):
        heads = ", ".join(rows[0])
        raise RosterError(
            f"the roster {path} has no column that names students (its columns: {heads}). "
            "Call one of them key, email, id or name."
        )
    people: dict[str, Person] = {}
    for number, row in enumerate(rows[1:], 2):
        person = _person(dict_of(roles, row))
        if person is None:
            continue
        if person.key in people:
            raise RosterError(f"the roster {path} has {person.key!r} twice (line {number}).")
        people[person.key] = person
    if not people:
        raise RosterError(f"the roster {path} has a head and no students.")
    return Roster(people.values())


def dict_of(roles: list[str], row: list[str]) -> dict[str, str]:
    """A row by what its columns are; of several columns that are the same, the first that is filled."""
    found: dict[str, str] = {}
    for role, value in zip(roles, row, strict=False):
        if role and value.strip() and role not in found:
            found[role] = value.strip()
    return found


def _person(row: dict[str, str]) -> Person | None:
    name = row.get("name") or " ".join(part for part in (row.get("first"), row.get("last")) if part)
    if "points possible" in name.lower() or "student, test" in name.lower():  # Canvas's second row and test student
        return None
    key = row.get("key") or row.get("email") or row.get("sis") or row.get("id") or name
    if not key:
        return None
    ids: dict[str, str] = {role: row[role] for role in ("sis", "moodle", "gradescope", "github") if role in row}
    if "id" in row:
        ids["canvas"] = row["id"]
    if "key" in row:
        ids["login"] = row["key"]
    if "moodle" in ids:
        ids["moodle"] = re.sub(r"\D", "", ids["moodle"]) or ids["moodle"]
    return Person(key, name, row.get("email", ""), row.get("section", ""), ids)


def _delimiter(text: str) -> str:
    head = text.splitlines()[0] if text else ""
    return max(",;\t", key=head.count)


def _words(person: Person) -> set[str]:
    """How a student may be written: key, address, the part of it before the @, numbers, the name either way round."""
    words = {
        person.key,
        person.email,
        person.email.partition("@")[0],
        person.key.partition("@")[0],
        *person.ids.values(),
    }
    if person.name:
        words.add(person.name)
        if "," in person.name:
            last, _, first = person.name.partition(",")
            words |= {f"{first} {last}", f"{last} {first}"}
        else:
            parts = person.name.split()
            words |= {" ".join(parts[::-1]), " ".join([*parts[1:], parts[0]]), " ".join([parts[-1], *parts[:-1]])}
    return {plain for word in words if (plain := _plain(word))}


def _plain(word: str) -> str:
    """Without case, accents, spaces and punctuation, as exports write names."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if c.isalnum())


def _stands_in(word: str, label: str) -> bool:
    """Whether a label such as `hw3_ann-lee_final` has a student's word as one of its parts, or as neighbouring ones."""
    parts = [_plain(part) for part in re.split(r"[\s_\-.@+]+", label)]
    if len(word) < 2:
        return False
    return any("".join(parts[i:j]) == word for i in range(len(parts)) for j in range(i + 1, min(len(parts), i + 4) + 1))
