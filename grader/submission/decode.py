"""Owns bytes to text: encodings, byte order marks, line ends, and files that are no text at all."""

from __future__ import annotations

import codecs
import re

from grader.submission.model import Unreadable, shown
from grader.text import Text

# A cookie may only name an encoding that cannot hide code from whoever reads the file: utf-7 can.
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_PLAIN = {"utf-8", "ascii", "iso8859-1", "gbk", "gb2312", "gb18030"}

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF-", "a PDF document", " PDF 文档"),
    (b"\x7fELF", "a compiled program", "编译后的程序"),
    (b"\x89PNG", "an image", "图片"),
    (b"\xff\xd8\xff", "an image", "图片"),
    (b"\x1f\x8b", "a gzip archive", " gzip 压缩包"),
    (b"Rar!", "a RAR archive", " RAR 压缩包"),
    (b"7z\xbc\xaf", "a 7-Zip archive", " 7-Zip 压缩包"),
    (b"\xd0\xcf\x11\xe0", "an Office document", " Office 文档"),
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CJK = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def decode(data: bytes, name: str) -> tuple[str, list[Text]]:
    """The text of a file with "\\n" line ends and without byte order mark or NUL, and warnings. Raises Unreadable."""
    name = shown(name)
    for magic, en, zh in _BINARY:
        if data.startswith(magic):
            raise Unreadable(
                Text(
                    f"{name} is {en}, not Python code: hand in the .py file or the notebook itself.",
                    f"{name} 是{zh}，不是 Python 代码：请提交 .py 文件或 notebook 本身。",
                )
            )
    warnings: list[Text] = []
    text = _by_mark(data, name)
    if text is None:
        text = _by_cookie(data, name)
    if text is None and b"\0" in data[:4000]:
        text = _unmarked_utf16(data)
        if text is not None:
            warnings.append(_encoding_warning(name, "UTF-16"))
    if text is None:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text, encoding = _guess(data)
            warnings.append(_encoding_warning(name, encoding))
    text = clean(text)
    nuls = text.count("\0")
    if len(_CONTROL.findall(text[:100_000])) + text[:100_000].count("\0") > 8 + len(text[:100_000]) // 200:
        raise Unreadable(
            Text(
                f"{name} is a binary file, not text: hand in the .py file or the notebook itself.",
                f"{name} 是二进制文件，不是文本：请提交 .py 文件或 notebook 本身。",
            )
        )
    if nuls:
        text = text.replace("\0", "")
        warnings.append(
            Text(
                f"{name} contains NUL characters; they were left out.",
                f"{name} 含有 NUL 字符，已将其忽略。",
            )
        )
    return text, warnings


def clean(text: str) -> str:
    """`text` with "\\n" line ends, without byte order marks, and with lone surrogates replaced."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\ufeff" in text:
        text = text.replace("\ufeff", "")
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            text = text.encode("utf-8", "replace").decode("utf-8")
    return text.rstrip("\x1a")  # Ctrl-Z, the end of a file to old editors


def _by_mark(data: bytes, name: str) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                if encoding == "utf-8":
                    return None  # a stray mark before an older encoding
                raise Unreadable(
                    Text(
                        f"{name} says that it is {encoding.upper()} text, but it is damaged: save it again as UTF-8.",
                        f"{name} 标明为 {encoding.upper()} 编码，但内容已损坏：请另存为 UTF-8。",
                    )
                ) from None
    return None


def _by_cookie(data: bytes, name: str) -> str | None:
    """The text by its `# coding:` line; None where there is none, or where the file does not keep to it."""
    for line in re.split(rb"\r\n|\r|\n", data[:1000])[:2]:
        match = _COOKIE.match(line)
        if match:
            cookie = match[1].decode("ascii", "replace")
            try:
                encoding = codecs.lookup(cookie).name
            except LookupError:
                encoding = ""
            if encoding not in _PLAIN:
                raise Unreadable(
                    Text(
                        f"{name} declares the encoding {shown(cookie, 30)}, which is not accepted: save it as UTF-8.",
                        f"{name} 声明了不被接受的编码 {shown(cookie, 30)}：请另存为 UTF-8。",
                    )
                )
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
        if not _BLANK.match(line):
            return None
    return None


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    encoding = "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""
    if not encoding or max(even, odd) * 4 < len(head):
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guess(data: bytes) -> tuple[str, str]:
    """Text that is not UTF-8: GBK where that gives Chinese, else Latin-1, which any bytes are."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return data.decode("latin-1"), "Latin-1"
    foreign = sum(not char.isascii() for char in text)
    if len(_CJK.findall(text)) * 10 >= foreign * 9:
        return text, "GBK"
    return data.decode("latin-1"), "Latin-1"


def _encoding_warning(name: str, encoding: str) -> Text:
    return Text(
        f"{name} is not saved as UTF-8; it was read as {encoding}, so characters in strings and comments may be wrong.",
        f"{name} 不是 UTF-8 编码；已按 {encoding} 读取，字符串和注释中的字符可能有误。",
    )
