"""Owns Text: a sentence in English and in Chinese; and the one sentence that suites and feedback both say."""

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
        """Read a docstring: `English. / 中文。` on one line, or English, a blank line and Chinese."""
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


def once_passed(titles: list[Text]) -> Text:
    """Why a test was not judged: the titles of those that must pass first."""
    if not titles:
        return Text("Judged once the tests before it pass.", "前面的测试通过后才会评判。")
    en = " and ".join(f"“{title.of('en').rstrip('.')}”" for title in titles)
    zh = "和".join(f"“{title.of('zh').rstrip('。')}”" for title in titles)
    return Text(f"Judged once {en} {'pass' if len(titles) > 1 else 'passes'}.", f"{zh}通过后才会评判。")
