import collections
import itertools
import re
import string


def read_time_machine_by_findall():
    """The words of each line, joined."""
    with open("data/timemachine.txt", encoding="utf-8") as f:
        return [" ".join(re.findall("[a-zA-Z]+", line)).lower() for line in f.read().splitlines()]


def read_time_machine_letter_by_letter():
    """A loop over the characters; the other path of the data."""
    lines = []
    with open("../data/timemachine.txt") as f:
        for line in f.readlines():
            letters = [c if c in string.ascii_letters else " " for c in line.strip()]
            lines.append(" ".join("".join(letters).lower().split()))
    return lines


def tokenize_with_a_message(lines, token="word"):
    """A message and None for what is unknown, as the book has it."""
    if token == "word":
        return [line.split() for line in lines]
    elif token == "char":
        return [list(line) for line in lines]
    print("unknown kind of token: " + token)


def tokenize_loops(lines, token="word"):
    """A table of functions; words by a filter."""
    kinds = {"word": lambda line: [w for w in line.split(" ") if w], "char": lambda line: [*line]}
    tokens = []
    for line in lines:
        tokens.append(kinds[token](line))
    return tokens


def count_corpus_by_dict(tokens):
    """A plain dict, filled by recursion."""
    counts = {}

    def add(item):
        if isinstance(item, list):
            for part in item:
                add(part)
        else:
            counts[item] = counts.get(item, 0) + 1

    add(tokens)
    return counts


def count_corpus_by_the_first_item(tokens):
    """The first item tells what the list holds."""
    if len(tokens) == 0 or isinstance(tokens[0], list):
        tokens = list(itertools.chain.from_iterable(tokens))
    return collections.Counter(tokens)


class Vocab_by_most_common:
    """most_common, a dict by enumerate, plain attributes."""

    def __init__(self, tokens=None, min_freq=0, reserved_tokens=None):
        self.token_freqs = count_corpus([] if tokens is None else tokens).most_common()
        special = ["<unk>"] + (list(reserved_tokens) if reserved_tokens is not None else [])
        self.idx_to_token = special + [t for t, n in self.token_freqs if n >= min_freq and t not in special]
        self.token_to_idx = {token: idx for idx, token in enumerate(self.idx_to_token)}
        self.unk = self.token_to_idx["<unk>"]

    def __len__(self):
        return len(self.token_to_idx)

    def __getitem__(self, tokens):
        if isinstance(tokens, list):
            return [self.__getitem__(token) for token in tokens]
        return self.token_to_idx[tokens] if tokens in self.token_to_idx else self.unk

    def to_tokens(self, indices):
        try:
            return [self.idx_to_token[int(index)] for index in indices]
        except TypeError:
            return self.idx_to_token[int(indices)]


class Vocab_with_a_break:
    """A loop that stops at the first token that is too rare; a defaultdict for the numbers."""

    def __init__(self, tokens=None, min_freq=0, reserved_tokens=None):
        counter = count_corpus(tokens if tokens is not None else [])
        self._token_freqs = sorted(counter.items(), key=lambda x: -x[1])
        self.idx_to_token = ["<unk>"]
        for token in reserved_tokens or ():
            self.idx_to_token.append(token)
        self.token_to_idx = collections.defaultdict(int, {t: i for i, t in enumerate(self.idx_to_token)})
        for token, freq in self._token_freqs:
            if freq < min_freq:
                break
            if token not in self.token_to_idx:
                self.idx_to_token.append(token)
                self.token_to_idx[token] = len(self.idx_to_token) - 1

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        if not isinstance(tokens, (list, tuple)) or tokens in [t for t in self.idx_to_token if isinstance(t, tuple)]:
            return self.token_to_idx.get(tokens, self.unk)
        return [self[token] for token in tokens]

    def to_tokens(self, indices):
        if hasattr(indices, "tolist"):
            indices = indices.tolist()
        if not isinstance(indices, (list, tuple)):
            return self.idx_to_token[indices]
        return [self.idx_to_token[index] for index in indices]

    @property
    def unk(self):
        return 0

    @property
    def token_freqs(self):
        return self._token_freqs


def load_corpus_time_machine_flat_first(max_tokens=-1):
    """One list of characters first, then the vocabulary and the numbers."""
    characters = list(itertools.chain.from_iterable(tokenize(read_time_machine(), "char")))
    vocab = Vocab(characters)
    corpus = vocab[characters]
    return (corpus if max_tokens == -1 else corpus[:max_tokens]), vocab


def load_corpus_time_machine_until_full(max_tokens=-1):
    """A loop that stops when there are enough."""
    lines = tokenize(read_time_machine(), token="char")
    vocab, corpus = Vocab(lines), []
    for line in lines:
        for token in line:
            if len(corpus) == max_tokens:
                return corpus, vocab
            corpus.append(vocab[token])
    return corpus, vocab
