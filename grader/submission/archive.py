"""Owns zips and folders: which files in them are the submission, read safely and never written anywhere."""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from grader.submission.model import Unreadable, shown
from grader.text import Text

MAX_FILES = 40  # joined into one submission
MAX_ENTRIES = 20_000  # looked at in a folder or a zip
_MAX_DEPTH = 8
_MAX_DIRECTORY = 4_000_000  # bytes of a zip's central directory
_MAX_RATIO = 200  # text shrinks to a tenth; a bomb to a thousandth

_REASONS = {
    errno.EACCES: Text("no permission", "没有权限"),
    errno.EPERM: Text("no permission", "没有权限"),
    errno.ENAMETOOLONG: Text("its name is too long", "文件名过长"),
}
_SUFFIXES = (".ipynb", ".py", ".md")
_SKIPPED_FOLDERS = {"__MACOSX", "__pycache__", "venv", "env", "node_modules", "site-packages", "build", "dist"}
_SKIPPED_FILES = re.compile(r"(conftest|setup|test_.*|.*_test)\.py|(readme|license|changelog).*", re.IGNORECASE)

Found = dict[str, bytes]


def is_candidate(name: str) -> bool:
    """Whether a file of this name, relative to the folder or the zip, can be a submission."""
    *folders, last = PurePosixPath(name).parts or ("",)
    hidden = any(part.startswith(".") for part in (*folders, last))
    skipped = any(folder in _SKIPPED_FOLDERS for folder in folders) or _SKIPPED_FILES.fullmatch(last)
    return not hidden and not skipped and last.lower().endswith(_SUFFIXES)


def read_file(path: Path, cap: int) -> bytes:
    """The bytes of one regular file of at most `cap` bytes. Links, pipes and devices are refused, never opened."""
    name = shown(path.name)
    try:
        state = os.lstat(path)
        _regular(state, name, cap)
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            _regular(os.fstat(file.fileno()), name, cap)  # again: the path may name another file by now
            data = file.read(cap + 1)
    except FileNotFoundError:
        raise Unreadable(Text(f"{name} does not exist.", f"{name} 不存在。")) from None
    except (OSError, ValueError) as error:
        raise _closed(name, error) from None
    if len(data) > cap:
        raise too_large(name, len(data), cap)
    return data


def _closed(name: str, error: OSError | ValueError) -> Unreadable:
    """The refusal of what the system does not let us open."""
    code = error.errno if isinstance(error, OSError) else None
    said = (error.strerror if isinstance(error, OSError) else None) or "its name is not valid"
    why = _REASONS.get(code or 0, Text(said))
    return Unreadable(Text(f"{name} cannot be opened ({why.en}).", f"无法打开 {name}（{why.of('zh')}）。"))


def _regular(state: os.stat_result, name: str, cap: int) -> None:
    if stat.S_ISLNK(state.st_mode):
        raise Unreadable(
            Text(
                f"{name} is a symbolic link: hand in the file itself.",
                f"{name} 是符号链接：请提交文件本身。",
            )
        )
    if not stat.S_ISREG(state.st_mode):
        raise Unreadable(Text(f"{name} is not a regular file.", f"{name} 不是普通文件。"))
    if state.st_size > cap:
        raise too_large(name, state.st_size, cap)


def too_large(name: str, size: int, cap: int) -> Unreadable:
    """The refusal of a file of `size` bytes where at most `cap` are read."""
    size_mb, cap_mb = f"{size / 1e6:.1f}", f"{cap / 1e6:g}"
    return Unreadable(
        Text(
            f"{shown(name)} is too large ({size_mb} MB; at most {cap_mb} MB): "
            "clear the outputs and leave data sets out.",
            f"{shown(name)} 过大（{size_mb} MB，上限 {cap_mb} MB）：请清除输出，不要附带数据集。",
        )
    )


def read_folder(root: Path, cap: int) -> tuple[Found, list[Text]]:
    """The candidate files below a folder by their relative names, and warnings. Links are not followed."""
    found: Found = {}
    warnings: list[Text] = []
    links, seen, total = 0, 0, 0
    folders = [(root, "", 0)]
    while folders:
        folder, prefix, depth = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            if folder is root:
                raise _closed(shown(root.name), error) from None
            continue
        seen += len(entries)
        if seen > MAX_ENTRIES:
            raise _too_many(root.name)
        for entry in entries:
            name = prefix + entry.name
            if entry.is_symlink():
                links += entry.name.lower().endswith(_SUFFIXES)
            elif entry.is_dir(follow_symlinks=False):
                if depth < _MAX_DEPTH and not entry.name.startswith(".") and entry.name not in _SKIPPED_FOLDERS:
                    folders.append((Path(entry.path), name + "/", depth + 1))
            elif is_candidate(name):
                try:
                    data = read_file(Path(entry.path), cap - total)
                except Unreadable as error_:
                    warnings.append(error_.text)
                    continue
                total += len(data)
                found[name] = data
    if links:
        warnings.append(Text("Symbolic links in the folder were ignored.", "已忽略文件夹中的符号链接。"))
    return found, warnings


def read_zip(data: bytes, name: str, cap: int) -> tuple[Found, list[Text]]:
    """The candidate files in a zip by their names, at most `cap` bytes in all, and warnings. Nothing is extracted."""
    name = shown(name)
    archive = _open_zip(data, name)
    found: Found = {}
    notes: dict[str, Text] = {}  # one of a kind, in order
    total = 0
    for entry in archive.infolist():
        inner = entry.filename.replace("\\", "/")
        short = shown(inner, 60)
        if entry.is_dir():
            continue
        if inner.lower().endswith(".zip"):
            notes["nested"] = Text(
                f"{short} is a zip inside the zip; it was not opened.", f"{short} 是压缩包中的压缩包，未打开。"
            )
        elif inner.startswith("/") or ":" in inner.partition("/")[0] or ".." in inner.split("/"):
            notes["outside"] = Text(
                f"The name {short} leads out of the zip; that file was ignored.",
                f"文件名 {short} 指向压缩包之外，已忽略该文件。",
            )
        elif not is_candidate(inner):
            continue
        elif stat.S_ISLNK(entry.external_attr >> 16):
            notes["link"] = Text(f"{short} is a symbolic link; it was ignored.", f"{short} 是符号链接，已忽略。")
        elif entry.flag_bits & 1:
            notes["locked"] = Text(
                f"{short} is protected by a password and could not be read.", f"{short} 有密码保护，无法读取。"
            )
        elif entry.file_size > cap - total or entry.file_size > max(1_000_000, entry.compress_size * _MAX_RATIO):
            notes["large"] = Text(
                f"{short} is too large when unpacked; it was not read.", f"{short} 解压后过大，未读取。"
            )
        else:
            try:
                with archive.open(entry) as file:
                    body = file.read(entry.file_size + 1)  # what the header says, however much there is
            except Exception:  # zipfile raises half a dozen types on damaged entries
                notes["damaged"] = Text(f"{short} is damaged in the zip.", f"压缩包中的 {short} 已损坏。")
                continue
            total += len(body)
            found[inner] = body
    return found, list(notes.values())


def _open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    end = data.rfind(b"PK\5\6")
    # zipfile builds an object for each entry of a directory of this size before anyone can ask how many there are
    if end >= 0 and len(data) >= end + 22 and struct.unpack_from("<L", data, end + 12)[0] > _MAX_DIRECTORY:
        raise _too_many(name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception:  # BadZipFile, but also UnicodeDecodeError, struct.error, NotImplementedError on crafted ones
        raise Unreadable(
            Text(
                f"{name} is not a whole zip file: pack it again and hand it in once more.",
                f"{name} 不是完整的 zip 文件：请重新打包后再次提交。",
            )
        ) from None
    if len(archive.filelist) > MAX_ENTRIES:
        raise _too_many(name)
    return archive


def _too_many(name: str) -> Unreadable:
    return Unreadable(
        Text(
            f"{shown(name)} has too many files in it: hand in only your notebook or .py file.",
            f"{shown(name)} 中的文件过多：请只提交你的 notebook 或 .py 文件。",
        )
    )


def choose(found: Iterable[str], code: Callable[[str], str]) -> tuple[list[str], list[Text]]:
    """Which of the candidate files are the submission, in the order they are joined, and notes for the student.

    Markdown counts only where there is nothing else; files without any definition only where no file has one.
    Of a notebook and a script of the same name (and `x.zh.ipynb` beside `x.ipynb`), which a course hands out side by
    side, the one with fewer parts left to fill in is taken, the notebook where that is equal. `code` gives the code.
    """
    names = sorted(found, key=_natural)
    scripts = [name for name in names if not name.lower().endswith(".md")]
    names = scripts or names
    names = [name for name in names if re.search(r"^[ \t]*(?:def|class) |lambda", code(name), re.MULTILINE)] or names
    groups: dict[str, list[str]] = {}
    for name in names:
        path = PurePosixPath(name)
        groups.setdefault(str(path.parent / path.name.split(".")[0]), []).append(name)
    notes: list[Text] = []
    chosen: list[str] = []
    for group in groups.values():
        best = min(group, key=lambda name: (code(name).count("NotImplementedError"), not name.endswith(".ipynb")))
        chosen.append(best)
        if len(group) > 1:
            others = ", ".join(shown(name, 60) for name in group if name != best)
            notes.append(
                Text(
                    f"{shown(best)} was graded, and not {others}, which has the same name.",
                    f"评阅了 {shown(best)}，未评阅同名的 {others}。",
                )
            )
    if len(chosen) > MAX_FILES:
        notes.append(
            Text(f"Only the first {MAX_FILES} files were read.", f"只读取了前 {MAX_FILES} 个文件。"),
        )
        chosen = chosen[:MAX_FILES]
    if len(chosen) > 1:
        listed = ", ".join(shown(name, 60) for name in chosen[:8]) + (", …" if len(chosen) > 8 else "")
        notes.append(
            Text(
                f"{len(chosen)} files were read as one submission, in this order: {listed}.",
                f"{len(chosen)} 个文件按以下顺序合并为一份提交：{listed}。",
            )
        )
    return chosen, notes


def _natural(name: str) -> list[tuple[int, int, str]]:
    """A sort key in which part2 comes before part10."""
    parts = re.split(r"(\d{1,18})", name)
    return [(0, int(part), "") if index % 2 else (1, 0, part) for index, part in enumerate(parts)]
