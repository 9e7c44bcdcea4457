import pytest

from grader.suite import after, check, files, hint, points

N = 23


def words(i):
    """Sentence i of each language: longer and shorter ones, each with a word of its own, twice."""
    return [f"Source{i}", *["the"] * (i % 4), f"source{i}", "!"], [f"but{i}", *["été"] * (i % 3), f"But{i}", "."]


@pytest.fixture(autouse=True)
def hidden_text(student, reference):
    """Pairs of a source and a target that belong together; a few words occur once."""
    lines = [f"{' '.join(source[:-1])}!\t{' '.join(target)}" for source, target in map(words, range(N))]
    lines[4] = lines[4].replace("!", " once!").replace(" .", ", seul .")
    for room in (student, reference):
        files(room).write("data/fra-eng/fra.txt", "\n".join(lines) + "\n")


def loaded(room, *args):
    made = room.load_data_nmt(*args)
    check.equal(len(made), 3)
    return made


def rows(data_iter, src_vocab, tgt_vocab):
    """All examples as (source tokens, length, target tokens, length), sorted, and the sizes of the batches."""
    found, sizes = [], []
    for batch in data_iter:
        check.equal(len(batch), 4)
        X, X_len, Y, Y_len = (part.tolist() for part in batch)
        sizes.append(len(X))
        for x, n, y, m in zip(X, X_len, Y, Y_len, strict=True):
            found.append((src_vocab.to_tokens(x), n, tgt_vocab.to_tokens(y), m))
    return found, sizes


@points(3)
@hint(
    'min_freq=2 and reserved_tokens=["<pad>", "<bos>", "<eos>"] for both; each language has its own.',
    zh='两个词表都用 min_freq=2 和 reserved_tokens=["<pad>", "<bos>", "<eos>"]；每种语言各有一个。',
)
def test_the_vocabularies(student, reference):
    """Each language has its vocabulary: special tokens first, tokens that occur once left out. / 两种语言各有词表：特殊词元在前，只出现一次的词元舍去。"""
    for num_examples in (N, 6):
        _, *vocabs = loaded(student, 4, 8, num_examples)
        _, *right = loaded(reference, 4, 8, num_examples)
        check.equal([list(v.idx_to_token) for v in vocabs], [list(v.idx_to_token) for v in right])


@points(4)
@after(test_the_vocabularies)
@hint(
    "One TensorDataset of all four tensors keeps what belongs together.",
    zh="把四个张量放进同一个 TensorDataset，成对的内容才不会散开。",
)
def test_every_pair_once(student, reference):
    """Every pair comes once, source and target together, with their valid lengths. / 每一对恰好出现一次，源与目标配对，并带着各自的有效长度。"""
    for batch_size, num_steps in ((N, 8), (1, 4)):
        found, _ = rows(*loaded(student, batch_size, num_steps, N))
        right, _ = rows(*loaded(reference, batch_size, num_steps, N))
        check.close(sorted(found), sorted(right))


@points(2)
@after(test_every_pair_once)
@hint("Batches of batch_size; the last one has what is left.", zh="每批 batch_size 个；最后一批是剩下的。")
def test_batches(student):
    """Batches have batch_size pairs, the last what is left. / 每个批量有 batch_size 对，最后一个是剩下的。"""
    for batch_size, sizes in ((5, [5, 5, 5, 5, 3]), (23, [23]), (12, [12, 11])):
        check.equal(rows(*loaded(student, batch_size, 6, N))[1], sizes)


@points(2)
@after(test_every_pair_once)
@hint("shuffle=True.", zh="shuffle=True。")
def test_shuffled(student):
    """The pairs come in a new random order in each pass. / 每一遍都以新的随机次序给出。"""
    data_iter, src_vocab, tgt_vocab = loaded(student, 6, 8, N)
    orders = [[row[0][0] for row in rows(data_iter, src_vocab, tgt_vocab)[0]] for _ in range(2)]
    check.shuffled(orders, [words(i)[0][0].lower() for i in range(N)])


@points(1)
@after(test_every_pair_once)
@hint(
    "Hand num_examples on to tokenize_nmt; by default it is 600.", zh="把 num_examples 传给 tokenize_nmt；默认为 600。"
)
def test_num_examples(student, reference):
    """The first num_examples pairs are taken; by default 600. / 取前 num_examples 对；默认 600。"""
    for args in ((7, 8, 7), (N, 8)):
        found, _ = rows(*loaded(student, *args))
        right, _ = rows(*loaded(reference, *args))
        check.close(sorted(found), sorted(right))
    text = "".join(f"s{i} s{i} .\tt{i} t{i} .\n" for i in range(610))
    files(student).write("data/fra-eng/fra.txt", text)
    data_iter, *_ = loaded(student, 300, 4)
    check.equal(sum(len(batch[0]) for batch in data_iter), 600)
