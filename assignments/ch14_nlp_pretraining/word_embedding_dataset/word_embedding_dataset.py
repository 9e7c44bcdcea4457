"""From sentences to minibatches for the skip-gram model (Dive into Deep Learning, section 14.3)."""

import collections
import itertools
import random

import torch


class Vocab:
    """Given: numbers for tokens, as in section 8.2: "<unk>", then the others by frequency."""

    unk = 0

    def __init__(self, tokens, min_freq=0):
        counts = collections.Counter(token for line in tokens for token in line)
        self.idx_to_token = ["<unk>"] + [token for token, n in counts.most_common() if n >= min_freq]
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


def subsample(sentences: list[list[str]], vocab: Vocab) -> tuple[list[list[str]], collections.Counter]:
    """(subsampled, counter): the sentences with fewer frequent words, and how often each word occurs before that.

    Unknown tokens are taken out first. Then each occurrence of a word of relative frequency f stays with probability
    sqrt(1e-4 / f), and always where that is above 1. A list for each sentence, in order, be it empty.
    """
    raise NotImplementedError("subsample is not written yet")


def get_centers_and_contexts(corpus: list[list[int]], max_window_size: int) -> tuple[list[int], list[list[int]]]:
    """(centers, contexts): each token of the corpus as a centre, and the tokens around it, left to right.

    The window reaches equally far to both sides, 1 to max_window_size tokens, drawn for each centre anew, and stays
    within the sentence. Sentences of fewer than two tokens have no pairs and are left out.
    """
    raise NotImplementedError("get_centers_and_contexts is not written yet")


class RandomGenerator:
    """Draws numbers from 1 to n by n weights, as often as one likes."""

    def __init__(self, sampling_weights):
        """sampling_weights: n numbers, not negative; they need not sum to one. Number i has the weight at index i - 1."""
        raise NotImplementedError("RandomGenerator.__init__ is not written yet")

    def draw(self):
        """A number from 1 to n, an int, with a probability in proportion to its weight."""
        raise NotImplementedError("RandomGenerator.draw is not written yet")


def get_negatives(all_contexts: list[list[int]], vocab: Vocab, counter: collections.Counter, K: int) -> list[list[int]]:
    """Noise words: for each list of context words, K times as many indices, none of them among these context words.

    Index i (1 to len(vocab) - 1, never 0 for "<unk>") is drawn in proportion to counter[its token] to the power 0.75.
    """
    raise NotImplementedError("get_negatives is not written yet")


def batchify(
    data: list[tuple[int, list[int], list[int]]],
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """(centers, contexts_negatives, masks, labels) of n examples (center, context words, noise words); all int64.

    centers: (n, 1). The others: (n, length of the longest example). contexts_negatives: context words, noise words,
    then zeros. masks: 1 for words, 0 for padding. labels: 1 for context words, 0 elsewhere.
    """
    raise NotImplementedError("batchify is not written yet")
