"""Pairs of sentences as minibatches (Dive into Deep Learning, section 9.5)."""

import collections

import torch
from torch.utils import data


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


def read_data_nmt() -> str:
    """The whole of data/fra-eng/fra.txt (UTF-8) as one string, as it is: a pair of sentences a line, a tab between them."""
    raise NotImplementedError("read_data_nmt is not written yet")


def preprocess_nmt(text: str) -> str:
    """The text in lower case, with plain spaces, and with a space before each , . ! and ? that has none before it.

    U+202F and U+00A0, the two spaces that do not break, become plain ones. At the very start of the text nothing is
    put in."""
    raise NotImplementedError("preprocess_nmt is not written yet")


def tokenize_nmt(text: str, num_examples: int | None = None) -> tuple[list[list[str]], list[list[str]]]:
    """(source, target): the words of both sentences of each line, two lists of equally many token lists.

    text: as preprocess_nmt gives it. Lines that are not two sentences with one tab between them are left out.
    num_examples: how many pairs to take from the start; all of them for None."""
    raise NotImplementedError("tokenize_nmt is not written yet")


def truncate_pad(line: list, num_steps: int, padding_token) -> list:
    """The first num_steps tokens of the line; a shorter line is filled up with padding_token at its end. A new list."""
    raise NotImplementedError("truncate_pad is not written yet")


def build_array_nmt(lines: list[list[str]], vocab: Vocab, num_steps: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(array, valid_len): lines of tokens as an int64 tensor, shape (n, num_steps), and how much of each is no padding.

    Each line gets "<eos>" at its end before it is cut or padded with "<pad>"; "<eos>" counts. valid_len: shape (n,),
    whole numbers."""
    raise NotImplementedError("build_array_nmt is not written yet")


def load_data_nmt(batch_size: int, num_steps: int, num_examples: int = 600) -> tuple[data.DataLoader, Vocab, Vocab]:
    """(data_iter, src_vocab, tgt_vocab) of the first num_examples pairs.

    data_iter: shuffled batches (X, X_valid_len, Y, Y_valid_len), the last of what is left. The vocabularies leave out
    tokens that occur once, and reserve "<pad>", "<bos>", "<eos>"."""
    raise NotImplementedError("load_data_nmt is not written yet")
