"""Counting n-grams, and minibatches of a long sequence (Dive into Deep Learning, section 8.3)."""

import collections
import random
import re
from collections.abc import Iterator

import torch
from matplotlib import pyplot as plt


class Vocab:
    """Given: numbers for characters, as in section 8.2, as far as it is needed here."""

    def __init__(self, tokens):
        counts = collections.Counter(tokens).most_common()
        self.idx_to_token = ["<unk>"] + [token for token, _ in counts]
        self.token_to_idx = {token: number for number, token in enumerate(self.idx_to_token)}

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        if isinstance(tokens, (list, tuple)):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, 0)

    def to_tokens(self, indices):
        if isinstance(indices, (list, tuple)):
            return [self.idx_to_token[number] for number in indices]
        return self.idx_to_token[indices]


def load_corpus_time_machine(max_tokens=-1):
    """Given: the characters of data/timemachine.txt as a list of numbers, and their Vocab, as in section 8.2."""
    with open("data/timemachine.txt", encoding="utf-8") as file:
        lines = [" ".join(re.findall("[a-z]+", line.lower())) for line in file]
    characters = list("".join(lines))
    vocab = Vocab(characters)
    return vocab[characters[:max_tokens] if max_tokens > 0 else characters], vocab


def ngrams(corpus: list, n: int) -> list[tuple]:
    """All runs of n tokens in a row, in order, as tuples of length n; for n = 1 too. None where the corpus is shorter.

    corpus: a list of tokens, strings or numbers. n: at least 1.
    """
    raise NotImplementedError("ngrams is not written yet")


def ngram_freqs(corpus: list, n: int) -> list[tuple[tuple, int]]:
    """The n-grams of the corpus with their counts, as pairs (n-gram, count): the most frequent first.

    Of n-grams that are equally frequent, the one that occurs first comes first."""
    raise NotImplementedError("ngram_freqs is not written yet")


def plot_zipf(corpus: list) -> None:
    """Draw the counts of unigrams, bigrams and trigrams, the most frequent first, on logarithmic axes: three lines.

    The legend says "unigram", "bigram", "trigram"; the axes are called "token: x" and "frequency: n(x)"."""
    raise NotImplementedError("plot_zipf is not written yet")


def seq_data_iter_random(
    corpus: list[int], batch_size: int, num_steps: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Minibatches (X, Y) of subsequences in random order; X and Y int64, shape (batch_size, num_steps).

    Drops a random number of tokens, 0 to num_steps - 1, and cuts the rest into subsequences of num_steps tokens, as
    many as have a label for each token: Y is one token further than X. What fills no batch is left out."""
    raise NotImplementedError("seq_data_iter_random is not written yet")


def seq_data_iter_sequential(
    corpus: list[int], batch_size: int, num_steps: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Minibatches (X, Y) whose rows go on from batch to batch; X and Y int64, shape (batch_size, num_steps).

    Drops a random number of tokens at the start, and cuts the rest into batch_size rows of equal length, one below the
    other; each batch is the next num_steps columns. Y is one token further than X. What fills no batch is left out."""
    raise NotImplementedError("seq_data_iter_sequential is not written yet")


class SeqDataLoader:
    """Minibatches of the time machine's characters, as often as one goes through it; each time with an offset anew.

    corpus: the list of numbers; vocab: its vocabulary; batch_size, num_steps: as given.
    """

    def __init__(self, batch_size, num_steps, use_random_iter, max_tokens):
        """use_random_iter: random sampling instead of sequential partitioning. max_tokens: of the corpus; -1 for all."""
        raise NotImplementedError("SeqDataLoader.__init__ is not written yet")

    def __iter__(self):
        raise NotImplementedError("SeqDataLoader.__iter__ is not written yet")


def load_data_time_machine(
    batch_size: int, num_steps: int, use_random_iter: bool = False, max_tokens: int = 10000
) -> tuple[SeqDataLoader, Vocab]:
    """The loader and its vocabulary."""
    raise NotImplementedError("load_data_time_machine is not written yet")
