from grader.suite import check, hint, points


@points(1)
@hint("26 letters, the space and <unk>: take characters as tokens.", zh="26 个字母、空格和 <unk>：应以字符为词元。")
def test_the_alphabet(student):
    """The story uses the whole alphabet: 28 tokens, and its first words are its title. / 故事用到了全部字母，词表共有 28 个词元，开头就是标题。"""
    corpus, vocab = student.load_corpus_time_machine()
    check.equal("".join(vocab.to_tokens(corpus[:21])), "a clock for yesterday")
    check.equal(len(vocab), 28)
