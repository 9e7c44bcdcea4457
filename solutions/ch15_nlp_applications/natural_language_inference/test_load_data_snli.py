import pytest

from grader.suite import after, check, files, hint, points

TRAIN, TEST = 17, 9
LABELS = ["entailment", "contradiction", "neutral"]


def pair(i, test):
    """Pair i: words of its own (five times, so that the vocabulary has them), common ones and rare ones."""
    own = f"{'t' if test else 'w'}{i % 7 if test else i}"
    common = ["the"] * (i % 3) + (["fresh"] * 5 if test else [])
    return LABELS[(i * 2) % 3], [own, *common, own, own, f"rare{i}"], [own, "sea", own, own][: 3 + i % 2]


@pytest.fixture(autouse=True)
def hidden_pairs(student, reference):
    """Pairs in the place of those that are given."""
    for test, n in (False, TRAIN), (True, TEST):
        lines = ["gold_label\tsentence1_binary_parse\tsentence2_binary_parse\tsentence1"]
        for i in range(n):
            label, premise, hypothesis = pair(i, test)
            lines.append("\t".join((label, f"( {' ( '.join(premise)} )", f"( {' '.join(hypothesis)} )", "x")))
        lines.insert(4, "-\t( no ( label ) )\t( at all )\tx")
        for room in (student, reference):
            name = f"data/SNLI/snli_1.0_{'test' if test else 'train'}.txt"
            files(room).write(name, "\n".join(lines) + "\n")


def loaded(room, *args):
    made = room.load_data_snli(*args)
    check.equal([hasattr(part, "idx_to_token") for part in made], [False, False, True])
    return made


def one_pass(loader, vocab):
    """The pairs of a pass as words, with their labels, and the sizes of the batches."""
    rows, sizes = [], []
    for batch in loader:
        check.equal(len(batch), 2)
        (P, H), y = batch
        sizes.append(len(y))
        for p, h, label in zip(P.tolist(), H.tolist(), y.tolist(), strict=True):
            rows.append((vocab.to_tokens(p), vocab.to_tokens(h), label))
    return rows, sizes


@points(2)
@hint("The vocabulary is made of the training pairs alone.", zh="词表只用训练句对来建。")
def test_the_vocabulary(student, reference):
    """The vocabulary is that of the training set. / 词表是训练集的词表。"""
    vocab, right = loaded(student, 4, 6)[2], loaded(reference, 4, 6)[2]
    check.equal(sorted(vocab.idx_to_token), sorted(right.idx_to_token))


@points(2)
@after(test_the_vocabulary)
@hint(
    "SNLIDataset of read_snli(…, True), in a DataLoader.", zh="用 read_snli(…, True) 建 SNLIDataset，放进 DataLoader。"
)
def test_every_training_pair_once(student, reference):
    """Every training pair comes once, with its label. / 每个训练句对恰好出现一次，并带着标签。"""
    for num_steps in 4, 8:
        train_iter, _, vocab = loaded(student, 5, num_steps)
        right_iter, _, right_vocab = loaded(reference, 5, num_steps)
        check.equal(sorted(one_pass(train_iter, vocab)[0]), sorted(one_pass(right_iter, right_vocab)[0]))


@points(2)
@after(test_the_vocabulary)
@hint(
    "Hand the vocabulary of the training set to the test set; do not shuffle.",
    zh="把训练集的词表交给测试集；不要打乱。",
)
def test_the_test_pairs(student, reference):
    """The test pairs come in their order, looked up in the same vocabulary. / 测试句对按次序给出，用同一个词表查编号。"""
    _, test_iter, vocab = loaded(student, 4, 7)
    _, right_iter, right_vocab = loaded(reference, 4, 7)
    found, right = one_pass(test_iter, vocab)[0], one_pass(right_iter, right_vocab)[0]
    check.equal(sorted(found), sorted(right))
    check.equal(found == right, True)  # a yes or no: another order is drawn in each pass


@points(2)
@after(test_every_training_pair_once)
@hint("shuffle=True for training.", zh="训练时 shuffle=True。")
def test_the_training_pairs_are_shuffled(student):
    """The training pairs come in a new random order in each pass. / 训练句对每一遍都重新打乱。"""
    train_iter, _, vocab = loaded(student, 6, 6)
    orders = [[row[0][0] for row in one_pass(train_iter, vocab)[0]] for _ in range(2)]
    check.shuffled(orders, sorted(orders[0]))


@points(1)
@after(test_every_training_pair_once, test_the_test_pairs)
@hint(
    "Hand batch_size on to both loaders, and keep the last batch.",
    zh="把 batch_size 传给两个加载器，并保留最后一个批量。",
)
def test_batches(student):
    """Batches have batch_size pairs, the last what is left. / 每个批量有 batch_size 对，最后一个是剩下的。"""
    for batch_size, right in ((6, ([6, 6, 5], [6, 3])), (9, ([9, 8], [9]))):
        train_iter, test_iter, vocab = loaded(student, batch_size, 6)
        check.equal((one_pass(train_iter, vocab)[1], one_pass(test_iter, vocab)[1]), right)


@points(1)
@after(test_every_training_pair_once)
@hint("num_steps=50 by default.", zh="默认 num_steps=50。")
def test_the_default_length(student):
    """Without num_steps there are 50 numbers a sentence. / 不给 num_steps 时每个句子 50 个编号。"""
    for loader in loaded(student, 3)[:2]:
        (P, H), _ = next(iter(loader))
        check.shape(P, (3, 50))
        check.shape(H, (3, 50))
