from grader.suite import check, hint, points


class Words:
    """A vocabulary of two words."""

    unk = 0

    def __init__(self):
        self.idx_to_token = ["<unk>", "the", "clock"]
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
@hint("Unknown tokens are taken out before anything is counted.", zh="先去掉不认识的词元，再计数。")
def test_the_counts(student):
    """Known words are counted before any is discarded. / 在丢弃之前统计认识的词。"""
    sentences = [["the", "old", "clock"], ["old"], ["the", "clock", "the"]]
    subsampled, counter = student.subsample(sentences, Words())
    check.equal(dict(counter), {"the": 3, "clock": 2})
    check.equal(len(subsampled), 3)
