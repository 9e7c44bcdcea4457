"""From a text to numbers: lines, tokens, a vocabulary (Dive into Deep Learning, section 8.2)."""

import collections
import re


def read_time_machine() -> list[str]:
    """The lines of data/timemachine.txt (UTF-8), in order: lower-case English letters, with one space between words.

    All that is no letter from a to z, or A to Z, counts as a gap. Lines without letters stay, as "".
    """
    raise NotImplementedError("read_time_machine is not written yet")


def tokenize(lines: list[str], token: str = "word") -> list[list[str]]:
    """The tokens of each line: its words (token="word"), or its characters, spaces included (token="char").

    A line without tokens gives an empty list.
    """
    raise NotImplementedError("tokenize is not written yet")


def count_corpus(tokens: list) -> collections.Counter:
    """How often each token occurs.

    tokens: a list of tokens, or a list of lists of tokens; either may be empty. A token is a string or a tuple.
    """
    raise NotImplementedError("count_corpus is not written yet")


class Vocab:
    """Numbers for tokens: 0 is "<unk>", the unknown token; then the reserved ones; then the others, frequent ones first.

    idx_to_token: the list of all tokens; token_to_idx: a dict with the index of each.
    """

    def __init__(self, tokens=None, min_freq=0, reserved_tokens=None):
        """tokens: as count_corpus takes them. min_freq: rarer tokens are left out. reserved_tokens: a list, without "<unk>"."""
        raise NotImplementedError("Vocab.__init__ is not written yet")

    def __len__(self):
        """The number of tokens, with "<unk>" and the reserved ones."""
        raise NotImplementedError("Vocab.__len__ is not written yet")

    def __getitem__(self, tokens):
        """The index of a token, that of "<unk>" if it is unknown; for a list, the list of the indices."""
        raise NotImplementedError("Vocab.__getitem__ is not written yet")

    def to_tokens(self, indices):
        """The token of an index; for a list, a tuple or a 1-D tensor of indices, the list of the tokens."""
        raise NotImplementedError("Vocab.to_tokens is not written yet")

    @property
    def unk(self):
        """The index of the unknown token."""
        raise NotImplementedError("Vocab.unk is not written yet")

    @property
    def token_freqs(self):
        """All tokens of the corpus with their counts, as pairs (token, count), frequent ones first."""
        raise NotImplementedError("Vocab.token_freqs is not written yet")


def load_corpus_time_machine(max_tokens: int = -1) -> tuple[list[int], Vocab]:
    """(corpus, vocab): the characters of the text as one list of indices, and the vocabulary of the whole text.

    max_tokens: how many of the first characters the corpus keeps; all of them for -1."""
    raise NotImplementedError("load_corpus_time_machine is not written yet")
