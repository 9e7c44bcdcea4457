"""Owns reading: a path or bytes to a Submission. Safe on any input; nothing is executed and nothing is written."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import NamedTuple

from msgspec.structs import replace

from grader.submission import archive
from grader.submission.decode import decode
from grader.submission.markdown import read_markdown
from grader.submission.model import Cell, Release, Submission, SubmissionKind, Unreadable, shown
from grader.submission.notebook import read_notebook
from grader.submission.receipt import SUFFIX, Receipt, receipt_in
from grader.submission.scripts import read_script
from grader.text import Text

MAX_BYTES = 20_000_000

_OFFICE = {".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods", ".pages", ".epub"}  # zips too
_KINDS: dict[str, SubmissionKind] = {".py": "py", ".ipynb": "ipynb", ".zip": "zip", ".md": "md", ".markdown": "md"}


def read(path: Path, *, max_bytes: int = MAX_BYTES) -> Submission:
    """Read a submission: a `.py`, `.ipynb`, `.zip` or `.md` file, or a folder of them.

    Raises Unreadable with a sentence for the student.
    """
    path = Path(path)
    name = os.fsencode(path).decode("utf-8", "replace")
    try:
        is_folder = path.is_dir() and not path.is_symlink()
    except (OSError, ValueError):
        is_folder = False
    if is_folder:
        found, warnings = archive.read_folder(path, max_bytes)
        return _several(found, name, "folder", _digest(found), warnings)
    return read_bytes(archive.read_file(path, max_bytes), name, max_bytes=max_bytes)


def read_bytes(data: bytes, name: str, *, max_bytes: int = MAX_BYTES) -> Submission:
    """Read a submission from the bytes of one file called `name`. Raises Unreadable with a sentence for the student."""
    short = shown(PurePath(name).name)
    if len(data) > max_bytes:
        raise archive.too_large(short, len(data), max_bytes)
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise Unreadable(Text(f"{short} is empty.", f"{short} 是空文件。"))
    sha256 = hashlib.sha256(data).hexdigest()
    kind = _kind(data, PurePath(name).name)
    if kind == "zip":
        found, warnings = archive.read_zip(data, short, max_bytes)
        receipt = receipt_in(data)
        if receipt is not None:
            return _unpacked(found, receipt, name, warnings)
        return _several(found, name, "zip", sha256, warnings)
    part = _part(data, short, kind)
    return Submission(name, sha256, kind, part.cells, part.warnings, _student(name), part.release, part.notebook)


def _kind(data: bytes, name: str) -> SubmissionKind:
    """What the bytes are: by their first characters where those are plain, else by the name."""
    suffix = PurePath(name).suffix.lower()
    if data.startswith((b"PK\3\4", b"PK\5\6")) and suffix not in _OFFICE:
        return "zip"
    if suffix == ".txt":
        suffix = PurePath(PurePath(name).stem).suffix.lower() or ".py"  # a browser saved notebook.ipynb.txt
    kind = _KINDS.get(suffix)
    if kind in (None, "py") and re.match(rb'\s*\{\s*"(?:cells|metadata|nbformat|worksheets)"\s*:', data):
        return "ipynb"
    if kind is None:
        raise Unreadable(
            Text(
                f"{shown(name)} is not a kind of file that can be graded: hand in a .py, .ipynb or .zip file.",
                f"无法评阅 {shown(name)} 这种类型的文件：请提交 .py、.ipynb 或 .zip 文件。",
            )
        )
    return kind


class _Part(NamedTuple):
    """One file of a submission, read."""

    cells: list[Cell]
    warnings: list[Text]
    release: Release | None = None
    notebook: bytes = b""


def _part(data: bytes, name: str, kind: SubmissionKind) -> _Part:
    if kind == "ipynb":
        return _Part(*read_notebook(data, name), notebook=data)
    if kind == "md":
        return _Part(*read_markdown(data, name))
    text, warnings = decode(data, name)
    return _Part(read_script(text), warnings)


def _several(found: archive.Found, name: str, kind: SubmissionKind, sha256: str, warnings: list[Text]) -> Submission:
    """One submission of the files found in a zip or a folder."""
    short = shown(PurePath(name).name)
    parts: dict[str, _Part] = {}
    for inner, data in found.items():
        base = shown(PurePath(inner).name)
        try:
            parts[inner] = _part(data, base, _kind(data, base)) if data.strip() else _Part([], [])
        except Unreadable as error:  # one broken file must not cost the others
            warnings.append(error.text)
    if not parts:
        why = warnings[0] if warnings else Text("")
        raise Unreadable(
            Text(
                f"{short} has no .py or .ipynb file in it that can be read. {why.en}".rstrip(),
                f"{short} 中没有可读取的 .py 或 .ipynb 文件。{why.of('zh')}".rstrip(),
            )
        )
    code = {
        inner: "\n".join(cell.source for cell in part.cells if cell.kind == "code") for inner, part in parts.items()
    }
    chosen, notes = archive.choose(parts, code.__getitem__)
    cells: list[Cell] = []
    for inner in chosen:
        warnings.extend(parts[inner].warnings)
        file = shown(inner, 60) if len(chosen) > 1 else ""
        cells += [replace(cell, index=len(cells) + n, file=file) for n, cell in enumerate(parts[inner].cells, 1)]
    release = next((part.release for inner in chosen if (part := parts[inner]).release), None)
    notebook = parts[chosen[0]].notebook if len(chosen) == 1 else b""
    student = _student(name, folder=kind == "folder")
    return Submission(name, sha256, kind, cells, warnings + notes, student, release, notebook)


def _unpacked(found: archive.Found, receipt: Receipt, name: str, warnings: list[Text]) -> Submission:
    """What `torchgrade submit` packed, as if it had been handed in itself."""
    if len(found) == 1:
        ((inner, data),) = found.items()
        inside = read_bytes(data, inner)
        submission = replace(inside, path=name, warnings=[*warnings, *inside.warnings], student=_student(name))
    else:
        submission = _several(found, name, "zip", _digest(found), warnings)
    if submission.release is None:
        submission = replace(submission, release=Release(receipt.assignment))
    if submission.sha256 != receipt.sha256:
        changed = Text(
            "The files are not those that the receipt beside them was made for: they were changed after packing.",
            "文件与其中的回执不符：打包之后被改动过。",
        )
        submission = replace(submission, warnings=[*submission.warnings, changed])
    return submission


def files_of(path: Path, *, max_bytes: int = MAX_BYTES) -> dict[str, bytes]:
    """The files that a submission is read from, by name: of a file itself, of a folder or a zip all that may count.

    Raises Unreadable."""
    path = Path(path)
    if path.is_dir() and not path.is_symlink():
        return archive.read_folder(path, max_bytes)[0]
    data = archive.read_file(path, max_bytes)
    if _kind(data, path.name) == "zip":
        return archive.read_zip(data, shown(path.name), max_bytes)[0]
    return {path.name: data}


def digest_of(files: Mapping[str, bytes]) -> str:
    """The sha256 that a report of these files names."""
    if len(files) == 1:
        return hashlib.sha256(next(iter(files.values()))).hexdigest()
    return _digest(dict(files))


def _student(name: str, folder: bool = False) -> str:
    path = PurePath(name)
    return shown(path.name if folder else path.name.removesuffix(SUFFIX) if path.name.endswith(SUFFIX) else path.stem)


def _digest(found: archive.Found) -> str:
    """A folder has no bytes of its own: its files by name, each name and content behind its length."""
    digest = hashlib.sha256()
    for inner in sorted(found):
        for part in (inner.encode("utf-8", "surrogateescape"), found[inner]):
            digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()
