import torch

from grader.suite import after, check, hint, points

WORDS = ["the", "film", "été", "door", "!"]


class Numbers:
    """A vocabulary whose special tokens do not have the usual numbers."""

    def __init__(self):
        self.idx_to_token = ["the", "film", "<unk>", "door", "!", "<pad>"]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

    def __getitem__(self, tokens):
        if isinstance(tokens, list | tuple):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, 2)

    def __len__(self):
        return len(self.idx_to_token)

    def to_tokens(self, indices):
        if isinstance(indices, list | tuple):
            return [self.idx_to_token[i] for i in indices]
        return self.idx_to_token[indices]


def some(*lengths):
    """Reviews of these lengths. They begin and end with words of their own, so that a shift would show."""
    return [(["film"] + [WORDS[i] for i in torch.randint(5, (n,)).tolist()] + ["!"])[-n or 9 :] for n in lengths]


def right(tokens, num_steps):
    vocab = Numbers()
    return torch.tensor([(vocab[line] + [5] * num_steps)[:num_steps] for line in tokens])


@points(3)
@hint(
    'Look the words up, then fill up with vocab["<pad>"] at the end.',
    zh='查出单词的编号，再在末尾用 vocab["<pad>"] 填充。',
)
def test_short_reviews(student):
    """Short reviews are filled up with <pad> at their end. / 短的影评在末尾用 <pad> 填充。"""
    for lengths, num_steps in (((3, 1, 4), 6), ((2, 5), 9), ((1,), 3)):
        tokens = some(*lengths)
        check.equal(student.pad_reviews(tokens, Numbers(), num_steps), right(tokens, num_steps))


@points(2)
@hint("Of a long review the first num_steps words are kept.", zh="长的影评保留开头的 num_steps 个单词。")
def test_long_reviews(student):
    """Long reviews are cut at their end. / 长的影评截去末尾。"""
    for lengths, num_steps in (((5, 7, 6), 4), ((8, 3), 1)):
        tokens = some(*lengths)
        check.equal(student.pad_reviews(tokens, Numbers(), num_steps), right(tokens, num_steps))


@points(2)
@after(test_short_reviews, test_long_reviews)
@hint("An empty review is all padding; one that fits stays whole.", zh="空影评全是填充；恰好合适的保持完整。")
def test_all_lengths_together(student):
    """Empty, short, fitting and long reviews stand in one tensor. / 空的、短的、恰好的和长的影评放在同一个张量里。"""
    for lengths, num_steps in (((0, 4, 5, 6, 9), 5), ((3, 0), 3)):
        tokens = some(*lengths)
        tokens[0] = []
        check.equal(student.pad_reviews(tokens, Numbers(), num_steps), right(tokens, num_steps))


@points(1)
@after(test_short_reviews, test_long_reviews)
@hint("append and += change the list that you were given.", zh="append 和 += 会改动传入的列表。")
def test_the_reviews_are_left_alone(student):
    """The lists themselves are not changed. / 不改动传入的列表。"""
    tokens = some(2, 6, 4)
    before = [list(line) for line in tokens]
    student.pad_reviews(tokens, Numbers(), 4)
    check.equal(tokens, before)
