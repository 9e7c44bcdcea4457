"""Owns the text helpers of the shim for `d2l`, as source text: lines, tokens, vocabularies, BERT's input.

The exercises of sections 8.2 and 14.8 that ask for these very helpers forbid them (`forbid = ["d2l.Vocab"]`).
"""

TEXT = '''
def read_time_machine():
    """The lines of the text that the exercise gives, letters alone."""
    with open(download("time_machine"), encoding="utf-8") as file:
        return [" ".join(re.findall("[a-z]+", line.lower())) for line in file]


def tokenize(lines, token="word"):
    return [line.split() if token == "word" else list(line) for line in lines]


def count_corpus(tokens):
    if tokens and isinstance(tokens[0], list):
        tokens = [token for line in tokens for token in line]
    return collections.Counter(tokens)


class Vocab:
    """Numbers for tokens: "<unk>", the reserved ones, then the others by falling frequency."""

    def __init__(self, tokens=None, min_freq=0, reserved_tokens=None):
        self.token_freqs = count_corpus(tokens or []).most_common()
        common = [token for token, freq in self.token_freqs if freq >= min_freq]
        self.idx_to_token = list(dict.fromkeys(["<unk>", *(reserved_tokens or []), *common]))
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        if isinstance(tokens, (list, tuple)):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, 0)

    def to_tokens(self, indices):
        if isinstance(indices, (list, tuple)) or getattr(indices, "ndim", 0):
            return [self.idx_to_token[int(i)] for i in indices]
        return self.idx_to_token[indices]

    unk = 0


def load_corpus_time_machine(max_tokens=-1):
    lines = tokenize(read_time_machine(), "char")
    vocab = Vocab(lines)
    corpus = [vocab[token] for line in lines for token in line]
    return corpus[:max_tokens] if max_tokens > 0 else corpus, vocab


def get_tokens_and_segments(tokens_a, tokens_b=None):
    """BERT's input, as section 14.8 has it."""
    second = [] if tokens_b is None else [*tokens_b, "<sep>"]
    return ["<cls>", *tokens_a, "<sep>", *second], [0] * (len(tokens_a) + 2) + [1] * len(second)
'''
