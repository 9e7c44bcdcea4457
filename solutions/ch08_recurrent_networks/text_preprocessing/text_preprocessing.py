"""From a text to numbers: lines, tokens, a vocabulary (Dive into Deep Learning, section 8.2)."""

import collections
import re


def read_time_machine() -> list[str]:
    """The lines of data/timemachine.txt (UTF-8), in order: lower-case English letters, with one space between words.

    All that is no letter from a to z, or A to Z, counts as a gap. Lines without letters stay, as "".
    """
    ### BEGIN SOLUTION
    with open("data/timemachine.txt", encoding="utf-8") as file:
        return [re.sub("[^A-Za-z]+", " ", line).strip().lower() for line in file]
    ### END SOLUTION


def tokenize(lines: list[str], token: str = "word") -> list[list[str]]:
    """The tokens of each line: its words (token="word"), or its characters, spaces included (token="char").

    A line without tokens gives an empty list.
    """
    ### BEGIN SOLUTION
    if token == "word":
        return [line.split() for line in lines]
    if token == "char":
        return [list(line) for line in lines]
    raise ValueError(f"there are no tokens of the kind {token!r}")
    ### END SOLUTION


def count_corpus(tokens: list) -> collections.Counter:
    """How often each token occurs.

    tokens: a list of tokens, or a list of lists of tokens; either may be empty. A token is a string or a tuple.
    """
    ### BEGIN SOLUTION
    counts = collections.Counter()
    for item in tokens:
        counts.update(item if isinstance(item, list) else [item])
    return counts
    ### END SOLUTION


class Vocab:
    """Numbers for tokens: 0 is "<unk>", the unknown token; then the reserved ones; then the others, frequent ones first.

    idx_to_token: the list of all tokens; token_to_idx: a dict with the index of each.
    """

    def __init__(self, tokens=None, min_freq=0, reserved_tokens=None):
        """tokens: as count_corpus takes them. min_freq: rarer tokens are left out. reserved_tokens: a list, without "<unk>"."""
        ### BEGIN SOLUTION
        counts = count_corpus(tokens or [])
        self._token_freqs = sorted(counts.items(), key=lambda pair: pair[1], reverse=True)
        self.idx_to_token = ["<unk>", *(reserved_tokens or [])]
        self.token_to_idx = {token: idx for idx, token in enumerate(self.idx_to_token)}
        for token, freq in self._token_freqs:
            if freq >= min_freq and token not in self.token_to_idx:
                self.token_to_idx[token] = len(self.idx_to_token)
                self.idx_to_token.append(token)
        ### END SOLUTION

    def __len__(self):
        """The number of tokens, with "<unk>" and the reserved ones."""
        ### BEGIN SOLUTION
        return len(self.idx_to_token)
        ### END SOLUTION

    def __getitem__(self, tokens):
        """The index of a token, that of "<unk>" if it is unknown; for a list, the list of the indices."""
        ### BEGIN SOLUTION
        if isinstance(tokens, list) or (isinstance(tokens, tuple) and tokens not in self.token_to_idx):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, self.unk)
        ### END SOLUTION

    def to_tokens(self, indices):
        """The token of an index; for a list, a tuple or a 1-D tensor of indices, the list of the tokens."""
        ### BEGIN SOLUTION
        if isinstance(indices, (list, tuple)) or getattr(indices, "ndim", 0) == 1:
            return [self.idx_to_token[idx] for idx in indices]
        return self.idx_to_token[indices]
        ### END SOLUTION

    @property
    def unk(self):
        """The index of the unknown token."""
        ### BEGIN SOLUTION
        return 0
        ### END SOLUTION

    @property
    def token_freqs(self):
        """All tokens of the corpus with their counts, as pairs (token, count), frequent ones first."""
        ### BEGIN SOLUTION
        return self._token_freqs
        ### END SOLUTION


def load_corpus_time_machine(max_tokens: int = -1) -> tuple[list[int], Vocab]:
    """(corpus, vocab): the characters of the text as one list of indices, and the vocabulary of the whole text.

    max_tokens: how many of the first characters the corpus keeps; all of them for -1."""
    ### BEGIN SOLUTION
    tokens = tokenize(read_time_machine(), "char")
    vocab = Vocab(tokens)
    corpus = [vocab[token] for line in tokens for token in line]
    if max_tokens > 0:
        corpus = corpus[:max_tokens]
    return corpus, vocab
    ### END SOLUTION
