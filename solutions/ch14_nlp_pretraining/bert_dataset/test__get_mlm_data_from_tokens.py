import random

from grader.suite import after, check, hint, points


class Words:
    """A vocabulary of 40 words, v0, v1, …, whose special tokens do not have the usual numbers."""

    def __init__(self):
        self.idx_to_token = ["<unk>", *(f"v{i}" for i in range(40)), "<sep>", "<pad>", "<cls>", "<mask>"]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        return [self[token] for token in tokens] if isinstance(tokens, list) else self.token_to_idx.get(tokens, 0)

    def to_tokens(self, indices):
        return [self.idx_to_token[i] for i in indices] if isinstance(indices, list) else self.idx_to_token[indices]


def a_text(first, second=None):
    """The input of one or two sentences with so many different words."""
    words = [f"v{i}" for i in random.sample(range(40), first + (second or 0))]
    return ["<cls>", *words[:first], "<sep>", *([*words[first:], "<sep>"] if second else [])]


@points(3)
@hint(
    "max(1, round(len(tokens) * 0.15)): the special tokens count.",
    zh="max(1, round(len(tokens) * 0.15))：特殊词元也计入总数。",
)
def test_how_many(student):
    """15 % of all tokens are to be guessed, at least one. / 预测全部词元的 15%，至少一个。"""
    vocab = Words()
    for first, second in (1, None), (2, 1), (9, 2), (17, None), (15, 6), (14, 14), (20, 20):
        tokens = a_text(first, second)
        ids, positions, labels = student._get_mlm_data_from_tokens(list(tokens), vocab)
        number = max(1, round(len(tokens) * 0.15))
        check.equal((len(ids), len(positions), len(labels)), (len(tokens), number, number))
        check.equal(len({*positions}), number)
        check.equal([i for i, token in enumerate(tokens) if ids[i] != vocab[token] and i not in positions], [])


@points(3)
@after(test_how_many)
@hint("Leave <cls> and <sep> out of the candidates.", zh="候选位置中不要有 <cls> 和 <sep>。")
def test_never_a_special_one(student):
    """<cls> and <sep> are never to be guessed, and stay. / <cls> 和 <sep> 绝不会被预测，也不变。"""
    # Never: a right answer always passes. Who does not look hides one in three of five: all 40 miss it in 2e-16 runs.
    vocab = Words()
    for _ in range(40):
        tokens = a_text(1, 1)
        ids, [position], _ = student._get_mlm_data_from_tokens(list(tokens), vocab)
        check.that(position in (1, 3), "A special token is to be guessed.", "要预测的是特殊词元。")
        check.equal([ids[i] for i in (0, 2, 4)], vocab[["<cls>", "<sep>", "<sep>"]])


@points(2)
@after(test_how_many)
@hint(
    "Sort the pairs by their position, then take them apart; look the labels up in vocab.",
    zh="按位置对二元组排序，再拆开；标签要查出编号。",
)
def test_labels(student):
    """The positions ascend, and the labels are the numbers of the tokens that stood there. / 位置升序排列，标签是那里原来的词元的编号。"""
    vocab = Words()
    for first, second in (15, 15), (30, None), (20, 9):
        tokens = a_text(first, second)
        _, positions, labels = student._get_mlm_data_from_tokens(list(tokens), vocab)
        check.equal(positions, sorted(set(positions)))
        check.equal(labels, [vocab[tokens[position]] for position in positions])


@points(1)
@after(test_how_many)
@hint("Return the numbers of mlm_input_tokens.", zh="返回 mlm_input_tokens 的编号。")
def test_what_is_hidden(student):
    """Most of the tokens to be guessed become <mask>. / 要预测的词元大多变成 <mask>。"""
    vocab, masked, chosen = Words(), 0, 0
    for _ in range(30):
        tokens = a_text(18, 20)
        ids, positions, _ = student._get_mlm_data_from_tokens(list(tokens), vocab)
        masked, chosen = masked + sum(ids[i] == vocab["<mask>"] for i in positions), chosen + len(positions)
    # 180 tokens, each <mask> with 0.8 (and by chance with 0.1 / 45 more): below 55 % are less than 1e-12 of the runs.
    check.above(masked / chosen, 0.55, "The share of <mask>", "<mask> 的比例")


@points(1)
@after(test_how_many)
def test_the_tokens_are_left_alone(student):
    """The tokens that were passed in stay as they were. / 传入的词元保持原样。"""
    tokens = a_text(10, 12)
    mine = list(tokens)
    student._get_mlm_data_from_tokens(mine, Words())
    check.equal(mine, tokens)
