"""Pairs of premise and hypothesis as minibatches (Dive into Deep Learning, section 15.4)."""

import collections
import re
from pathlib import Path

import torch
from torch.utils import data


def tokenize(lines):
    """Given: the words of each line, a list of lists (section 8.2). Blanks separate words."""
    return [line.split() for line in lines]


def truncate_pad(line, num_steps, padding_token):
    """Given: the first num_steps items of a list, filled up with padding_token at its end (section 9.5)."""
    return line[:num_steps] + [padding_token] * (num_steps - len(line))


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


def read_snli(data_dir: str, is_train: bool) -> tuple[list[str], list[str], list[int]]:
    """(premises, hypotheses, labels): equally many of each, in the order of the file.

    data_dir: holds snli_1.0_train.txt and snli_1.0_test.txt. Labels: 0 entailment, 1 contradiction, 2 neutral; lines with
    another label are left out. Of the parses in the second and third column the words are left, a space between each two."""
    raise NotImplementedError("read_snli is not written yet")


class SNLIDataset(data.Dataset):
    """Premises and hypotheses as numbers: item i is ((premise, hypothesis), label).

    dataset: as read_snli gives it. premise, hypothesis: int64, shape (num_steps,), cut or filled up with "<pad>" at the
    end. vocab: looks the words up; if None, one is made of the words that occur at least five times in premises and
    hypotheses together, with "<pad>" reserved. It is the attribute vocab of the data set.
    """

    def __init__(self, dataset, num_steps, vocab=None):
        raise NotImplementedError("SNLIDataset.__init__ is not written yet")

    def __getitem__(self, idx):
        raise NotImplementedError("SNLIDataset.__getitem__ is not written yet")

    def __len__(self):
        raise NotImplementedError("SNLIDataset.__len__ is not written yet")


def load_data_snli(batch_size: int, num_steps: int = 50) -> tuple[data.DataLoader, data.DataLoader, Vocab]:
    """(train_iter, test_iter, vocab) of the pairs in ../data/SNLI.

    The loaders give batches of the items of an SNLIDataset; the last has what is left. Training pairs are shuffled anew
    in each pass, test pairs come in the order of the file. vocab: that of the training set, used for both."""
    raise NotImplementedError("load_data_snli is not written yet")
