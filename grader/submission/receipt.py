"""Owns the file that a student hands in: the files of a submission in one zip, with a receipt beside them.

The receipt is the student's proof of what was packed and when, and no more: a mark depends on the files alone.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import msgspec

RECEIPT = "torchgrade.receipt.json"
SCHEMA = "torchgrade.receipt/1"
SUFFIX = ".torchgrade.zip"
_MOST_BYTES = 1_000_000
_EPOCH = (1980, 1, 1, 0, 0, 0)  # a zip's first day: the bytes must not hang on when a file was saved


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What was packed. `sha256` is the one that a report names: of the file, or of the files with their names."""

    schema: str = SCHEMA
    assignment: str
    version: str = ""
    time: str = ""  # UTC, as 2026-11-21T13:40:12Z
    sha256: str
    files: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()  # ids of exercises
    incomplete: tuple[str, ...] = ()


def pack(files: Mapping[str, bytes], receipt: Receipt) -> bytes:
    """The zip: the same bytes for the same files and receipt."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        text = msgspec.json.format(msgspec.json.encode(receipt), indent=2) + b"\n"
        for name, data in [*sorted(files.items()), (RECEIPT, text)]:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def receipt_in(data: bytes) -> Receipt | None:
    """The receipt in a zip, None where there is none that can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(RECEIPT).file_size > _MOST_BYTES:
                return None
            with archive.open(RECEIPT) as file:
                found = msgspec.json.decode(file.read(_MOST_BYTES + 1), type=Receipt)
    except Exception:  # zipfile raises half a dozen types on crafted ones
        return None
    return found if found.schema == SCHEMA else None
