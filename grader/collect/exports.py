"""Owns the exports of Canvas, Moodle and Gradescope, as the zip they came in or unpacked.

Canvas      doejohn_LATE_4021_99123_homework.ipynb              name, late or not, user id, submission id, the file
Moodle      Jane Doe_31415_assignsubmission_file_/homework.py   name, participant id; one folder or one file a student
Gradescope  …/submission_metadata.yml, …/submission_271828/…    who, when and which attempt stand in the metadata

Nothing is unpacked to disk; the bytes of a file are read when they are asked for.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from grader.collect.model import Found, Hint
from grader.collect.pack import zip_of
from grader.submission.archive import MAX_ENTRIES, is_candidate
from grader.submission.read import MAX_BYTES

_CANVAS = re.compile(r"(?P<name>[^\W_]+)_(?:LATE_)?(?P<user>\d+)_(?P<submission>\d+)_(?P<file>.+)", re.DOTALL)
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)", re.DOTALL)
_METADATA = "submission_metadata.yml"
_METADATA_BYTES = 50_000_000
_AGAIN = re.compile(r"-\d+(?=\.[^.]+$)")  # Canvas numbers a file that was handed in again: hw-2.ipynb

_Files = Mapping[str, Callable[[], bytes]]


def of_export(path: Path) -> Iterator[Found] | None:
    """What an export holds, or None for anything else."""
    files = _files(path)
    if not files:
        return None
    metadata = min((name for name in files if PurePosixPath(name).name == _METADATA), key=len, default=None)
    if metadata is not None:
        return _gradescope(path, files, metadata)
    if all(_MOODLE.fullmatch(PurePosixPath(name).parts[0]) for name in files):
        return _moodle(path, files)
    if all("/" not in name and _CANVAS.fullmatch(name) for name in files):
        return _canvas(path, files)
    return None


def _files(path: Path) -> _Files:
    """The files in a zip or below a folder by their relative names, without what no submission is made of."""
    if path.is_dir() and not path.is_symlink():
        if not any(_looks_exported(entry.name) for entry in path.iterdir()):
            return {}
        listed = (p for p in sorted(path.rglob("*")) if p.is_file() and not p.is_symlink())
        return {n: p.read_bytes for p in listed if not _junk(n := p.relative_to(path).as_posix())}
    if path.suffix.lower() != ".zip" or not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            listed_ = [i for i in archive.infolist() if not i.is_dir() and not _junk(i.filename)]
    except (zipfile.BadZipFile, OSError, ValueError):
        return {}
    return {info.filename: _reader(path, info) for info in listed_}


def _looks_exported(name: str) -> bool:
    return name == _METADATA or bool(_MOODLE.fullmatch(name) or _CANVAS.fullmatch(name))


def _junk(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith(".") or part == "__MACOSX" for part in parts) or ".." in parts


def _reader(path: Path, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        with zipfile.ZipFile(path) as archive, archive.open(info) as file:
            # One byte more than a submission may have, so that the reader of submissions sees that it is too large.
            return file.read(max(MAX_BYTES, _METADATA_BYTES if info.filename.endswith(_METADATA) else 0) + 1)

    return read


def _canvas(path: Path, files: _Files) -> Iterator[Found]:
    """One attempt a submission id; a student who handed in several files has several with the same."""
    groups: dict[tuple[str, str], dict[str, Callable[[], bytes]]] = defaultdict(dict)
    names: dict[str, str] = {}
    for name, read in files.items():
        match = _CANVAS.fullmatch(name)
        assert match is not None
        groups[match["user"], match["submission"]][_AGAIN.sub("", match["file"])] = read
        names[match["user"]] = match["name"]
    for (user, submission), group in groups.items():
        hint = Hint(names[user], ids={"canvas": user})
        yield _found(hint, group, f"{path}/{names[user]}_{user}_{submission}")


def _moodle(path: Path, files: _Files) -> Iterator[Found]:
    groups: dict[tuple[str, str], dict[str, Callable[[], bytes]]] = defaultdict(dict)
    for name, read in files.items():
        first, *rest = PurePosixPath(name).parts
        match = _MOODLE.fullmatch(first)
        assert match is not None
        groups[match["name"], match["id"]]["/".join([part for part in (match["file"], *rest) if part])] = read
    for (student, number), group in groups.items():
        hint = Hint(student, name=student, ids={"moodle": number})
        yield _found(hint, group, f"{path}/{student}_{number}")


def _gradescope(path: Path, files: _Files, metadata: str) -> Iterator[Found]:
    """The newest attempt of each submission; a group's counts for each of its members."""
    import yaml

    root = metadata[: -len(_METADATA)]
    try:
        loaded = yaml.load(files[metadata](), Loader=_loader(yaml))
    except (yaml.YAMLError, ValueError, RecursionError):
        loaded = None
    known = loaded if isinstance(loaded, dict) else {}
    groups: dict[str, dict[str, Callable[[], bytes]]] = defaultdict(dict)
    for name, read in files.items():
        folder, _, inner = name[len(root) :].partition("/")
        if name.startswith(root) and inner:
            groups[folder][inner] = read
    for folder, group in groups.items():
        about = known.get(folder)
        about = about if isinstance(about, dict) else {}
        at = _time(about.get(":created_at"))
        people = [p for p in about.get(":submitters") or [] if isinstance(p, dict)] or [{}]
        for person in people:
            name, email, sid = (str(person.get(key) or "") for key in (":name", ":email", ":sid"))
            hint = Hint(email or name or folder, name, email, {"sis": sid} if sid else {})
            yield _found(hint, group, f"{path}/{folder}", at)


def _loader(yaml: Any) -> Any:
    """Safe YAML that takes Ruby's tags, which Gradescope writes, for what stands behind them."""

    class Loader(yaml.SafeLoader):
        pass

    def plain(loader: Any, _: str, node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            return loader.construct_mapping(node, deep=True)
        if isinstance(node, yaml.SequenceNode):
            return loader.construct_sequence(node, deep=True)
        return loader.construct_scalar(node)

    Loader.add_multi_constructor("!", plain)
    return Loader


def _time(value: object) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.replace(" UTC", "+00:00"))
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _found(
    hint: Hint, group: Mapping[str, Callable[[], bytes]], shown: str, submitted_at: datetime | None = None
) -> Found:
    """One attempt of the files of a group: the one that can be a submission as it is, several as a zip."""
    wanted = [name for name in group if is_candidate(name) or name.lower().endswith(".zip")]
    if len(wanted) == 1 or len(group) == 1:
        (name,) = wanted or group
        return Found(hint, group[name], PurePosixPath(name).name or "submission", f"{shown}/{name}", submitted_at)

    def several() -> bytes:
        return zip_of({name: group[name]() for name in list(wanted or group)[:MAX_ENTRIES]})

    return Found(hint, several, "submission.zip", shown, submitted_at)
