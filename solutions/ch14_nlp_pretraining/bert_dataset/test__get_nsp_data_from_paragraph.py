import random

from grader.suite import after, check, hint, points


def sentences(n, length=2):
    """So many different sentences of this length."""
    return [[f"w{k}", *random.choices("abc", k=length - 1)] for k in range(n)]


def examples_of(student, paragraph, others, max_len):
    """What the student's function makes of copies."""
    copies = [[list(s) for s in p] for p in (paragraph, *others)]
    return student._get_nsp_data_from_paragraph(copies[0], copies[1:], {}, max_len)


def pairs(found):
    """(first, second, is_next) of each example, of sentences of two words, after looking at their form."""
    check.equal([len(example) for example in found], [3] * len(found))
    for tokens, segments, _ in found:
        check.equal([tokens[0], tokens[3], tokens[6:]], ["<cls>", "<sep>", ["<sep>"]])
        check.equal(segments, [0, 0, 0, 0, 1, 1, 1])
    return [(tokens[1:3], tokens[4:6], bool(is_next)) for tokens, _, is_next in found]


@points(3)
@hint(
    "range(len(paragraph) - 1): each sentence with the one behind it.",
    zh="range(len(paragraph) - 1)：每个句子与它后面的一句。",
)
def test_every_pair(student):
    """Each sentence but the last one is the first of a pair, in order. / 除最后一句外，每个句子依次是一对中的第一句。"""
    for n in 5, 2, 9, 1:
        paragraph, others = sentences(n), [sentences(4), sentences(3)]
        known = [s for p in [paragraph, *others] for s in p]
        found = pairs(examples_of(student, paragraph, [paragraph, *others], 20))
        check.equal([first for first, _, _ in found], paragraph[:-1])
        check.that(
            all(second in known for _, second, _ in found), "A second sentence is unknown.", "有的第二句不在语料里。"
        )


@points(2)
@after(test_every_pair)
@hint("Take all three results of _get_next_sentence.", zh="_get_next_sentence 的三个结果都要用上。")
def test_labels(student):
    """True means that the second sentence follows the first; half of them do. / True 表示第二句接着第一句；有一半如此。"""
    paragraph = sentences(41)
    found = [p for _ in range(5) for p in pairs(examples_of(student, paragraph, [paragraph], 20))]
    place = {sentence[0]: i for i, sentence in enumerate(paragraph)}
    check.equal([place[b[0]] for _, b, true in found if true], [place[a[0]] + 1 for a, _, true in found if true])
    # 66 to 134 of 200: a right answer is outside in less than one of a million runs (binomial, exact).
    check.share(sum(true for _, _, true in found), 200, 0.5, "The share of True", "True 的比例")


@points(2)
@after(test_every_pair)
@hint("<cls> and two <sep> count: three tokens more than words.", zh="<cls> 和两个 <sep> 也算：词元比词多三个。")
def test_exactly_max_len(student):
    """A pair of exactly max_len tokens stays; one more is too many. / 恰好 max_len 个词元的保留；多一个就舍去。"""
    for length in 1, 3:
        paragraph = sentences(4, length)
        found = [examples_of(student, paragraph, [paragraph], 2 * length + k) for k in (3, 2)]
        check.equal([[len(example[0]) for example in examples] for examples in found], [[2 * length + 3] * 3, []])


@points(1)
@after(test_every_pair)
@hint("continue goes on with the next pair; break does not.", zh="continue 会接着处理下一对；break 不会。")
def test_only_what_is_too_long(student):
    """Only pairs that are too long are left out. / 只舍去过长的句子对。"""
    short, [long] = sentences(4), sentences(1, 20)
    for _ in range(6):
        paragraph, others = [*short[:2], long, *short[2:]], [short]
        found = examples_of(student, paragraph, others, 10)
        firsts = [tokens[1:3] for tokens, _, _ in found]
        check.equal([s for s in firsts if s != short[1]], [short[0], short[2]])
        check.that(all(len(tokens) == 7 for tokens, _, _ in found), "A pair was cut.", "有句子对被截断了。")
