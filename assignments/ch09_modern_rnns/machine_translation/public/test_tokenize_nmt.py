from grader.suite import check, hint, points


@points(1)
@hint(
    "Split lines at the line break, pairs at the tab, sentences at spaces.",
    zh="行按换行符切分，句对按制表符切分，句子按空格切分。",
)
def test_two_pairs(student):
    """Two lines become two pairs. / 两行变成两对。"""
    source, target = student.tokenize_nmt("not yet .\tpas encore .\nsit down !\tassieds-toi !\n")
    check.equal(source, [["not", "yet", "."], ["sit", "down", "!"]])
    check.equal(target, [["pas", "encore", "."], ["assieds-toi", "!"]])
