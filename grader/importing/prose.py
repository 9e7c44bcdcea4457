"""Owns Markdown of notebooks, as far as an import looks into it: headings, images, the language it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img\b[^>]*\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)


def first_heading(texts: Iterable[str]) -> str:
    """The first heading in `texts`, without its marks."""
    return next((_plain(found) for text in texts for found in _HEADING.findall(_FENCE.sub("", text))), "")


def last_heading(text: str) -> str:
    """The last heading in `text`."""
    found = _HEADING.findall(_FENCE.sub("", text))
    return _plain(found[-1]) if found else ""


def images(text: str) -> Iterator[str]:
    """What to say of each image that lies beside the notebook or in it; one on the web stays as it is."""
    for found in _IMAGE.finditer(text):
        source = found[1] or found[2]
        if not source.startswith(("http://", "https://")):
            yield f"the image {source.removeprefix('attachment:')[:80]}"


def is_chinese(text: str) -> bool:
    """Whether a text is written in Chinese, mostly: a word of English counts as much as a character."""
    return len(_HAN.findall(text)) > len(re.findall(r"[A-Za-z]{2,}", text))


def _plain(heading: str) -> str:
    return re.sub(r"[`*_]{1,2}(\S.*?)[`*_]{1,2}", r"\1", heading).strip()
