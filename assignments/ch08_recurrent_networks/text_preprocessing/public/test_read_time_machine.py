from grader.suite import check, hint, points


@points(1)
@hint("Empty lines count too: they stay, as empty strings.", zh="空行也算：它们保留为空字符串。")
def test_the_story(student):
    """The story has 54 lines, and its first is its title. / 故事共有 54 行，第一行是标题。"""
    lines = student.read_time_machine()
    check.equal(
        [lines[0], lines[6]], ["a clock for yesterday", "workshop because everyone believed they knew clocks of course"]
    )
    check.equal(len(lines), 54)
