from grader.suite import check, hint, points


@points(1)
@hint(
    'idx_to_token begins with "<unk>"; then come the tokens, the most frequent first.',
    zh='idx_to_token 以 "<unk>" 开头；然后是各词元，最常见的排在最前。',
)
def test_tick_and_tock(student):
    """A small vocabulary: its tokens, their numbers, and an unknown word. / 一个小词表：词元、编号和一个未知的词。"""
    vocab = student.Vocab([["tock", "tick", "tick"], ["tick", "tock", "stop"]])
    check.equal(list(vocab.idx_to_token), ["<unk>", "tick", "tock", "stop"])
    check.equal(vocab[["stop", "tick", "ring"]], [3, 1, 0])
    check.equal(vocab.to_tokens([2, 0]), ["tock", "<unk>"])
