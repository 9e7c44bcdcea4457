from grader.suite import after, check, hint, points


@points(1)
@hint("Without a second sentence, all segments are 0.", zh="没有第二个句子时，片段编号全为 0。")
def test_one_sentence(student, reference):
    """One sentence stands between <cls> and <sep>. / 一个句子放在 <cls> 和 <sep> 之间。"""
    for words in ["a"], ["one", "two", "three", "four"], []:
        check.close(student.get_tokens_and_segments(list(words)), reference.get_tokens_and_segments(words))
    check.close(student.get_tokens_and_segments(["x"], None), (["<cls>", "x", "<sep>"], [0, 0, 0]))


@points(2)
@hint(
    "len(tokens_a) + 2 zeros, then len(tokens_b) + 1 ones.",
    zh="先是 len(tokens_a) + 2 个 0，再是 len(tokens_b) + 1 个 1。",
)
def test_two_sentences_of_many_lengths(student, reference):
    """Sentences of any lengths. / 各种长度的句子。"""
    for first, second in (("a b c d", "e f"), ("a", "b c d e f"), ("same", "same")):
        lists = first.split(), second.split()
        check.close(student.get_tokens_and_segments(*map(list, lists)), reference.get_tokens_and_segments(*lists))
    found = student.get_tokens_and_segments(tokens_a=["p"], tokens_b=["q"])
    check.close(found, (["<cls>", "p", "<sep>", "q", "<sep>"], [0, 0, 0, 1, 1]))


@points(1)
@after(test_two_sentences_of_many_lengths)
@hint("Ask whether tokens_b is None; an empty list is not None.", zh="判断 tokens_b 是否为 None；空列表不是 None。")
def test_an_empty_sentence(student):
    """An empty second sentence brings its <sep>. / 空的第二个句子也带来它的 <sep>。"""
    check.close(student.get_tokens_and_segments(["p"], []), (["<cls>", "p", "<sep>", "<sep>"], [0, 0, 0, 1]))
    check.close(student.get_tokens_and_segments([], []), (["<cls>", "<sep>", "<sep>"], [0, 0, 1]))


@points(1)
@after(test_two_sentences_of_many_lengths)
@hint("+= and append change a list; + makes a new one.", zh="+= 和 append 会改动列表；+ 得到新列表。")
def test_the_lists_are_left_alone(student):
    """The lists that were passed in stay as they were. / 传入的列表保持原样。"""
    check.leaves_alone(student.get_tokens_and_segments, ["it", "rains"], ["stay", "here"])
    check.leaves_alone(student.get_tokens_and_segments, ["it", "rains"])
