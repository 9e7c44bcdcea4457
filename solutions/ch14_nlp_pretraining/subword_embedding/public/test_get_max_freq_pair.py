from grader.suite import check, hint, points


@points(2)
@hint(
    "('o', 'p') and ('p', '_') are equally frequent: the first one counts.",
    zh="('o', 'p') 与 ('p', '_') 频率相同：取先出现的。",
)
def test_three_words(student):
    """The pair of the example is ("o", "p"). / 例子中的符号对是 ("o", "p")。"""
    check.equal(student.get_max_freq_pair({"h o p _": 3, "h o t _": 2, "t o p _": 4}), ("o", "p"))
