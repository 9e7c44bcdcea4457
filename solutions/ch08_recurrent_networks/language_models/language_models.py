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
    ### BEGIN SOLUTION
    return [tuple(corpus[i : i + n]) for i in range(len(corpus) - n + 1)]
    ### END SOLUTION


def ngram_freqs(corpus: list, n: int) -> list[tuple[tuple, int]]:
    """The n-grams of the corpus with their counts, as pairs (n-gram, count): the most frequent first.

    Of n-grams that are equally frequent, the one that occurs first comes first."""
    ### BEGIN SOLUTION
    return collections.Counter(ngrams(corpus, n)).most_common()
    ### END SOLUTION


def plot_zipf(corpus: list) -> None:
    """Draw the counts of unigrams, bigrams and trigrams, the most frequent first, on logarithmic axes: three lines.

    The legend says "unigram", "bigram", "trigram"; the axes are called "token: x" and "frequency: n(x)"."""
    ### BEGIN SOLUTION
    for n, name in enumerate(["unigram", "bigram", "trigram"], 1):
        counts = [count for _, count in ngram_freqs(corpus, n)]
        plt.plot(range(1, len(counts) + 1), counts, label=name)
    plt.xscale("log")
    plt.yscale("log")
    plt.xlabel("token: x")
    plt.ylabel("frequency: n(x)")
    plt.legend()
    plt.show()
    ### END SOLUTION


def seq_data_iter_random(
    corpus: list[int], batch_size: int, num_steps: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Minibatches (X, Y) of subsequences in random order; X and Y int64, shape (batch_size, num_steps).

    Drops a random number of tokens, 0 to num_steps - 1, and cuts the rest into subsequences of num_steps tokens, as
    many as have a label for each token: Y is one token further than X. What fills no batch is left out."""
    ### BEGIN SOLUTION
    offset = random.randint(0, num_steps - 1)
    starts = list(range(offset, len(corpus) - num_steps, num_steps))
    random.shuffle(starts)
    for i in range(0, len(starts) - batch_size + 1, batch_size):
        chosen = starts[i : i + batch_size]
        X = torch.tensor([corpus[j : j + num_steps] for j in chosen])
        Y = torch.tensor([corpus[j + 1 : j + 1 + num_steps] for j in chosen])
        yield X, Y
    ### END SOLUTION


def seq_data_iter_sequential(
    corpus: list[int], batch_size: int, num_steps: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Minibatches (X, Y) whose rows go on from batch to batch; X and Y int64, shape (batch_size, num_steps).

    Drops a random number of tokens at the start, and cuts the rest into batch_size rows of equal length, one below the
    other; each batch is the next num_steps columns. Y is one token further than X. What fills no batch is left out."""
    ### BEGIN SOLUTION
    offset = random.randint(0, num_steps)
    length = (len(corpus) - offset - 1) // batch_size
    inputs = torch.tensor(corpus[offset : offset + length * batch_size])
    labels = torch.tensor(corpus[offset + 1 : offset + 1 + length * batch_size])
    for i in range(0, length - num_steps + 1, num_steps):
        X = inputs.reshape(batch_size, length)[:, i : i + num_steps]
        Y = labels.reshape(batch_size, length)[:, i : i + num_steps]
        yield X, Y
    ### END SOLUTION


class SeqDataLoader:
    """Minibatches of the time machine's characters, as often as one goes through it; each time with an offset anew.

    corpus: the list of numbers; vocab: its vocabulary; batch_size, num_steps: as given.
    """

    def __init__(self, batch_size, num_steps, use_random_iter, max_tokens):
        """use_random_iter: random sampling instead of sequential partitioning. max_tokens: of the corpus; -1 for all."""
        ### BEGIN SOLUTION
        self.data_iter_fn = seq_data_iter_random if use_random_iter else seq_data_iter_sequential
        self.corpus, self.vocab = load_corpus_time_machine(max_tokens)
        self.batch_size, self.num_steps = batch_size, num_steps
        ### END SOLUTION

    def __iter__(self):
        ### BEGIN SOLUTION
        return self.data_iter_fn(self.corpus, self.batch_size, self.num_steps)
        ### END SOLUTION


def load_data_time_machine(
    batch_size: int, num_steps: int, use_random_iter: bool = False, max_tokens: int = 10000
) -> tuple[SeqDataLoader, Vocab]:
    """The loader and its vocabulary."""
    ### BEGIN SOLUTION
    loader = SeqDataLoader(batch_size, num_steps, use_random_iter, max_tokens)
    return loader, loader.vocab
    ### END SOLUTION
