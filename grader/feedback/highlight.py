"""Owns the student's code as highlighted HTML, one element a line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from markupsafe import Markup, escape
from pygments.lexers.python import PythonLexer
from pygments.token import Token

# Few colours: what helps to read a dozen lines. The order matters: the first that contains the token's type wins.
_CLASSES = (
    (Token.Comment, "c"),
    (Token.Literal.String, "s"),
    (Token.Literal.Number, "n"),
    (Token.Keyword, "k"),
    (Token.Operator.Word, "k"),
    (Token.Name.Function, "f"),
    (Token.Name.Class, "f"),
    (Token.Name.Decorator, "f"),
    (Token.Name.Builtin, "b"),
)


@cache
def _lexer() -> PythonLexer:
    return PythonLexer(ensurenl=False, stripnl=False)


@cache
def _class_of(kind: object) -> str:
    return next((name for family, name in _CLASSES if kind in family), "")


@lru_cache(maxsize=256)
def lines(source: str) -> tuple[Markup, ...]:
    """Each line of `source` as HTML, escaped. Cached: a class hands in the same lines again and again."""
    done: list[Markup] = []
    current: list[str] = []
    for kind, value in _lexer().get_tokens(source.rstrip("\n")):
        name = _class_of(kind)
        for n, piece in enumerate(value.split("\n")):
            if n:
                done.append(Markup("".join(current)))
                current = []
            if piece:
                text = str(escape(piece))
                current.append(f'<span class="{name}">{text}</span>' if name and not piece.isspace() else text)
    done.append(Markup("".join(current)))
    return tuple(done)


def listing(source: str, first: int, marks: Mapping[int, str], anchor: str) -> Markup:
    """The lines numbered from `first`; those in `marks` carry its class. `anchor` begins each line's id."""
    rows = []
    for number, line in enumerate(lines(source), first):
        mark = f" {marks[number]}" if number in marks else ""
        rows.append(f'<span class="l{mark}" id="{anchor}{number}" data-n="{number}">{line}\n</span>')
    return Markup("".join(rows))
