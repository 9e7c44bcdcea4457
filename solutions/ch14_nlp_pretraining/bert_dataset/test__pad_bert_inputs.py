import torch

from grader.suite import after, check, hint, points


def some_examples(max_len, lengths):
    """Examples of these lengths, with as many positions as they should have."""
    found = []
    for n in lengths:
        number = max(1, round(n * 0.15))
        positions = sorted((torch.randperm(n - 2)[:number] + 1).tolist())
        labels = torch.randint(10, 50, (number,)).tolist()
        ids = torch.randint(10, 50, (n,)).tolist()
        found.append((ids, positions, labels, [0] * (n // 2) + [1] * (n - n // 2), bool(torch.rand(()) < 0.5)))
    return found


def both(student, reference, examples, max_len, pad=1):
    """Seven lists of ours and of the student's, each as a list."""
    results = []
    for room in student, reference:
        made = room._pad_bert_inputs([tuple(map(_copied, example)) for example in examples], max_len, {"<pad>": pad})
        check.that(len(made) == 7, "There are not seven lists.", "不是七个列表。")
        results.append([list(column) for column in made])
    return results


def _copied(part):
    return list(part) if isinstance(part, list) else part


CASES = ((16, (16, 5, 9)), (24, (7, 24, 20, 12)), (7, (7,)))


@points(3)
@hint("ids + [vocab['<pad>']] * (max_len - len(ids)).", zh="ids + [vocab['<pad>']] * (max_len - len(ids))。")
def test_tokens_segments_lengths(student, reference):
    """Tokens and segments are filled up, and the lengths say how far they count. / 词元和片段补足，有效长度正确。"""
    for max_len, lengths in CASES:
        mine, right = both(student, reference, some_examples(max_len, lengths), max_len)
        check.equal(mine[:2], right[:2])
        check.equal([check.number(n) for n in mine[2]], [float(n) for n in lengths])


@points(3)
@hint(
    "All rows have round(max_len * 0.15) places; the weight is 0 where there is nothing to guess.",
    zh="每一行都有 round(max_len * 0.15) 个位置；没有要预测的地方权重为 0。",
)
def test_predictions(student, reference):
    """Positions, weights and labels are filled up with 0. / 位置、权重和标签用 0 补足。"""
    for max_len, lengths in CASES:
        mine, right = both(student, reference, some_examples(max_len, lengths), max_len)
        check.equal(mine[3:6], right[3:6])


@points(1)
@after(test_tokens_segments_lengths)
@hint("Look <pad> up in vocab.", zh="<pad> 的编号要从 vocab 查出。")
def test_another_number_of_pad(student, reference):
    """<pad> may have any number. / <pad> 的编号可以是任何数。"""
    for pad in 0, 77:
        mine, right = both(student, reference, some_examples(12, (5, 9)), 12, pad)
        check.equal(mine[0], right[0])


@points(1)
@after(test_tokens_segments_lengths)
def test_next_sentence(student, reference):
    """The labels of the pairs are 1 and 0, integers. / 句子对的标签是整数 1 和 0。"""
    examples = [
        (*example[:4], true) for example, true in zip(some_examples(9, (5, 7, 9)), (True, False, True), strict=True)
    ]
    mine, right = both(student, reference, examples, 9)
    check.equal(mine[6], right[6])


@points(1)
@after(test_tokens_segments_lengths)
@hint("ids += ... changes the caller's list.", zh="ids += ... 会改动调用者的列表。")
def test_the_lists_are_left_alone(student):
    """The examples that were passed in stay as they were. / 传入的样本保持原样。"""
    examples = some_examples(16, (5, 9))
    check.leaves_alone(student._pad_bert_inputs, examples, 16, {"<pad>": 1})
