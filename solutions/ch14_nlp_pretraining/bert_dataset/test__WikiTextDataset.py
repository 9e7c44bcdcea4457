import itertools

import torch

from grader.suite import after, check, hint, points

# 45 different sentences of four words; each word occurs at least 15 times.
SENTENCES = [[f"{'abcd'[i]}{k // 3**i % 3}" for i in range(4)] for k in range(45)]
ENDS = (0, 12, 20, 33, 45)
PARAGRAPHS = [SENTENCES[i:j] for i, j in itertools.pairwise(ENDS)]
MAX_LEN = 16


def as_text(paragraphs=PARAGRAPHS):
    return [[" ".join(sentence) for sentence in paragraph] for paragraph in paragraphs]


def items(dataset):
    """The examples, each as a list of seven lists or numbers."""
    found = []
    for i in range(len(dataset)):
        item = list(dataset[i])
        check.that(len(item) == 7, "An example does not have seven parts.", "一个样本不是七项。")
        found.append([part.tolist() for part in item])
    return found


def sentences_of(item, vocab):
    """(first, second) of an example, with the hidden words put back; also looks at its form."""
    ids, segments, valid, positions, weights, labels, _ = item
    tokens = [vocab[i] for i in ids]
    for position, weight, label in zip(positions, weights, labels, strict=True):
        if weight:
            check.that(position < valid, "A word in the padding is to be guessed.", "要预测的位置落在填充里。")
            check.that(position not in (0, 5, 10), "A special token is to be guessed.", "要预测的是特殊词元。")
            tokens[position] = vocab[label]
    n = int(valid)
    check.equal([tokens[0], tokens[5], tokens[10]], ["<cls>", "<sep>", "<sep>"])
    check.equal((n, tokens[n:]), (11, ["<pad>"] * (MAX_LEN - 11)))
    check.equal(segments, [0] * 6 + [1] * 5 + [0] * (MAX_LEN - 11))
    return tokens[1:5], tokens[6:10]


@points(2)
@hint(
    "Vocab(sentences, min_freq=5, reserved_tokens=[...]), of the words of all paragraphs.",
    zh="Vocab(sentences, min_freq=5, reserved_tokens=[...])，用全部段落中的词。",
)
def test_the_vocabulary(student):
    """The vocabulary has the special tokens and all words that occur five times. / 词表有特殊词元，以及出现五次的词。"""
    text = [["x y", "y z z"], *[["q r s", "x y y z"]] * 4]  # x, z: 5 and 6 times; y: 10 times; q, r, s: 4 times
    tokens = list(student._WikiTextDataset(text, 14).vocab.idx_to_token)
    check.equal(tokens[:5], ["<unk>", "<pad>", "<mask>", "<cls>", "<sep>"])
    check.equal(sorted(tokens[5:]), ["x", "y", "z"])


@points(2)
@hint(
    "The examples of all paragraphs, in one list, then padded together.", zh="所有段落的样本放进一个列表，再一起填充。"
)
def test_the_shapes(student):
    """There are as many examples as pairs, each of seven tensors of the right shapes. / 有多少句子对就有多少样本，各是七个形状正确的张量。"""
    for max_len, preds in (16, 2), (20, 3):
        dataset = student._WikiTextDataset(as_text(), max_len)
        check.equal(len(dataset), 41)
        for i in 0, 20, 40:
            item = list(dataset[i])
            check.that(len(item) == 7, "An example does not have seven parts.", "一个样本不是七项。")
            shapes = [(max_len,), (max_len,), (), (preds,), (preds,), (preds,), ()]
            check.equal([tuple(part.shape) for part in item], shapes)
            types = [torch.int64, torch.int64, torch.int64, torch.float32, torch.int64, torch.int64]
            check.equal([part.dtype for k, part in enumerate(item) if k != 2], types)


@points(3)
@after(test_the_vocabulary, test_the_shapes)
@hint(
    "Each input is a pair of sentences, in which 15 % of the words are to be guessed.",
    zh="每个输入是一个句子对，其中 15% 的词要预测。",
)
def test_the_words(student):
    """With the hidden words put back, each example is a pair of sentences, in order. / 把遮住的词放回去，每个样本都是一个句子对，次序正确。"""
    dataset = student._WikiTextDataset(as_text(), MAX_LEN)
    vocab, found = list(dataset.vocab.idx_to_token), items(dataset)
    pairs = [sentences_of(item, vocab) for item in found]
    check.equal([first for first, _ in pairs], [s for paragraph in PARAGRAPHS for s in paragraph[:-1]])
    check.that(
        all(second in SENTENCES for _, second in pairs), "A second sentence is unknown.", "有的第二句不在语料里。"
    )
    check.equal([item[4] for item in found], [[1.0, 1.0]] * len(found))
    # 82 words to be guessed, each <mask> with 0.8: less than half of them in 1e-9 of the runs (binomial, exact).
    hidden = sum(vocab[item[0][position]] == "<mask>" for item in found for position in item[3])
    check.above(hidden / 82, 0.5, "The share of <mask>", "<mask> 的比例")


@points(2)
@after(test_the_words)
@hint("is_next of the pair becomes the last tensor.", zh="句子对的 is_next 成为最后一个张量。")
def test_the_pairs(student):
    """1 says that the second sentence follows the first; half of them do. / 1 表示第二句接着第一句；有一半如此。"""
    true = []
    for _ in range(2):
        dataset = student._WikiTextDataset(as_text(), MAX_LEN)
        vocab = list(dataset.vocab.idx_to_token)
        for item in items(dataset):
            first, second = sentences_of(item, vocab)
            true.append(item[6])
            if item[6]:
                check.equal(second, SENTENCES[SENTENCES.index(first) + 1])
    # 19 to 63 of 82: a right answer is outside in less than one of a million runs (binomial, exact).
    check.share(sum(true), len(true), 0.5, "The share of 1", "1 的比例")


@points(1)
@after(test_the_shapes)
def test_minibatches(student):
    """A DataLoader makes minibatches of it. / DataLoader 能把它做成小批量。"""
    dataset = student._WikiTextDataset(as_text(PARAGRAPHS[:2]), MAX_LEN)
    batches = list(torch.utils.data.DataLoader(dataset, batch_size=8, shuffle=True))
    check.equal([tuple(batch[0].shape) for batch in batches], [(8, 16)] * 2 + [(2, 16)])
    check.equal([tuple(batch[6].shape) for batch in batches], [(8,)] * 2 + [(2,)])
