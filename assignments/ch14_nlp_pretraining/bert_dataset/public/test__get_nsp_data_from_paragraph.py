from grader.suite import check, hint, points


@points(2)
@hint("A paragraph of n sentences has n - 1 pairs.", zh="n 个句子的段落有 n - 1 对。")
def test_three_sentences(student):
    """Three sentences give two pairs, each as an input. / 三个句子得到两对，每对都是一个输入。"""
    paragraph = [["a", "b"], ["c", "d"], ["e", "f"]]
    found = student._get_nsp_data_from_paragraph(paragraph, [paragraph, [["g", "h"]]], {}, 7)
    check.equal([tokens[:4] for tokens, _, _ in found], [["<cls>", "a", "b", "<sep>"], ["<cls>", "c", "d", "<sep>"]])
    check.equal([(len(tokens), tokens[-1]) for tokens, _, _ in found], [(7, "<sep>"), (7, "<sep>")])
    check.equal([segments for _, segments, _ in found], [[0, 0, 0, 0, 1, 1, 1]] * 2)
