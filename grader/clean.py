"""Owns clean: what of a stranger's string may be shown on a terminal, on a page, in a file."""

from __future__ import annotations

import re

# A whole escape sequence goes, not its ESC alone: "[31m" would stay behind as litter. Every branch stops at the next
# ESC, so a hostile string is read once however many sequences it leaves open.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor moves
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # OSC, DCS: titles, clipboard
    r"|\x1b[ -/]*[0-~]"
)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, but tab and newline
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction of reading
    "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"  # invisible
)
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_MARK}{{4}}){_MARK}+")  # a tower of accents would cover the lines above it
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str, limit: int) -> str:
    """`text` as it may be shown anywhere, at most `limit` characters, the last an ellipsis where it was cut.

    No control characters but newline and tab, no terminal sequences, nothing invisible or that turns the direction of
    reading, no lone surrogates (they cannot be encoded)."""
    if len(text) <= limit and text.isprintable() and (text.isascii() or not _STACKED.search(text)):
        return text
    text = text[: 4 * limit + 1000]  # bounds the work on a message of a gigabyte, with room for what is taken out
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", " ").replace("\u2029", " ")
    text = _UNSEEN.sub("", _ESCAPES.sub("", text))
    text = _SURROGATES.sub("\ufffd", _STACKED.sub(r"\1", text))
    return text if len(text) <= limit else text[: max(0, limit - 1)].rstrip() + "…"
