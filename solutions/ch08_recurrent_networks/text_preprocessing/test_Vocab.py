import torch

from grader.suite import after, check, hint, points


def corpus_of(counts):
    """A list of tokens, each as often as told, in an order drawn anew."""
    tokens = [token for token, count in counts.items() for _ in range(count)]
    return [tokens[i] for i in torch.randperm(len(tokens)).tolist()]


def tables(vocab):
    return list(vocab.idx_to_token), dict(vocab.token_to_idx), len(vocab)


@points(2)
@hint(
    'Index 0 is "<unk>"; then sort the counts in descending order.',
    zh='索引 0 是 "<unk>"；其余按出现次数从多到少排序。',
)
def test_the_most_frequent_first(student, reference):
    """After <unk> come the tokens by falling frequency; both tables and len agree. / <unk> 之后按频率从高到低排列；两张表与 len 一致。"""
    tokens = corpus_of({"tick": 3, "钟": 7, "été": 5, "ring": 1, "🙂": 2})
    check.equal(tables(student.Vocab(tokens)), tables(reference.Vocab(tokens)))
    lines = [tokens[:4], [], tokens[4:]]
    check.equal(tables(student.Vocab(lines)), tables(reference.Vocab(lines)))


@points(2)
@after(test_the_most_frequent_first)
@hint(
    "sorted is stable, also with reverse=True: sort by the count alone.",
    zh="sorted 是稳定的，reverse=True 时也是：只按次数排序即可。",
)
def test_ties(student, reference):
    """Of tokens that are equally frequent, the one that occurs first comes first. / 频率相同时，先出现的排在前面。"""
    for tokens in (list("zaycxbzayc"), ["été", "eté", "Été", "eté", "été", "zoo", "zoo", "b"]):
        check.equal(tables(student.Vocab(tokens)), tables(reference.Vocab(tokens)))


@points(2)
@after(test_the_most_frequent_first)
@hint("Keep a token with freq >= min_freq.", zh="freq >= min_freq 的词元要保留。")
def test_min_freq(student, reference):
    """Tokens rarer than min_freq are left out, others stay. / 出现次数低于 min_freq 的词元舍去，其余保留。"""
    tokens = corpus_of({"a": 5, "b": 4, "c": 3, "d": 2, "e": 1})
    for min_freq in (3, 1, 6, 2):
        check.equal(
            tables(student.Vocab(tokens, min_freq=min_freq)), tables(reference.Vocab(tokens, min_freq=min_freq))
        )
    check.equal(tables(student.Vocab(tokens, 4)), tables(reference.Vocab(tokens, 4)))


@points(1)
@after(test_the_most_frequent_first)
@hint("Reserved tokens come right after <unk>, in their order.", zh="保留词元紧跟在 <unk> 之后，次序不变。")
def test_reserved_tokens(student, reference):
    """Reserved tokens have the numbers from 1 on, and the list stays as it is. / 保留词元从 1 开始编号，传入的列表不变。"""
    tokens, reserved = corpus_of({"a": 3, "b": 2}), ["<pad>", "<bos>", "<eos>"]
    check.equal(tables(student.Vocab(tokens, 0, reserved)), tables(reference.Vocab(tokens, 0, reserved)))
    check.equal(reserved, ["<pad>", "<bos>", "<eos>"])
    check.equal(
        tables(student.Vocab(tokens, min_freq=3, reserved_tokens=["<cls>"])),
        tables(reference.Vocab(tokens, min_freq=3, reserved_tokens=["<cls>"])),
    )


@points(1)
@after(test_reserved_tokens)
@hint("A token that has a number already gets no second one.", zh="已有编号的词元不再另给编号。")
def test_special_tokens_in_the_text(student, reference):
    """A special token that occurs in the text is there once. / 特殊词元出现在文本中时，在词表里仍只有一个。"""
    tokens = corpus_of({"<unk>": 4, "a": 3, "<pad>": 2, "b": 1})
    check.equal(
        tables(student.Vocab(tokens, reserved_tokens=["<pad>"])),
        tables(reference.Vocab(tokens, reserved_tokens=["<pad>"])),
    )


@points(2)
@after(test_the_most_frequent_first)
@hint(
    "token_to_idx.get(token, 0) for one token; the same for each item of a list.",
    zh="单个词元用 token_to_idx.get(token, 0)；列表则对每一项都这样做。",
)
def test_looking_up(student):
    """One token, a list, a list of lists; unknown tokens give 0. / 单个词元、列表、列表的列表；未知词元得 0。"""
    vocab = student.Vocab(list("aaabbc"))
    check.equal([vocab["b"], vocab["c"], vocab["<unk>"], vocab["zz"]], [2, 3, 0, 0])
    check.equal(vocab[["c", "?", "a"]], [3, 0, 1])
    check.equal(vocab[[["a"], [], ["b", "b"]]], [[1], [], [2, 2]])
    check.equal(vocab[[]], [])


@points(1)
@after(test_the_most_frequent_first)
@hint("One index gives a string, a list of indices a list.", zh="单个索引给出字符串，索引的列表给出列表。")
def test_back_to_tokens(student):
    """to_tokens gives the token of an index, and those of a list or a tuple. / to_tokens 给出一个索引的词元，或列表、元组中各索引的词元。"""
    vocab = student.Vocab(list("aaabbc"))
    check.equal([vocab.to_tokens(3), vocab.to_tokens(0)], ["c", "<unk>"])
    check.equal(vocab.to_tokens([1, 3, 1]), ["a", "c", "a"])
    check.equal(list(vocab.to_tokens((2, 0))), ["b", "<unk>"])
    check.equal(vocab.to_tokens([]), [])


@points(1)
@after(test_back_to_tokens)
@hint(
    "A tensor is neither list nor tuple, but it can be gone through.", zh="张量既不是列表也不是元组，但同样可以遍历。"
)
def test_a_tensor_of_indices(student):
    """to_tokens takes a 1-D tensor of indices as well. / to_tokens 也接受一维的索引张量。"""
    vocab = student.Vocab(list("aaabbc"))
    check.equal(vocab.to_tokens(torch.tensor([3, 1, 0, 2])), ["c", "a", "<unk>", "b"])


@points(1)
@after(test_looking_up)
@hint(
    "A tuple that stands in the vocabulary is one token: look there before you take it apart.",
    zh="词表中已有的元组是一个词元：拆开之前，先看它在不在词表里。",
)
def test_tuples_as_tokens(student):
    """A tuple that is a token has a number of its own. / 作为词元的元组有自己的编号。"""
    vocab = student.Vocab([("the", "hand"), ("hand", "moved"), ("the", "hand")])
    check.equal(vocab[("the", "hand")], 1)
    check.equal(vocab[[("hand", "moved"), ("the", "hand")]], [2, 1])
    check.equal(vocab.to_tokens([2]), [("hand", "moved")])


@points(2)
@after(test_the_most_frequent_first)
@hint(
    "token_freqs has all tokens of the text, also those that min_freq leaves out.",
    zh="token_freqs 包含文本中的全部词元，被 min_freq 舍去的也在内。",
)
def test_unk_and_token_freqs(student, reference):
    """unk is 0, and token_freqs lists all tokens with their counts. / unk 为 0，token_freqs 列出全部词元及其次数。"""
    tokens = [*"cabbbacab", "<pad>"]
    vocab, right = (room.Vocab(tokens, 2, ["<pad>"]) for room in (student, reference))
    check.equal([tuple(pair) for pair in vocab.token_freqs], right.token_freqs)
    check.equal(vocab.unk, 0)


@points(1)
@after(test_the_most_frequent_first)
@hint("tokens and reserved_tokens may both be None.", zh="tokens 和 reserved_tokens 都可以是 None。")
def test_without_a_text(student):
    """Without a text there are <unk> and the reserved tokens. / 没有文本时，词表里只有 <unk> 和保留词元。"""
    for tokens in (None, [], [[]]):
        check.equal(list(student.Vocab(tokens, 0, ["<pad>"]).idx_to_token), ["<unk>", "<pad>"])
    vocab = student.Vocab()
    check.equal([len(vocab), vocab["a"]], [1, 0])
