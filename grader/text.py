"""Owns Text: a sentence in English and in Chinese."""

from __future__ import annotations

import inspect
import re

import msgspec

_HAN = re.compile(r"[\u3400-\u9fff]")


class Text(msgspec.Struct, frozen=True):
    """One sentence (or paragraph) for a reader, in both of the course's languages."""

    en: str
    zh: str = ""

    def of(self, lang: str) -> str:
        """The text in `lang` ("en" or "zh"); English where there is no translation."""
        return self.zh if lang == "zh" and self.zh else self.en

    @classmethod
    def parse(cls, docstring: str | None) -> Text:
        """Read a docstring: `English. / 中文。` on one line, or an English paragraph, a blank line and a Chinese one."""
        paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", inspect.cleandoc(docstring or "")) if p.strip()]
        if not paragraphs:
            return cls("")
        first = paragraphs[0]
        if len(paragraphs) > 1 and not _HAN.search(first):
            chinese = [p for p in paragraphs[1:] if _HAN.search(p)]
            english = [p for p in paragraphs if not _HAN.search(p)]
            return cls("\n\n".join(english), _close_up("\n\n".join(chinese)))
        for cut in re.finditer(r" / ", first):
            if _HAN.search(first[cut.end() :]) and not _HAN.search(first[: cut.start()]):
                return cls(first[: cut.start()].strip(), _close_up(first[cut.end() :].strip()))
        return cls(first)


def _close_up(text: str) -> str:
    """Chinese has no spaces between characters: undo those that joining wrapped lines put there."""
    return re.sub(r"(?<=[\u3400-\u9fff，。；：、！？]) (?=[\u3400-\u9fff，。；：、！？])", "", text)
