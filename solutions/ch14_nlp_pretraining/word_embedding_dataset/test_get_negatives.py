import torch

from grader.suite import after, check, hint, points


class Words:
    """A vocabulary as 8.2 has it: names for the indices 1, 2, …"""

    unk = 0

    def __init__(self, n):
        self.idx_to_token = ["<unk>", *(f"w{i}" for i in range(1, n + 1))]
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


def counted(*counts):
    """A counter whose keys come in another order than the vocabulary's."""
    pairs = [(f"w{i}", count) for i, count in enumerate(counts, 1)]
    return dict(pairs[::-1])


def drawn(student, all_contexts, counter, K):
    negatives = student.get_negatives([list(c) for c in all_contexts], Words(len(counter)), dict(counter), K)
    return [list(row) for row in negatives]


def shares(counts, without=()):
    weights = {i: count**0.75 for i, count in enumerate(counts, 1) if i not in without}
    return {i: weight / sum(weights.values()) for i, weight in weights.items()}


@points(2)
@hint("K noise words for each context word.", zh="每个上下文词对应 K 个噪声词。")
def test_how_many(student):
    """Each list has K times as many noise words as context words. / 每个列表的噪声词个数是上下文词的 K 倍。"""
    for K in (1, 5):
        contexts = [torch.randint(1, 4, (n,)).tolist() for n in (2, 1, 6, 3)] + [[4, 1, 2, 5, 3]]
        found = drawn(student, contexts, counted(3, 1, 2, 4, 4, 6), K)
        check.equal([len(row) for row in found], [2 * K, K, 6 * K, 3 * K, 5 * K])
        check.equal(found[4], [6] * 5 * K)  # the one word that is left


@points(3)
@after(test_how_many)
@hint("Draw again where the word is among the contexts of this list.", zh="抽到本列表的上下文词时要重抽。")
def test_no_context_word(student):
    """No noise word is a context word of the same list; 0 never comes up. / 噪声词不会是同一列表的上下文词；0 永远不出现。"""
    contexts = [[1, 2], [5], [3, 4, 3], [1, 2, 3, 4], [2, 3, 4, 5]]
    found = drawn(student, contexts, counted(50, 20, 10, 5, 5), 10)
    for row, context in zip(found, contexts, strict=True):
        check.equal(sorted(set(row) & set(context)), [])
        check.equal([1 <= i <= 5 for i in row], [True] * len(row))
    check.equal(found[3], [5] * 40)
    check.equal(found[4], [1] * 40)


@points(4)
@after(test_how_many)
@hint(
    "The weight of index i is counter[vocab.to_tokens(i)] ** 0.75; give them to a RandomGenerator from index 1 on.",
    zh="索引 i 的权重是 counter[vocab.to_tokens(i)] ** 0.75；从索引 1 开始交给 RandomGenerator。",
)
def test_the_shares(student):
    """Noise words come in proportion to their counts to the power 0.75. / 噪声词按词频的 0.75 次方的比例出现。"""
    counts = (5, 100, 1000, 100, 100, 100, 100, 100)
    (row,) = drawn(student, [[1]], counted(*counts), 1500)
    # By plain counts, index 3 would have 0.625 of the draws; to the power 0.75 it has 0.484, and the bounds are 0.07 away.
    check.frequencies(row, shares(counts, [1]), "one index", "某个索引")


@points(1)
@after(test_the_shares)
@hint("Draw noise words for each list anew.", zh="对每个列表都要重新抽取噪声词。")
def test_each_list_has_its_own(student):
    """Lists with the same contexts have different noise words. / 上下文相同的列表，噪声词各自抽取。"""
    # 40 even draws among 10 are alike once in 1e40.
    found = drawn(student, [[1, 2], [1, 2], [1, 2]], counted(*[4] * 12), 20)
    check.equal([len(row) for row in found], [40, 40, 40])
    check.equal([found[0] == found[1], found[1] == found[2], found[0] == found[2]], [False] * 3)
