import itertools
import os
import re

import torch
from torch.utils import data


def read_data_nmt_by_path():
    """The path joined; the other name of the folder."""
    with open(os.path.join("..", "data", "fra-eng", "fra.txt"), encoding="utf8") as f:
        return "".join(f.readlines())


def read_data_nmt_bytes():
    """Bytes, decoded."""
    with open("data/fra-eng/fra.txt", "rb") as f:
        return f.read().decode("utf-8")


def preprocess_nmt_by_lookaround(text):
    """A regular expression that matches places, not characters."""
    text = re.sub("[\u202f\xa0]", " ", text)
    return re.sub(r"(?<=[^ ])(?=[,.!?])", " ", text).lower()


def preprocess_nmt_with_a_function(text):
    """A helper that looks at the character before."""

    def no_space(char, prev_char):
        return char in set(",.!?") and prev_char != " "

    text = text.translate({0x202F: " ", 0xA0: " "}).lower()
    out = [" " + char if i > 0 and no_space(char, text[i - 1]) else char for i, char in enumerate(text)]
    return "".join(out)


def tokenize_nmt_line_by_line(text, num_examples=None):
    """A loop that stops in time."""
    source, target = [], []
    for i, line in enumerate(text.split("\n")):
        if num_examples and i >= num_examples:
            break
        parts = line.split("\t")
        if len(parts) == 2:
            source.append(parts[0].split(" "))
            target.append(parts[1].split(" "))
    return source, target


def tokenize_nmt_sliced(text, num_examples=None):
    """Pairs first, then both sides; words by split()."""
    pairs = (line.split("\t") for line in text.splitlines())
    chosen = list(itertools.islice((pair for pair in pairs if len(pair) == 2), num_examples))
    return [pair[0].split() for pair in chosen], [pair[1].split() for pair in chosen]


def truncate_pad_two_ways(line, num_steps, padding_token):
    """One way for long lines, one for short ones."""
    if len(line) > num_steps:
        return line[:num_steps]
    return line + [padding_token] * (num_steps - len(line))


def truncate_pad_filled_first(line, num_steps, padding_token):
    """Filled up more than enough, then cut."""
    return (list(line) + num_steps * [padding_token])[:num_steps]


def truncate_pad_place_by_place(line, num_steps, padding_token):
    """Item by item."""
    return [line[i] if i < len(line) else padding_token for i in range(num_steps)]


def build_array_nmt_step_by_step(lines, vocab, num_steps):
    """Numbers, then <eos>, then the array; lengths as int32, summed."""
    lines = [vocab[line] for line in lines]
    lines = [line + [vocab["<eos>"]] for line in lines]
    array = torch.tensor([truncate_pad(line, num_steps, vocab["<pad>"]) for line in lines])
    valid_len = (array != vocab["<pad>"]).type(torch.int32).sum(1)
    return array, valid_len


def build_array_nmt_into_a_full_tensor(lines, vocab, num_steps):
    """A tensor of padding that is written into, and lengths from the lines."""
    array = torch.full((len(lines), num_steps), vocab["<pad>"])
    valid_len = torch.zeros(len(lines), dtype=torch.int32)
    for i, line in enumerate(lines):
        numbers = [vocab[token] for token in line] + [vocab["<eos>"]]
        numbers = numbers[:num_steps]
        array[i, : len(numbers)] = torch.tensor(numbers)
        valid_len[i] = len(numbers)
    return array, valid_len


def load_data_nmt_as_in_a_textbook(batch_size, num_steps, num_examples=600):
    """Step by step, with a helper for the loader."""

    def load_array(arrays, batch_size):
        return data.DataLoader(data.TensorDataset(*arrays), batch_size, shuffle=True)

    text = preprocess_nmt(read_data_nmt())
    source, target = tokenize_nmt(text, num_examples)
    src_vocab = Vocab(source, min_freq=2, reserved_tokens=["<pad>", "<bos>", "<eos>"])
    tgt_vocab = Vocab(target, min_freq=2, reserved_tokens=["<pad>", "<bos>", "<eos>"])
    src_array, src_valid_len = build_array_nmt(source, src_vocab, num_steps)
    tgt_array, tgt_valid_len = build_array_nmt(target, tgt_vocab, num_steps)
    data_iter = load_array((src_array, src_valid_len, tgt_array, tgt_valid_len), batch_size)
    return data_iter, src_vocab, tgt_vocab


class _Batches:
    """Batches in an order that each pass draws anew."""

    def __init__(self, tensors, batch_size):
        self.tensors, self.batch_size = tensors, batch_size

    def __iter__(self):
        for chosen in torch.randperm(len(self.tensors[0])).split(self.batch_size):
            yield [tensor[chosen] for tensor in self.tensors]


def load_data_nmt_batches_by_hand(batch_size, num_steps, num_examples=600):
    """No DataLoader."""
    sides = tokenize_nmt(preprocess_nmt(read_data_nmt()), num_examples)
    tensors, vocabs = [], []
    for lines in sides:
        vocabs.append(Vocab(lines, 2, ["<pad>", "<bos>", "<eos>"]))
        tensors.extend(build_array_nmt(lines, vocabs[-1], num_steps))
    return _Batches(tensors, batch_size), *vocabs
