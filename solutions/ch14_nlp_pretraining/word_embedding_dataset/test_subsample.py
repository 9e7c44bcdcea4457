import collections

import torch

from grader.suite import after, check, hint, points


class Words:
    """A vocabulary as 8.2 has it. "x" and its like are not in it."""

    unk = 0

    def __init__(self, names):
        self.idx_to_token = ["<unk>", *names]
        self.token_to_idx = {name: i for i, name in enumerate(self.idx_to_token)}

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        if isinstance(tokens, (list, tuple)):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, 0)

    def to_tokens(self, indices):
        if isinstance(indices, (list, tuple)):
            return [self.idx_to_token[i] for i in indices]
        return self.idx_to_token[indices]


RARE = [f"r{i}" for i in range(500)]  # once each
COMMON = [f"c{i}" for i in range(60)]  # ten times each
KNOWN = [*RARE, *COMMON, "the"]
KEPT = {"rare": 0.14**0.5, "common": 0.014**0.5, "the": (0.14 / 300) ** 0.5}  # sqrt(1e-4 * 1400 / count)


def corpus():
    """1400 known tokens and 30 that are not, in random order, as sentences of 15: what is rare in each is not in all."""
    tokens = [*RARE, *COMMON * 10, *["the"] * 300, *["x"] * 30]
    shuffled = [tokens[i] for i in torch.randperm(len(tokens)).tolist()]
    return [shuffled[i : i + 15] for i in range(0, len(shuffled), 15)]


def is_part(part, whole):
    """Whether `part` is left of `whole` when some of its items are taken out."""
    rest = iter(whole)
    return all(any(token == other for other in rest) for token in part)


@points(3)
@hint(
    "Count what is left after the unknown tokens are gone, before any word is discarded.",
    zh="去掉不认识的词元之后、丢弃任何词之前计数。",
)
def test_the_counter(student):
    """The counter has every known word with its count in the whole corpus. / counter 给出每个认识的词在整个语料中的次数。"""
    names = ["a", "b", "été", "时间"]
    for _ in range(2):
        sentences = [[["a", "b", "été", "时间", "x"][i] for i in torch.randint(5, (9,)).tolist()] for _ in range(4)]
        right = dict(collections.Counter(t for line in sentences for t in line if t != "x"))
        _, counter = student.subsample([list(line) for line in sentences], Words(names))
        check.equal(dict(counter), right)


@points(5)
@after(test_the_counter)
@hint(
    "f(w) is the count divided by all known tokens of the corpus; keep each occurrence with probability sqrt(1e-4 / f(w)).",
    zh="f(w) 是次数除以语料中所有认识的词元数；每次出现都以 sqrt(1e-4 / f(w)) 的概率保留。",
)
def test_the_shares_that_stay(student):
    """Rare, common and very frequent words stay with their probabilities, each occurrence by itself. / 罕见、常见和极常见的词各以自己的概率保留，每次出现各自决定。"""
    subsampled, _ = student.subsample(corpus(), Words(KNOWN))
    left = collections.Counter(token for line in subsampled for token in line)
    # Binomial: 500 at 0.37, 600 at 0.12 and 300 at 0.02, each with bounds of 1e-6 / 3.
    check.share(
        sum(left[t] for t in RARE), 500, KEPT["rare"], "The share of rare words that stay", "保留的罕见词比例", of=3
    )
    check.share(
        sum(left[t] for t in COMMON),
        600,
        KEPT["common"],
        "The share of common words that stay",
        "保留的常见词比例",
        of=3,
    )
    check.share(
        left["the"], 300, KEPT["the"], "The share of the most frequent word that stays", "最高频词的保留比例", of=3
    )
    # A word that comes ten times keeps all ten with probability 0.12**10: among 60 words in 4e-8 of all runs.
    check.equal(any(left[t] == 10 for t in COMMON), False)


@points(2)
@after(test_the_shares_that_stay)
@hint(
    "A list for each sentence, what is left in its order; an empty one stays.",
    zh="每个句子一个列表，留下的保持次序；空的也保留。",
)
def test_sentences_stay_sentences(student):
    """Each sentence keeps its place, and its remaining words their order. / 句子的位置不变，留下的词次序不变。"""
    sentences = [[], ["x"], *corpus()[:12], ["x", "x"]]
    subsampled, _ = student.subsample([list(line) for line in sentences], Words(KNOWN))
    check.equal(len(subsampled), len(sentences))
    check.equal(
        [is_part(part, [t for t in line if t != "x"]) for part, line in zip(subsampled, sentences, strict=True)],
        [True] * 15,
    )


@points(1)
@after(test_the_counter)
@hint(
    "Build new lists; remove and del change those of the caller.", zh="要建新列表；remove 和 del 会改动调用者的列表。"
)
def test_the_sentences_are_left_alone(student):
    """The sentences are not changed. / 不改动传入的句子。"""
    sentences = [["a", "x", "b"], [], ["a"] * 30]
    _, counter = student.subsample(sentences, Words(["a", "b"]))
    check.equal(sentences, [["a", "x", "b"], [], ["a"] * 30])
    check.equal(dict(counter), {"a": 31, "b": 1})
