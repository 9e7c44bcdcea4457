"""Byte pair encoding: symbols between letters and words (Dive into Deep Learning, section 14.6)."""

import collections
import itertools


def get_pair_freqs(token_freqs: dict[str, int]) -> dict[tuple[str, str], int]:
    """How often each pair of neighbouring symbols occurs in the words.

    token_freqs: words, written as symbols with one space between them, with their frequencies: {"h o p _": 3}.
    Returns a dict from pairs (first, second) to numbers, of the pairs that occur.
    """
    raise NotImplementedError("get_pair_freqs is not written yet")


def get_max_freq_pair(token_freqs: dict[str, int]) -> tuple[str, str]:
    """The most frequent pair of neighbouring symbols; of equally frequent ones, that which occurs first.

    token_freqs: as above, with at least one pair.
    """
    raise NotImplementedError("get_max_freq_pair is not written yet")


def merge_symbols(max_freq_pair: tuple[str, str], token_freqs: dict[str, int], symbols: list[str]) -> dict[str, int]:
    """Merge a pair into one symbol, wherever it occurs; the new symbol is appended to the list symbols.

    Returns the words in their new spelling, with their frequencies, in the same order, as a new dict.
    """
    raise NotImplementedError("merge_symbols is not written yet")


def segment_BPE(tokens: list[str], symbols: list[str]) -> list[str]:
    """Cut each word into symbols, from the left, taking the longest that fits each time.

    Returns a string for each word: its symbols with a space between them. Where no symbol fits, the rest of the word
    becomes one "[UNK]".
    """
    raise NotImplementedError("segment_BPE is not written yet")
