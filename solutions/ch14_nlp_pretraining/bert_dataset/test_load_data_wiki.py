import itertools

import pytest

from grader.suite import after, check, files, hint, points

# 45 different sentences of four words; each word occurs at least 15 times.
SENTENCES = [" ".join(f"{'abcd'[i]}{k // 3**i % 3}" for i in range(4)) for k in range(45)]
ENDS = (0, 12, 20, 33, 45)
FIRSTS = [s for i, j in itertools.pairwise(ENDS) for s in SENTENCES[i : j - 1]]


@pytest.fixture(autouse=True)
def hidden_text(student):
    """Another text in the place of the course's."""
    paragraphs = [" . ".join(SENTENCES[i:j]) for i, j in itertools.pairwise(ENDS)]
    files(student).write("data/wikitext-2/wiki.train.tokens", " = Hidden = \n" + "\n\n".join(paragraphs).upper() + "\n")


def loaded(student, batch_size):
    """(train_iter, vocab) of examples of 16 tokens."""
    made = student.load_data_wiki(batch_size, 16)
    check.equal(len(made), 2)
    return made


def first_sentences(train_iter, vocab):
    """The first sentence of each example of a pass, hidden words put back, and the sizes of the minibatches."""
    found, sizes = [], []
    for batch in train_iter:
        ids, _, _, positions, weights, labels, _ = (part.tolist() for part in batch)
        sizes.append(len(ids))
        for tokens, *guesses in zip(ids, positions, weights, labels, strict=True):
            for position, weight, label in zip(*guesses, strict=True):
                if weight:
                    tokens[position] = label
            found.append(" ".join(vocab[i] for i in tokens[1:5]))
    return found, sizes


@points(2)
@hint("It is the dataset's vocab.", zh="就是数据集的 vocab。")
def test_the_vocabulary(student):
    """The vocabulary is that of the text. / 词表是这个文本的词表。"""
    _, vocab = loaded(student, 8)
    words = sorted({word for sentence in SENTENCES for word in sentence.split()})
    check.equal(list(vocab.idx_to_token)[:5], ["<unk>", "<pad>", "<mask>", "<cls>", "<sep>"])
    check.equal(sorted(list(vocab.idx_to_token)[5:]), words)


@points(2)
@after(test_the_vocabulary)
@hint(
    "DataLoader(train_set, batch_size, shuffle=True); the last minibatch is not dropped.",
    zh="DataLoader(train_set, batch_size, shuffle=True)；最后一个小批量不舍去。",
)
def test_every_example(student):
    """Every example comes once, in minibatches of the size asked for. / 每个样本出现一次，小批量的大小符合要求。"""
    for batch_size, sizes in (8, [8] * 5 + [1]), (20, [20, 20, 1]):
        train_iter, vocab = loaded(student, batch_size)
        found, counts = first_sentences(train_iter, list(vocab.idx_to_token))
        check.equal(counts, sizes)
        check.equal(sorted(found), sorted(FIRSTS))


@points(2)
@after(test_every_example)
@hint("shuffle=True.", zh="shuffle=True。")
def test_the_order(student):
    """Each pass has an order of its own. / 每一遍的次序都不同。"""
    train_iter, vocab = loaded(student, 8)
    tokens = list(vocab.idx_to_token)
    check.shuffled([first_sentences(train_iter, tokens)[0] for _ in range(3)], FIRSTS)
