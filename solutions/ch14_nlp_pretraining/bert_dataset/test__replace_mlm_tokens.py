import random

from grader.suite import after, check, hint, points

SPECIAL = ["<unk>", "<pad>", "<mask>", "<cls>", "<sep>"]


class Words:
    """A vocabulary of n words, w0, w1, …, behind the special tokens."""

    def __init__(self, n):
        self.idx_to_token = [*SPECIAL, *(f"w{i}" for i in range(n))]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        return [self[token] for token in tokens] if isinstance(tokens, list) else self.token_to_idx.get(tokens, 0)

    def to_tokens(self, indices):
        return [self.idx_to_token[i] for i in indices] if isinstance(indices, list) else self.idx_to_token[indices]


def replaced(student, n):
    """n tokens, the words w0 to w9 in turns, of which all are chosen: (before, after)."""
    tokens = [f"w{i % 10}" for i in range(n)]
    found, _ = student._replace_mlm_tokens(list(tokens), list(range(n)), n, Words(1000))
    check.that(len(found) == n, "There are not as many tokens as before.", "词元的个数变了。")
    return tokens, found


@points(3)
@hint(
    "Look at tokens for the label, not at the copy; stop at num_mlm_preds.",
    zh="标签取自 tokens，而不是副本；选够 num_mlm_preds 个就停。",
)
def test_positions_and_labels(student):
    """As many candidates as asked for, each once, with the token that stood there. / 按要求的个数选取候选，各选一次，并带上原来的词元。"""
    for n, k, number in (20, 12, 5), (9, 9, 9), (30, 4, 1), (12, 3, 7), (40, 30, 25):
        tokens, candidates = [f"w{i}" for i in range(n)], random.sample(range(n), k)
        found, chosen = student._replace_mlm_tokens(list(tokens), list(candidates), number, Words(50))
        positions = [position for position, _ in chosen]
        check.equal(len(positions), min(k, number))
        check.equal(len(set(positions) & set(candidates)), len(positions))
        check.equal([label for _, label in chosen], [tokens[position] for position in positions])
        left = [i for i in range(n) if i not in positions]
        check.equal([found[i] for i in left], [tokens[i] for i in left])


@points(4)
@after(test_positions_and_labels)
@hint(
    "One draw below 0.8 masks; of the rest, one half stays and one half becomes a random token.",
    zh="抽到的数小于 0.8 就换成 <mask>；剩下的一半保持不变，一半换成随机词元。",
)
def test_80_10_10(student):
    """80 % become <mask>, 10 % stay, 10 % become another token. / 80% 换成 <mask>，10% 不变，10% 换成别的词元。"""
    n = 1500
    tokens, found = replaced(student, n)
    masked = sum(new == "<mask>" for new in found)
    kept = sum(new == old for old, new in zip(tokens, found, strict=True))
    # Binomial, exact, with a quarter of 1e-6 each: 1118 to 1277 masked, 94 to 213 kept, 94 to 213 others. A random token
    # is by chance <mask>, or the one that stood there, in less than one of 9,000 tokens; with that counted in, whether
    # special tokens are drawn or not, the three together are missed by less than 0.68 right answers of a million.
    check.share(masked, n, 0.8, "The share of <mask>", "<mask> 的比例", of=4)
    check.share(kept, n, 0.1, "The share of tokens that stay", "保持不变的比例", of=4)
    check.share(n - masked - kept, n, 0.1, "The share of other tokens", "换成别的词元的比例", of=4)


@points(3)
@after(test_positions_and_labels)
@hint("A random token is a string from vocab.idx_to_token.", zh="随机词元是 vocab.idx_to_token 中的一个字符串。")
def test_random_words(student):
    """Random tokens come from the whole vocabulary. / 随机词元取自整个词表。"""
    tokens, found = replaced(student, 600)
    others = [new for old, new in zip(tokens, found, strict=True) if new not in (old, "<mask>")]
    known = Words(1000).token_to_idx
    check.equal(sum(new in known for new in others), len(others))
    # There are about 60 others, fewer than 20 in 2e-10 of the runs; 990 of 999 words are none of the text's ten. Below
    # 80 % are, of 20, 8e-7 of the runs (binomial, exact), and of more still fewer: together far less than 1e-6.
    outside = sum(new not in tokens for new in others)
    check.above(
        outside / max(1, len(others)), 0.8, "The share of words that are not in the text", "不在文本中的词的比例"
    )


@points(2)
@after(test_positions_and_labels)
@hint("random.shuffle, or random.sample, before you choose.", zh="选取之前先用 random.shuffle，或者用 random.sample。")
def test_which_positions(student):
    """Each candidate is chosen equally often. / 每个候选被选中的机会相同。"""
    found = []
    for _ in range(150):
        _, [(position, _)] = student._replace_mlm_tokens([f"w{i}" for i in range(6)], [0, 2, 3, 5], 1, Words(10))
        found.append(position)
    # Each in a quarter of 150 (13 to 67 times): binomial, exact, with a quarter of 1e-6 for each.
    check.frequencies(found, dict.fromkeys([0, 2, 3, 5], 1 / 4), "a position", "某个位置")


@points(1)
@after(test_positions_and_labels)
@hint("Write into a copy: [*tokens].", zh="写进副本：[*tokens]。")
def test_the_tokens_are_left_alone(student):
    """The tokens that were passed in stay as they were. / 传入的词元保持原样。"""
    tokens = [f"w{i}" for i in range(12)]
    student._replace_mlm_tokens(tokens, list(range(12)), 12, Words(20))
    check.equal(tokens, [f"w{i}" for i in range(12)])
