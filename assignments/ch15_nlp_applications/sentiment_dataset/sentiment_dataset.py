"""Film reviews, good and bad, as minibatches (Dive into Deep Learning, section 15.1)."""

import collections
from pathlib import Path

import torch
from torch.utils import data


def tokenize(lines):
    """Given: the words of each line, a list of lists (section 8.2). Blanks separate words."""
    return [line.split() for line in lines]


class Vocab:
    """Given: numbers for tokens, as in section 8.2: "<unk>", the reserved tokens, then the others by frequency."""

    def __init__(self, tokens, min_freq=0, reserved_tokens=None):
        counts = collections.Counter()
        for line in tokens:
            counts.update(line)
        names = ["<unk>"] + list(reserved_tokens or []) + [t for t, n in counts.most_common() if n >= min_freq]
        self.idx_to_token = list(dict.fromkeys(names))
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


def read_imdb(data_dir: str, is_train: bool) -> tuple[list[str], list[int]]:
    """(reviews, labels): all reviews of the training or the test set, and 1 for each good one, 0 for each bad one.

    data_dir: holds the folders train/pos, train/neg, test/pos and test/neg, with a review (UTF-8) in each file. Line
    breaks are taken out of the reviews. The reviews may come in any order, each with its own label."""
    raise NotImplementedError("read_imdb is not written yet")


def pad_reviews(tokens: list[list[str]], vocab: Vocab, num_steps: int) -> torch.Tensor:
    """Reviews as an int64 tensor, shape (n, num_steps): the numbers of the first num_steps tokens of each.

    tokens: the words of n reviews, each a list. What is shorter is filled up with vocab["<pad>"] at its end."""
    raise NotImplementedError("pad_reviews is not written yet")


def load_data_imdb(batch_size: int, num_steps: int = 500) -> tuple[data.DataLoader, data.DataLoader, Vocab]:
    """(train_iter, test_iter, vocab) of the reviews in ../data/aclImdb.

    The loaders give batches (X, y): X as pad_reviews makes it, y the labels, int64, shape (n,); the last has what is
    left. Training reviews are shuffled anew in each pass, test reviews are not. vocab: of the words that occur at least
    five times in the training reviews; "<pad>" is reserved."""
    raise NotImplementedError("load_data_imdb is not written yet")
