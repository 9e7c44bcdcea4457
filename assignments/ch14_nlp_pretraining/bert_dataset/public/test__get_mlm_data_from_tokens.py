from grader.suite import check, hint, points


class Words:
    """A small vocabulary."""

    def __init__(self):
        self.idx_to_token = ["<unk>", "<pad>", "<mask>", "<cls>", "<sep>", "it", "rains", "again", "here"]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        return [self[token] for token in tokens] if isinstance(tokens, list) else self.token_to_idx.get(tokens, 0)

    def to_tokens(self, indices):
        return [self.idx_to_token[i] for i in indices] if isinstance(indices, list) else self.idx_to_token[indices]


@points(2)
@hint(
    "15 % of 6 is 0.9, so one token is chosen; 5 to 8 are the words' numbers.",
    zh="6 的 15% 是 0.9，所以选一个词元；5 到 8 是各个词的编号。",
)
def test_one_word(student):
    """Of six tokens, one is to be guessed. / 六个词元中预测一个。"""
    tokens, right = ["<cls>", "it", "rains", "<sep>", "here", "<sep>"], [3, 5, 6, 4, 8, 4]
    ids, positions, labels = student._get_mlm_data_from_tokens(tokens, Words())
    check.that(positions in ([1], [2], [4]), "This is not one position of a word.", "这不是某个词的位置。")
    check.equal(labels, [right[i] for i in positions])
    check.equal(ids, [ids[i] if i in positions else right[i] for i in range(6)])
