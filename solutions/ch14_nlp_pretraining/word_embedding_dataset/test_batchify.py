import torch

from grader.suite import after, check, hint, points


def examples(*sizes, low=1):
    """An example for each (context words, noise words)."""

    def some(n):
        return torch.randint(low, 50, (n,)).tolist()

    return [(some(1)[0], some(n), some(m)) for n, m in sizes]


def both(student, reference, data):
    """What the student makes of it, and what is right; each has data of its own."""
    found = student.batchify([(c, list(a), list(b)) for c, a, b in data])
    check.equal(len(found), 4)
    return found, reference.batchify([(c, list(a), list(b)) for c, a, b in data])


SIZES = [((1, 5), (4, 20), (2, 10)), ((3, 3), (2, 2), (1, 1), (2, 6)), ((6, 0), (1, 2))]


@points(2)
@hint("One column: shape (n, 1).", zh="一列：形状为 (n, 1)。")
def test_the_centers(student, reference):
    """The centres are a column of int64. / 中心词是一列 int64。"""
    for sizes in SIZES:
        found, right = both(student, reference, examples(*sizes))
        check.equal(found[0], right[0])


@points(2)
@hint(
    "Context words, noise words, then zeros up to the longest example.",
    zh="先上下文词，再噪声词，然后补零到最长样本的长度。",
)
def test_the_words(student, reference):
    """Each row has context words, noise words, then zeros. / 每行依次是上下文词、噪声词和零。"""
    for sizes in SIZES:
        found, right = both(student, reference, examples(*sizes))
        check.equal(found[1], right[1])


@points(2)
@after(test_the_words)
@hint("1 for context words and noise words, 0 for padding.", zh="上下文词和噪声词处为 1，填充处为 0。")
def test_the_masks(student, reference):
    """The masks are 1 for words and 0 for padding. / 掩码在词处为 1，填充处为 0。"""
    for sizes in SIZES:
        found, right = both(student, reference, examples(*sizes))
        check.equal(found[2], right[2])


@points(2)
@after(test_the_words)
@hint("1 for context words alone; noise words and padding have 0.", zh="只有上下文词处为 1；噪声词和填充处为 0。")
def test_the_labels(student, reference):
    """The labels are 1 for context words alone. / 标签只在上下文词处为 1。"""
    for sizes in SIZES:
        found, right = both(student, reference, examples(*sizes))
        check.equal(found[3], right[3])


@points(1)
@after(test_the_masks, test_the_labels)
@hint("Padding follows from the lengths: an index may be 0.", zh="填充取决于长度：索引可能就是 0。")
def test_the_index_zero(student, reference):
    """A word whose index is 0 is no padding, and context may stand among the noise. / 索引为 0 的词不是填充；上下文词也可能出现在噪声词里。"""
    for data in ([(0, [0, 3], [0, 0]), (2, [0], [5])], [(7, [4, 4], [4, 9, 4]), (4, [9], [9, 0, 0, 0])]):
        found, right = both(student, reference, data)
        check.equal(list(found), list(right))


@points(1)
@after(test_the_masks, test_the_labels)
@hint("contexts += negatives changes the caller's list.", zh="contexts += negatives 会改动调用者的列表。")
def test_the_data_is_left_alone(student):
    """The examples are not changed. / 不改动传入的样本。"""
    data = [(1, [2, 3], [4, 5]), (6, [7], [8, 9, 9])]
    masks = student.batchify(data)[2]
    check.equal(data, [(1, [2, 3], [4, 5]), (6, [7], [8, 9, 9])])
    check.equal(masks, torch.ones(2, 4, dtype=torch.int64))
