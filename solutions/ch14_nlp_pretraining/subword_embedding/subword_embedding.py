"""Byte pair encoding: symbols between letters and words (Dive into Deep Learning, section 14.6)."""

import collections
import itertools


def get_pair_freqs(token_freqs: dict[str, int]) -> dict[tuple[str, str], int]:
    """How often each pair of neighbouring symbols occurs in the words.

    token_freqs: words, written as symbols with one space between them, with their frequencies: {"h o p _": 3}.
    Returns a dict from pairs (first, second) to numbers, of the pairs that occur.
    """
    ### BEGIN SOLUTION
    pairs = collections.Counter()
    for token, freq in token_freqs.items():
        symbols = token.split()
        for pair in itertools.pairwise(symbols):
            pairs[pair] += freq
    return pairs
    ### END SOLUTION


def get_max_freq_pair(token_freqs: dict[str, int]) -> tuple[str, str]:
    """The most frequent pair of neighbouring symbols; of equally frequent ones, that which occurs first.

    token_freqs: as above, with at least one pair.
    """
    ### BEGIN SOLUTION
    pairs = get_pair_freqs(token_freqs)
    return max(pairs, key=pairs.get)
    ### END SOLUTION


def merge_symbols(max_freq_pair: tuple[str, str], token_freqs: dict[str, int], symbols: list[str]) -> dict[str, int]:
    """Merge a pair into one symbol, wherever it occurs; the new symbol is appended to the list symbols.

    Returns the words in their new spelling, with their frequencies, in the same order, as a new dict.
    """
    ### BEGIN SOLUTION
    merged = "".join(max_freq_pair)
    symbols.append(merged)
    new_token_freqs = {}
    for token, freq in token_freqs.items():
        parts = []
        for symbol in token.split():
            if parts and (parts[-1], symbol) == tuple(max_freq_pair):
                parts[-1] = merged
            else:
                parts.append(symbol)
        new_token_freqs[" ".join(parts)] = freq
    return new_token_freqs
    ### END SOLUTION


def segment_BPE(tokens: list[str], symbols: list[str]) -> list[str]:
    """Cut each word into symbols, from the left, taking the longest that fits each time.

    Returns a string for each word: its symbols with a space between them. Where no symbol fits, the rest of the word
    becomes one "[UNK]".
    """
    ### BEGIN SOLUTION
    outputs = []
    for token in tokens:
        start, parts = 0, []
        while start < len(token):
            ends = [end for end in range(len(token), start, -1) if token[start:end] in symbols]
            if not ends:
                parts.append("[UNK]")
                break
            parts.append(token[start : ends[0]])
            start = ends[0]
        outputs.append(" ".join(parts))
    return outputs
    ### END SOLUTION
