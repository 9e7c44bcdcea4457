from grader.suite import check, hint, points


@points(1)
@hint(
    "Each run of two neighbours, overlapping: three words have two pairs.",
    zh="每两个相邻的词元，可以重叠：三个词有两个二元组。",
)
def test_pairs(student):
    """The pairs of four words. / 四个词的二元组。"""
    words = ["the", "hand", "moved", "back"]
    check.equal(student.ngrams(words, 2), [("the", "hand"), ("hand", "moved"), ("moved", "back")])
