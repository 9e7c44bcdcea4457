from grader.suite import check, hint, points


@points(2)
@hint(
    "The first <sep> belongs to segment 0, the second to segment 1.", zh="第一个 <sep> 属于片段 0，第二个属于片段 1。"
)
def test_two_sentences(student):
    """Two sentences become one input. / 两个句子合成一个输入。"""
    found = student.get_tokens_and_segments(["it", "rains"], ["stay"])
    check.close(found, (["<cls>", "it", "rains", "<sep>", "stay", "<sep>"], [0, 0, 0, 0, 1, 1]))
