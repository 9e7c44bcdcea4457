from grader.suite import check, hint, points


@points(2)
@hint(
    "One string a file, and 1 for each in pos, 0 for each in neg.",
    zh="每个文件一个字符串；pos 中的标签为 1，neg 中的为 0。",
)
def test_the_six_reviews_for_testing(student):
    """The six test reviews come with their labels. / 六篇测试影评各带着自己的标签。"""
    reviews, labels = student.read_imdb("../data/aclImdb", False)
    found = sorted(zip(reviews, labels, strict=True))
    check.equal(found[0], ("A bad film about a good book.", 0))
    check.equal(found[1], ("A lovely story, and the best storm since the old ships went down.", 1))
    check.equal(len(found), 6)
