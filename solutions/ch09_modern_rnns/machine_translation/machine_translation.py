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
    ### BEGIN SOLUTION
    with open("data/fra-eng/fra.txt", encoding="utf-8") as file:
        return file.read()
    ### END SOLUTION


def preprocess_nmt(text: str) -> str:
    """The text in lower case, with plain spaces, and with a space before each , . ! and ? that has none before it.

    U+202F and U+00A0, the two spaces that do not break, become plain ones. At the very start of the text nothing is
    put in."""
    ### BEGIN SOLUTION
    text = text.replace("\u202f", " ").replace("\xa0", " ").lower()
    pieces = []
    for i, char in enumerate(text):
        if char in ",.!?" and i > 0 and text[i - 1] != " ":
            pieces.append(" ")
        pieces.append(char)
    return "".join(pieces)
    ### END SOLUTION


def tokenize_nmt(text: str, num_examples: int | None = None) -> tuple[list[list[str]], list[list[str]]]:
    """(source, target): the words of both sentences of each line, two lists of equally many token lists.

    text: as preprocess_nmt gives it. Lines that are not two sentences with one tab between them are left out.
    num_examples: how many pairs to take from the start; all of them for None."""
    ### BEGIN SOLUTION
    source, target = [], []
    for line in text.split("\n"):
        parts = line.split("\t")
        if len(parts) == 2:
            source.append(parts[0].split(" "))
            target.append(parts[1].split(" "))
    return source[:num_examples], target[:num_examples]
    ### END SOLUTION


def truncate_pad(line: list, num_steps: int, padding_token) -> list:
    """The first num_steps tokens of the line; a shorter line is filled up with padding_token at its end. A new list."""
    ### BEGIN SOLUTION
    return line[:num_steps] + [padding_token] * (num_steps - len(line))
    ### END SOLUTION


def build_array_nmt(lines: list[list[str]], vocab: Vocab, num_steps: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(array, valid_len): lines of tokens as an int64 tensor, shape (n, num_steps), and how much of each is no padding.

    Each line gets "<eos>" at its end before it is cut or padded with "<pad>"; "<eos>" counts. valid_len: shape (n,),
    whole numbers."""
    ### BEGIN SOLUTION
    rows = [truncate_pad(vocab[[*line, "<eos>"]], num_steps, vocab["<pad>"]) for line in lines]
    array = torch.tensor(rows)
    return array, (array != vocab["<pad>"]).sum(dim=1)
    ### END SOLUTION


def load_data_nmt(batch_size: int, num_steps: int, num_examples: int = 600) -> tuple[data.DataLoader, Vocab, Vocab]:
    """(data_iter, src_vocab, tgt_vocab) of the first num_examples pairs.

    data_iter: shuffled batches (X, X_valid_len, Y, Y_valid_len), the last of what is left. The vocabularies leave out
    tokens that occur once, and reserve "<pad>", "<bos>", "<eos>"."""
    ### BEGIN SOLUTION
    source, target = tokenize_nmt(preprocess_nmt(read_data_nmt()), num_examples)
    src_vocab, tgt_vocab = (
        Vocab(lines, min_freq=2, reserved_tokens=["<pad>", "<bos>", "<eos>"]) for lines in (source, target)
    )
    tensors = (*build_array_nmt(source, src_vocab, num_steps), *build_array_nmt(target, tgt_vocab, num_steps))
    data_iter = data.DataLoader(data.TensorDataset(*tensors), batch_size, shuffle=True)
    return data_iter, src_vocab, tgt_vocab
    ### END SOLUTION
