from grader.suite import check, hint, points


@points(2)
@hint(
    "Draw a number: below 0.5 the true next sentence, else another one.",
    zh="抽一个数：小于 0.5 取真正的下一句，否则取另一句。",
)
def test_both_cases(student):
    """Sometimes the next sentence comes, sometimes the only other one. / 有时得到下一句，有时得到唯一的另一句。"""
    seen = set()
    for _ in range(30):  # one of the two cases is missing in 2 of 10**9 runs
        sentence, following, is_next = student._get_next_sentence(["it", "rains"], ["stay"], [[["stay"], ["go"]]])
        check.equal(sentence, ["it", "rains"])
        check.that(following in (["stay"], ["go"]), "That sentence was not given.", "给出的句子里没有这一句。")
        seen.add((following[0], bool(is_next)))
    seen -= {("stay", False)}  # judged by a test of its own
    check.equal(seen, {("stay", True), ("go", False)})
