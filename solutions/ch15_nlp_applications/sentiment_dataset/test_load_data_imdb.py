import pytest
import torch

from grader.suite import after, check, files, gpus, hint, points

TRAIN, TEST = 13, 7  # reviews of each kind: more than the data set that is given


def review(split, label, i):
    """Review i: a word of its own (five times, so that the vocabulary has it), common ones and rare ones."""
    own = f"{label}{i}"
    words = [own, "the", *["film"] * (i % 3), "Film" if i < 5 else "film.", own, own]
    words += [own, own, "four" if i in (1, 3) else "five" if i < 2 else "seldom" if i == 6 else "the"]
    if split == "test":
        words += ["fresh"] * 6
    return " ".join(words)


@pytest.fixture(autouse=True)
def hidden_reviews(student, reference):
    """Reviews in the place of those that are given."""
    for room in (student, reference):
        for split, n in ("train", TRAIN), ("test", TEST):
            for label, stars in ("pos", 9), ("neg", 2):
                for i in range(n):
                    files(room).write(f"data/aclImdb/{split}/{label}/{i}_{stars}.txt", review(split, label, i))


def loaded(room, *args):
    made = room.load_data_imdb(*args)
    check.equal([hasattr(part, "idx_to_token") for part in made], [False, False, True])
    return made


def one_pass(loader):
    """All rows and labels of a pass, and the sizes of its batches."""
    rows, sizes = [], []
    for batch in loader:
        check.equal(len(batch), 2)
        X, y = batch
        sizes.append(len(X))
        rows.extend(zip(X.tolist(), y.tolist(), strict=True))
    return rows, sizes


@points(4)
@hint(
    'Vocab(train_tokens, min_freq=5, reserved_tokens=["<pad>"]): of the training reviews alone.',
    zh='Vocab(train_tokens, min_freq=5, reserved_tokens=["<pad>"])：只用训练影评。',
)
def test_the_vocabulary(student, reference):
    """The vocabulary has <unk>, <pad> and the words that occur five times in the training reviews. / 词表包含 <unk>、<pad> 和在训练影评中出现五次以上的单词。"""
    vocab, right = loaded(student, 4, 8)[2], loaded(reference, 4, 8)[2]
    check.equal(list(vocab.idx_to_token)[:2], ["<unk>", "<pad>"])
    check.equal(sorted(vocab.idx_to_token), sorted(right.idx_to_token))


@points(3)
@after(test_the_vocabulary)
@hint(
    "One TensorDataset of numbers and labels keeps what belongs together.",
    zh="把编号和标签放进同一个 TensorDataset，才不会散开。",
)
def test_every_training_review_once(student, reference):
    """Every training review comes once, as numbers, with its label. / 每篇训练影评以编号的形式恰好出现一次，并带着标签。"""
    for num_steps in 6, 12:
        train_iter, _, vocab = loaded(student, 4, num_steps)
        right_iter, _, right_vocab = loaded(reference, 4, num_steps)
        found = sorted((vocab.to_tokens(row), label) for row, label in one_pass(train_iter)[0])
        check.equal(found, sorted((right_vocab.to_tokens(row), label) for row, label in one_pass(right_iter)[0]))


@points(2)
@after(test_the_vocabulary)
@hint(
    "Read with is_train=False, and look the words up in the vocabulary of the training set.",
    zh="用 is_train=False 读取，并在训练集的词表中查编号。",
)
def test_every_test_review_once(student, reference):
    """Every test review comes once, looked up in the same vocabulary. / 每篇测试影评恰好出现一次，用同一个词表查编号。"""
    _, test_iter, vocab = loaded(student, 3, 14)
    _, right_iter, right_vocab = loaded(reference, 3, 14)
    found = sorted((vocab.to_tokens(row), label) for row, label in one_pass(test_iter)[0])
    check.equal(found, sorted((right_vocab.to_tokens(row), label) for row, label in one_pass(right_iter)[0]))


@points(2)
@after(test_every_training_review_once, test_every_test_review_once)
@hint("shuffle=True for training alone.", zh="只在训练时 shuffle=True。")
def test_the_order(student):
    """Training reviews are shuffled in each pass, test reviews never. / 训练影评每一遍重新打乱，测试影评从不打乱。"""
    train_iter, test_iter, _ = loaded(student, 8, 8)
    orders = [[tuple(row) for row, _ in one_pass(train_iter)[0]] for _ in range(2)]
    check.shuffled(orders, sorted(orders[0]))
    check.equal(one_pass(test_iter)[0] == one_pass(test_iter)[0], True)


@points(1)
@after(test_every_training_review_once, test_every_test_review_once)
@hint(
    "Hand batch_size on to both loaders, and keep the last batch.",
    zh="把 batch_size 传给两个加载器，并保留最后一个批量。",
)
def test_batches(student):
    """Batches have batch_size reviews, the last what is left. / 每个批量有 batch_size 篇，最后一个是剩下的。"""
    for batch_size, right in ((12, ([12, 12, 2], [12, 2])), (13, ([13, 13], [13, 1]))):
        train_iter, test_iter, _ = loaded(student, batch_size, 8)
        check.equal((one_pass(train_iter)[1], one_pass(test_iter)[1]), right)


@points(1)
@after(test_every_training_review_once)
@hint(
    "num_steps=500 by default; the loaders leave everything on the CPU.",
    zh="默认 num_steps=500；加载器把一切都留在 CPU 上。",
)
def test_the_default_length(student):
    """Without num_steps rows have 500 numbers; all is on the CPU, even where there is a GPU. / 不给 num_steps 时每行 500 个编号；即使有 GPU，也都在 CPU 上。"""
    with gpus(student, 1):
        for loader in loaded(student, 2)[:2]:
            X, y = next(iter(loader))
            check.shape(X, (2, 500))
            check.dtype(y, torch.int64)
            check.device(X, torch.device("cpu"))
            check.device(y, torch.device("cpu"))
