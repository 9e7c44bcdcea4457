import os
import re

import torch
from torch.utils import data


def read_snli_of_the_book(data_dir, is_train):
    """Three regular expressions, and lines from the second on."""

    def extract_text(s):
        s = re.sub("\\(", "", s)
        s = re.sub("\\)", "", s)
        s = re.sub("\\s{2,}", " ", s)
        return s.strip()

    label_set = {"entailment": 0, "contradiction": 1, "neutral": 2}
    file_name = os.path.join(data_dir, "snli_1.0_train.txt" if is_train else "snli_1.0_test.txt")
    with open(file_name) as f:
        rows = [row.split("\t") for row in f.readlines()[1:]]
    premises = [extract_text(row[1]) for row in rows if row[0] in label_set]
    hypotheses = [extract_text(row[2]) for row in rows if row[0] in label_set]
    labels = [label_set[row[0]] for row in rows if row[0] in label_set]
    return premises, hypotheses, labels


def read_snli_line_by_line(data_dir, is_train):
    """A loop over the lines; words that are no parentheses."""
    names = ["entailment", "contradiction", "neutral"]
    made = [], [], []
    with open(f"{data_dir}/snli_1.0_{['test', 'train'][bool(is_train)]}.txt", encoding="utf8") as lines:
        next(lines)
        for line in lines:
            label, *trees = line.split("\t")[:3]
            if label not in names:
                continue
            for part, tree in zip(made, trees):
                part.append(" ".join(word for word in tree.split() if word not in "()"))
            made[2].append(names.index(label))
    return list(made)


class SNLIDataset_of_the_book(data.Dataset):
    """With a method that pads, and a line printed."""

    def __init__(self, dataset, num_steps, vocab=None):
        self.num_steps = num_steps
        all_premise_tokens = tokenize(dataset[0])
        all_hypothesis_tokens = tokenize(dataset[1])
        if vocab is None:
            self.vocab = Vocab(all_premise_tokens + all_hypothesis_tokens, min_freq=5, reserved_tokens=["<pad>"])
        else:
            self.vocab = vocab
        self.premises = self._pad(all_premise_tokens)
        self.hypotheses = self._pad(all_hypothesis_tokens)
        self.labels = torch.tensor(dataset[2])
        print("read " + str(len(self.premises)) + " examples")

    def _pad(self, lines):
        return torch.tensor([truncate_pad(self.vocab[line], self.num_steps, self.vocab["<pad>"]) for line in lines])

    def __getitem__(self, idx):
        return (self.premises[idx], self.hypotheses[idx]), self.labels[idx]

    def __len__(self):
        return len(self.premises)


class SNLIDataset_made_when_asked(data.Dataset):
    """Numbers are looked up when an item is asked for; the label is a plain number."""

    def __init__(self, dataset, num_steps, vocab=None):
        super().__init__()
        self.pairs = list(zip(*dataset))
        words = [side.split() for pair in self.pairs for side in pair[:2]]
        self.vocab = vocab if vocab is not None else Vocab(words, 5, ["<pad>"])
        self.num_steps = num_steps

    def __len__(self):
        return len(self.pairs)

    def __getitem__(self, i):
        premise, hypothesis, label = self.pairs[i]
        return [self.numbers(premise), self.numbers(hypothesis)], label

    def numbers(self, sentence):
        row = torch.full((self.num_steps,), self.vocab["<pad>"])
        words = sentence.split()[: self.num_steps]
        row[: len(words)] = torch.tensor([self.vocab[word] for word in words], dtype=torch.long)
        return row


def load_data_snli_of_the_book(batch_size, num_steps=50):
    """Step by step."""
    data_dir = os.path.join("..", "data", "SNLI")
    train_data = read_snli(data_dir, True)
    test_data = read_snli(data_dir, False)
    train_set = SNLIDataset(train_data, num_steps)
    test_set = SNLIDataset(test_data, num_steps, train_set.vocab)
    train_iter = torch.utils.data.DataLoader(train_set, batch_size, shuffle=True, num_workers=0)
    test_iter = torch.utils.data.DataLoader(test_set, batch_size, shuffle=False, num_workers=0)
    return train_iter, test_iter, train_set.vocab


class _Batches:
    """Batches of items, in an order that each pass draws anew, or never."""

    def __init__(self, items, batch_size, mixed):
        self.items, self.batch_size, self.mixed = items, batch_size, mixed

    def __iter__(self):
        n = len(self.items)
        order = torch.randperm(n) if self.mixed else torch.arange(n)
        for chosen in order.split(self.batch_size):
            yield data.default_collate([self.items[i] for i in chosen.tolist()])


def load_data_snli_batches_by_hand(batch_size, num_steps=50):
    """No DataLoader."""
    train_set = SNLIDataset(read_snli("data/SNLI", is_train=True), num_steps=num_steps)
    test_set = SNLIDataset(read_snli("data/SNLI", is_train=False), num_steps, vocab=train_set.vocab)
    return _Batches(train_set, batch_size, True), _Batches(test_set, batch_size, False), train_set.vocab
