import glob
import os

import torch
from torch.utils import data


def read_imdb_by_listdir(data_dir, is_train):
    """As in the book: the folders' lists, bytes, decoded."""
    texts, marks = [], []
    for label in ("pos", "neg"):
        folder_name = os.path.join(data_dir, "train" if is_train else "test", label)
        for file in os.listdir(folder_name):
            with open(os.path.join(folder_name, file), "rb") as f:
                texts.append(f.read().decode("utf-8").replace("\n", ""))
                marks.append(1 if label == "pos" else 0)
    return texts, marks


def read_imdb_bad_ones_first(data_dir, is_train):
    """By a pattern, bad ones first; lines joined."""
    found = []
    for label, name in enumerate(("neg", "pos")):
        for path in glob.glob(os.path.join(data_dir, ["test", "train"][bool(is_train)], name, "*")):
            with open(path, encoding="utf-8") as lines:
                found.append(("".join(line.rstrip("\n") for line in lines), label))
    return [text for text, _ in found], [label for _, label in found]


def pad_reviews_by_truncate_pad(tokens, vocab, num_steps):
    """As in the book: a function for one line."""

    def truncate_pad(line, num_steps, padding_token):
        if len(line) > num_steps:
            return line[:num_steps]
        return line + [padding_token] * (num_steps - len(line))

    return torch.tensor([truncate_pad(vocab[line], num_steps, vocab["<pad>"]) for line in tokens])


def pad_reviews_into_a_full_tensor(tokens, vocab, num_steps):
    """A tensor of padding that is written into."""
    features = torch.full((len(tokens), num_steps), vocab["<pad>"])
    for i, line in enumerate(tokens):
        for j, word in enumerate(line[:num_steps]):
            features[i, j] = vocab[word]
    return features


def pad_reviews_by_torch(tokens, vocab, num_steps):
    """torch's pad_sequence, with a row that is long enough added and taken away."""
    rows = [torch.tensor(vocab[line[:num_steps]], dtype=torch.long) for line in tokens]
    rows.append(torch.zeros(num_steps, dtype=torch.long))
    return torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=vocab["<pad>"])[:-1]


def load_data_imdb_as_in_a_textbook(batch_size, num_steps=500):
    """Step by step, with a helper for the loaders."""

    def load_array(arrays, batch_size, is_train=True):
        return data.DataLoader(data.TensorDataset(*arrays), batch_size, shuffle=is_train)

    data_dir = os.path.join("..", "data", "aclImdb")
    train_data = read_imdb(data_dir, True)
    test_data = read_imdb(data_dir, False)
    train_tokens = tokenize(train_data[0])
    test_tokens = tokenize(test_data[0])
    vocab = Vocab(train_tokens, min_freq=5, reserved_tokens=["<pad>"])
    train_features = pad_reviews(train_tokens, vocab, num_steps)
    test_features = pad_reviews(test_tokens, vocab, num_steps)
    train_iter = load_array((train_features, torch.tensor(train_data[1])), batch_size)
    test_iter = load_array((test_features, torch.tensor(test_data[1])), batch_size, is_train=False)
    return train_iter, test_iter, vocab


class _Batches:
    """Batches in an order that each pass draws anew, or never."""

    def __init__(self, X, y, batch_size, mixed):
        self.X, self.y, self.batch_size, self.mixed = X, y, batch_size, mixed

    def __iter__(self):
        order = torch.randperm(len(self.y)) if self.mixed else torch.arange(len(self.y))
        for chosen in order.split(self.batch_size):
            yield self.X[chosen], self.y[chosen]


def load_data_imdb_batches_by_hand(batch_size, num_steps=500):
    """No DataLoader; the words in another order in the vocabulary."""
    sets = {mixed: read_imdb("data/aclImdb", mixed) for mixed in (True, False)}
    tokens = {mixed: [review.split() for review in reviews] for mixed, (reviews, _) in sets.items()}
    vocab = Vocab(tokens[True][::-1], 5, ["<pad>"])
    loaders = [
        _Batches(pad_reviews(tokens[mixed], vocab, num_steps), torch.LongTensor(sets[mixed][1]), batch_size, mixed)
        for mixed in (True, False)
    ]
    return loaders[0], loaders[1], vocab
