import torch

from grader.suite import after, check, hint, points

WORDS = ["the", "sea", "été", "door", "."]


class Numbers:
    """A vocabulary whose special tokens do not have the usual numbers."""

    def __init__(self):
        self.idx_to_token = ["<unk>", "<bos>", "sea", "<eos>", "the", "<pad>", "door", "."]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

    def __getitem__(self, tokens):
        if isinstance(tokens, list | tuple):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, 0)

    def __len__(self):
        return len(self.idx_to_token)

    def to_tokens(self, indices):
        if isinstance(indices, list | tuple):
            return [self.idx_to_token[i] for i in indices]
        return self.idx_to_token[indices]


def some_lines(*lengths):
    return [[WORDS[i] for i in torch.randint(5, (n,)).tolist()] for n in lengths]


def numbers(lines, num_steps):
    """What is right: (array, valid_len)."""
    vocab = Numbers()
    rows = [(vocab[[*line, "<eos>"]] + [5] * num_steps)[:num_steps] for line in lines]
    return torch.tensor(rows), [min(len(line) + 1, num_steps) for line in lines]


@points(3)
@hint(
    'Look the tokens up, add vocab["<eos>"], fill up with vocab["<pad>"].',
    zh='查出词元的编号，加上 vocab["<eos>"]，再用 vocab["<pad>"] 填充。',
)
def test_tokens_eos_padding(student):
    """Each row has the line's numbers, <eos>, and padding up to num_steps. / 每一行依次是各词元的编号、<eos> 和填充，长度为 num_steps。"""
    for lengths, num_steps in (((3, 1, 4), 6), ((2, 5), 9), ((1,), 3)):
        lines = some_lines(*lengths)
        made = student.build_array_nmt(lines, Numbers(), num_steps)
        check.equal(made[0], numbers(lines, num_steps)[0])


@points(3)
@after(test_tokens_eos_padding)
@hint("<eos> counts, <pad> does not.", zh="<eos> 计入，<pad> 不计。")
def test_valid_lengths(student):
    """The valid lengths count the tokens and <eos>: one whole number a line. / 有效长度计词元和 <eos>：每行一个整数。"""
    for lengths, num_steps in (((3, 1, 4), 7), ((2, 5, 2, 1), 9), ((4,), 6)):
        lines = some_lines(*lengths)
        valid_len = student.build_array_nmt(lines, Numbers(), num_steps)[1]
        check.shape(valid_len, (len(lines),))
        check.equal(valid_len.tolist(), numbers(lines, num_steps)[1])


@points(2)
@after(test_tokens_eos_padding)
@hint(
    "<eos> is added first, then the line is cut: of a long line <eos> is cut off too.",
    zh="先加 <eos> 再截断：过长的行，<eos> 也一并截掉。",
)
def test_lines_that_are_cut(student):
    """Long lines are cut to num_steps and lose their <eos>; their valid length is num_steps. / 过长的行截断到 num_steps，<eos> 也截掉；有效长度为 num_steps。"""
    for lengths, num_steps in (((5, 7, 2), 4), ((3, 4, 2), 3)):
        lines = some_lines(*lengths)
        array, valid_len = student.build_array_nmt(lines, Numbers(), num_steps)
        right = numbers(lines, num_steps)
        check.equal(array, right[0])
        check.equal(valid_len.tolist(), right[1])


@points(1)
@after(test_tokens_eos_padding)
@hint(
    "[*line, ...] and line + [...] make a new list; append changes the caller's.",
    zh="[*line, ...] 和 line + [...] 生成新列表；append 会改动调用者的列表。",
)
def test_the_lines_are_left_alone(student):
    """The lines themselves are not changed, and an empty line is <eos> alone. / 不改动传入的各行；空行只有 <eos>。"""
    lines = [["the", "sea"], [], ["door"]]
    array = student.build_array_nmt(lines, Numbers(), 4)[0]
    check.equal(lines, [["the", "sea"], [], ["door"]])
    check.equal(array, torch.tensor([[4, 2, 3, 5], [3, 5, 5, 5], [6, 3, 5, 5]]))
