from grader.suite import check, hint, points


class Words:
    """A vocabulary of four words."""

    unk = 0

    def __init__(self):
        self.idx_to_token = ["<unk>", "the", "clock", "tick", "tock"]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

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


@points(1)
@hint("Three context words leave one word to draw.", zh="有三个上下文词时，只剩一个词可抽。")
def test_one_word_left(student):
    """Where three words are context, the fourth is the noise. / 三个词是上下文时，第四个就是噪声。"""
    counter = {"the": 9, "clock": 3, "tick": 2, "tock": 2}
    negatives = student.get_negatives([[1, 2, 4], [1, 2, 3]], Words(), counter, 2)
    check.equal([list(row) for row in negatives], [[3] * 6, [4] * 6])
