from grader.suite import check, hint, points


@points(1)
@hint("Count the tuples that ngrams gives, the most frequent first.", zh="统计 ngrams 给出的元组，最常见的排在最前。")
def test_tick_tock(student):
    """The pairs of a clock. / 钟声里的二元组。"""
    freqs = student.ngram_freqs(["tick", "tock", "tick", "tock", "ring"], 2)
    check.equal([tuple(f) for f in freqs], [(("tick", "tock"), 2), (("tock", "tick"), 1), (("tock", "ring"), 1)])
