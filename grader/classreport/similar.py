"""Owns finding submissions that are suspiciously alike, by datasketch's MinHash over the graded code.

Names, numbers and spaces do not count, only the kinds of tokens in their order and the names that are not the
student's own. What the stub gives everybody is taken out, and so is what a large part of the class writes.
"""

from __future__ import annotations

import io
import keyword
import tokenize
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

_LENGTH = 8  # tokens in a row that count as one piece
_COMMON = 0.3  # a piece that this share of the class has is how one writes it
_LEAST = 12  # pieces of one's own: with fewer, being alike says nothing
_ALIKE = 0.7  # of the pieces of both
_PERMUTATIONS = 128
_DOCSTRING = ('"""', "'''")
_SKIPPED = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING, tokenize.ENDMARKER, tokenize.INDENT}


class Pair(msgspec.Struct, frozen=True):
    """Two submissions and the share of their pieces that both have (Jaccard, 0 to 1)."""

    one: str
    other: str
    share: float


def alike(codes: Mapping[str, str], stub: str = "", *, threshold: float = _ALIKE) -> list[Pair]:
    """Pairs of `codes` (by whatever names them) that are alike, the most alike first."""
    from datasketch import MinHash, MinHashLSH

    given = pieces(stub)
    found = {name: pieces(code) - given for name, code in codes.items()}
    spread = Counter(piece for own in found.values() for piece in own)
    common = {piece for piece, count in spread.items() if count > max(2, _COMMON * len(codes))}
    own = {name: kept for name, every in found.items() if len(kept := every - common) >= _LEAST}
    index = MinHashLSH(threshold=max(0.1, threshold - 0.1), num_perm=_PERMUTATIONS)
    pairs = []
    for name, mine in own.items():
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch(["\0".join(piece).encode() for piece in mine])
        for other in index.query(sketch):  # a guess; what is told is counted
            share = len(mine & own[other]) / len(mine | own[other])
            if share >= threshold:
                pairs.append(Pair(other, name, share))
        index.insert(name, sketch)
    return sorted(pairs, key=lambda pair: (-pair.share, pair.one, pair.other))


def pieces(code: str) -> set[tuple[str, ...]]:
    """Every run of so many tokens, with the student's own names made one."""
    tokens = list(_tokens(code))
    return {tuple(tokens[n : n + _LENGTH]) for n in range(len(tokens) - _LENGTH + 1)}


def _tokens(code: str) -> Iterable[str]:
    lines: Sequence[tokenize.TokenInfo]
    try:
        lines = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return
    after_dot = False
    for token in lines:
        if token.type in _SKIPPED or (
            token.type == tokenize.STRING and token.line.strip().startswith(token.string[:3])
        ):
            continue
        if token.type == tokenize.NAME and not keyword.iskeyword(token.string):
            yield token.string if after_dot else "name"  # X.exp: exp is torch's
        elif token.type in (tokenize.NUMBER, tokenize.STRING):
            yield tokenize.tok_name[token.type]
        elif token.string:
            yield token.string
        after_dot = token.string == "."
