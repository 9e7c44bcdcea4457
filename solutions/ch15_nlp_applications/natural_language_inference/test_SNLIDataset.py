import torch
from torch.utils import data

from grader.suite import after, check, gpus, hint, points

WORDS = ["the", "sea", "été", "<pad>", ".", "<unk>", "door"]


class Numbers:
    """A vocabulary whose special tokens do not have the usual numbers."""

    def __init__(self):
        self.idx_to_token = list(WORDS)
        self.token_to_idx = {token: i for i, token in enumerate(WORDS)}

    def __getitem__(self, tokens):
        if isinstance(tokens, list | tuple):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, 5)

    def __len__(self):
        return len(WORDS)

    def to_tokens(self, indices):
        if isinstance(indices, list | tuple):
            return [self.idx_to_token[i] for i in indices]
        return self.idx_to_token[indices]


def some(*lengths):
    """Sentences of these lengths; each begins in its own way."""
    known = ["the", "sea", "été", ".", "door", "unheard-of"]
    return [" ".join(known[i] for i in torch.randint(6, (n,)).tolist()) for n in lengths]


def numbers(sentence, num_steps):
    return torch.tensor((Numbers()[sentence.split()] + [3] * num_steps)[:num_steps])


def items(dataset, n):
    """The first n items, in a form of our own: (premise, hypothesis, label)."""
    found = []
    for i in range(n):
        item = dataset[i]
        check.equal(len(item), 2)
        check.equal(len(item[0]), 2)
        found.append((item[0][0], item[0][1], int(item[1])))
    return found


@points(3)
@hint(
    "Look the words up, cut or fill up; then ((premise, hypothesis), label).",
    zh="查出单词的编号，截断或填充；然后是 ((premise, hypothesis), label)。",
)
def test_items(student):
    """Every item is a premise, its hypothesis and its label. / 每一项是一个前提、它的假设和它的标签。"""
    for lengths, num_steps in (((3, 1, 4), 6), ((2, 5), 9)):
        premises, hypotheses = some(*lengths), some(*lengths[::-1])
        labels = torch.randint(3, (len(lengths),)).tolist()
        dataset = student.SNLIDataset((list(premises), list(hypotheses), list(labels)), num_steps, Numbers())
        right = [
            (numbers(p, num_steps), numbers(h, num_steps), label)
            for p, h, label in zip(premises, hypotheses, labels, strict=True)
        ]
        check.equal(items(dataset, len(lengths)), right)


@points(2)
@after(test_items)
@hint("Of long sentences the first words are kept.", zh="长的句子保留开头的单词。")
def test_long_and_short_sentences(student):
    """Sentences of any length have num_steps numbers. / 句子不论长短，都有 num_steps 个编号。"""
    premises, hypotheses = some(7, 4, 1, 5), some(2, 9, 4, 6)
    dataset = student.SNLIDataset((list(premises), list(hypotheses), [2, 0, 1, 1]), 4, Numbers())
    right = [(numbers(p, 4), numbers(h, 4), n) for p, h, n in zip(premises, hypotheses, [2, 0, 1, 1], strict=True)]
    check.equal(items(dataset, 4), right)


def pairs():
    """Words that occur four and five times, in premises, in hypotheses, and in both together."""
    premises = ["five a", "five a b", "five a b c", "five a", "five", "rare d", "d d"]
    hypotheses = ["b", "b five c", "b c h h", "h h", "a h once", "c d", "Five"]
    return premises, hypotheses, [0, 1, 2, 0, 1, 2, 0]


@points(4)
@after(test_items)
@hint(
    'Vocab(premises + hypotheses, min_freq=5, reserved_tokens=["<pad>"]), of lists of words.',
    zh='Vocab(premises + hypotheses, min_freq=5, reserved_tokens=["<pad>"])，用单词的列表来建。',
)
def test_a_vocabulary_of_its_own(student, reference):
    """Without a vocabulary, one is made of both sides' words. / 没有传入词表时，用两边的单词建一个。"""
    made, right = student.SNLIDataset(pairs(), 4), reference.SNLIDataset(pairs(), 4)
    check.equal(list(made.vocab.idx_to_token)[:2], ["<unk>", "<pad>"])
    check.equal(sorted(made.vocab.idx_to_token), sorted(right.vocab.idx_to_token))
    for i in range(7):
        for mine, theirs in zip(made[i][0], right[i][0], strict=True):
            check.equal(made.vocab.to_tokens(mine.tolist()), right.vocab.to_tokens(theirs.tolist()))


@points(1)
@after(test_items)
@hint("The vocabulary that was handed in becomes self.vocab.", zh="传入的词表就是 self.vocab。")
def test_the_vocabulary_that_was_given(student):
    """A vocabulary that is handed in is used, and is the attribute vocab. / 使用传入的词表，它就是属性 vocab。"""
    dataset = student.SNLIDataset(pairs(), 4, Numbers())
    check.equal(list(dataset.vocab.idx_to_token), WORDS)


@points(1)
@after(test_items)
@hint("The number of pairs.", zh="句对的个数。")
def test_length(student):
    """len is the number of pairs. / len 是句对的个数。"""
    found = [len(student.SNLIDataset((some(*[3] * n), some(*[2] * n), [1] * n), 5, Numbers())) for n in (4, 1, 7)]
    check.equal(found, [4, 1, 7])


@points(2)
@after(test_items)
@hint("class SNLIDataset(torch.utils.data.Dataset).", zh="class SNLIDataset(torch.utils.data.Dataset)。")
def test_a_dataset_that_batches(student):
    """It is a torch Dataset, and a loader makes batches of it. / 它是 torch 的 Dataset，加载器能把它整理成批量。"""
    premises, hypotheses = some(2, 3, 4), some(5, 1, 2)
    dataset = student.SNLIDataset((list(premises), list(hypotheses), [2, 1, 0]), 4, Numbers())
    check.that(
        isinstance(dataset, data.Dataset),
        "It is no torch.utils.data.Dataset.",
        "它不是 torch.utils.data.Dataset。",
    )
    (P, H), y = data.default_collate([dataset[i] for i in range(3)])
    check.equal(P, torch.stack([numbers(p, 4) for p in premises]))
    check.equal(H, torch.stack([numbers(h, 4) for h in hypotheses]))
    check.equal(y, torch.tensor([2, 1, 0]))


@points(1)
@after(test_items)
@hint("Leave the items on the CPU; the training loop moves each batch.", zh="各项留在 CPU 上；由训练循环移动每个批量。")
def test_on_the_cpu(student):
    """Where there is a GPU, the items are on the CPU all the same. / 即使有 GPU，各项也在 CPU 上。"""
    with gpus(student, 1):
        (premise, hypothesis), _ = student.SNLIDataset((["the sea"], ["été"], [1]), 3, Numbers())[0]
    check.device(premise, torch.device("cpu"))
    check.device(hypothesis, torch.device("cpu"))
