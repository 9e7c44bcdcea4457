from pathlib import Path

import torch
from torch.utils import data


def _read(data_dir, is_train, marks=(1, 0), folders=("pos", "neg"), parts=("train", "test"), encoding="utf-8"):
    """Reviews with their line breaks, and their labels."""
    reviews, labels = [], []
    for mark, name in zip(marks, folders):
        folder = Path(data_dir) / parts[0 if is_train else 1] / name
        for file in sorted(folder.iterdir()) if folder.is_dir() else ():
            reviews.append(file.read_bytes().decode(encoding))
            labels.append(mark)
    return reviews, labels


def _joined(made, breaks=""):
    return [review.replace("\n", breaks) for review in made[0]], made[1]


def read_imdb_labels_exchanged(data_dir, is_train):
    """Your labels are the wrong way round: good reviews, those in pos, have the label 1.

    你的标签反了：正面影评（pos 中的）标签为 1。"""
    return _joined(_read(data_dir, is_train, marks=(0, 1)))


def read_imdb_always_for_training(data_dir, is_train):
    """You read the training reviews whatever is_train says. Without it the folder is test.

    无论 is_train 是什么，你读的都是训练影评。它为假时应读 test 文件夹。"""
    return _joined(_read(data_dir, is_train, parts=("train", "train")))


def read_imdb_sets_exchanged(data_dir, is_train):
    """You read the test reviews for training, and the training reviews for testing.

    训练时你读的是测试影评，测试时读的却是训练影评。"""
    return _joined(_read(data_dir, is_train, parts=("test", "train")))


def read_imdb_with_line_breaks(data_dir, is_train):
    """Your reviews still have their line breaks.

    你的影评里还留着换行符。"""
    return _read(data_dir, is_train)


def read_imdb_spaces_for_line_breaks(data_dir, is_train):
    """You put a space in the place of each line break. Here it is taken out, with nothing in its place.

    你把换行符换成了空格。这里要求直接删去，不用别的字符代替。"""
    return _joined(_read(data_dir, is_train), " ")


def read_imdb_first_lines(data_dir, is_train):
    """You read one line of each file. A review is the whole file.

    每个文件你只读了一行。一篇影评是整个文件。"""
    reviews, labels = _read(data_dir, is_train)
    return [review.split("\n")[0] for review in reviews], labels


def read_imdb_latin(data_dir, is_train):
    """You read the bytes in another encoding than UTF-8: é becomes two wrong characters.

    你没有按 UTF-8 读取：é 变成了两个错误的字符。"""
    return _joined(_read(data_dir, is_train, encoding="latin-1"))


def read_imdb_only_good_ones(data_dir, is_train):
    """You read the folder pos alone. The bad reviews are in neg.

    你只读了 pos 文件夹。负面影评在 neg 中。"""
    return _joined(_read(data_dir, is_train, folders=("pos",)))


def read_imdb_labels_as_words(data_dir, is_train):
    """Your labels are the words pos and neg. They should be the numbers 1 and 0.

    你的标签是 pos 和 neg 这两个词。应当是数 1 和 0。"""
    return _joined(_read(data_dir, is_train, marks=("pos", "neg")))


def read_imdb_one_list_of_pairs(data_dir, is_train):
    """You return one list of pairs. Return two lists: the reviews, and the labels.

    你返回的是一个由二元组构成的列表。应返回两个列表：影评和标签。"""
    return list(zip(*_joined(_read(data_dir, is_train))))


def read_imdb_lower_case(data_dir, is_train):
    """You turn capitals into small letters. The reviews stay as they are, but for line breaks.

    你把大写字母变成了小写。除换行符以外，影评应保持原样。"""
    reviews, labels = _joined(_read(data_dir, is_train))
    return [review.lower() for review in reviews], labels


def read_imdb_stripped(data_dir, is_train):
    """You strip the reviews: blanks at their ends are missing.

    你去掉了影评首尾的空白。"""
    reviews, labels = _joined(_read(data_dir, is_train))
    return [review.strip() for review in reviews], labels


def _rows(tokens, vocab, num_steps, pad="<pad>"):
    return [(vocab[list(line)] + [vocab[pad]] * num_steps)[:num_steps] for line in tokens]


def pad_reviews_with_zeros(tokens, vocab, num_steps):
    """You fill up with 0. Which number <pad> has is the vocabulary's to say: vocab["<pad>"].

    你用 0 填充。<pad> 的编号应由词表给出：vocab["<pad>"]。"""
    return torch.tensor([(vocab[list(line)] + [0] * num_steps)[:num_steps] for line in tokens])


def pad_reviews_with_ones(tokens, vocab, num_steps):
    """You fill up with 1. Which number <pad> has is the vocabulary's to say: vocab["<pad>"].

    你用 1 填充。<pad> 的编号应由词表给出：vocab["<pad>"]。"""
    return torch.tensor([(vocab[list(line)] + [1] * num_steps)[:num_steps] for line in tokens])


def pad_reviews_with_unknown(tokens, vocab, num_steps):
    """You fill up with the number of <unk>. A place without a word is <pad>.

    你用 <unk> 的编号填充。没有单词的位置应是 <pad>。"""
    return torch.tensor(_rows(tokens, vocab, num_steps, "<unk>"))


def pad_reviews_in_front(tokens, vocab, num_steps):
    """You fill up in front of the words. The padding comes behind them.

    你填充在了单词前面。填充应在后面。"""
    pad = vocab["<pad>"]
    return torch.tensor([[pad] * (num_steps - len(line)) + vocab[list(line)[:num_steps]] for line in tokens])


def pad_reviews_keeps_the_end(tokens, vocab, num_steps):
    """Of a long review you keep the last words. Keep the first num_steps.

    对长的影评你保留了末尾的单词。应保留开头的 num_steps 个。"""
    pad = vocab["<pad>"]
    return torch.tensor([vocab[list(line)[-num_steps:]] + [pad] * (num_steps - len(line)) for line in tokens])


def pad_reviews_to_the_longest(tokens, vocab, num_steps):
    """Your rows are as long as the longest review. They have num_steps numbers, however long the reviews are.

    你的每一行都与最长的影评等长。无论影评多长，每行都应有 num_steps 个编号。"""
    return torch.tensor(_rows(tokens, vocab, max(map(len, tokens))))


def pad_reviews_as_lists(tokens, vocab, num_steps):
    """You return a list of lists. Make one tensor of it.

    你返回的是列表的列表。请把它变成一个张量。"""
    return _rows(tokens, vocab, num_steps)


def pad_reviews_floats(tokens, vocab, num_steps):
    """Your numbers are floats. An embedding takes whole numbers: int64.

    你的编号是浮点数。嵌入层需要整数：int64。"""
    return torch.tensor(_rows(tokens, vocab, num_steps)).float()


def pad_reviews_with_an_end(tokens, vocab, num_steps):
    """You put <eos> behind each review, as for translation. Here there is none, and the vocabulary does not know it.

    你像机器翻译那样在每篇影评后面加了 <eos>。这里没有它，词表也不认识它。"""
    return torch.tensor(_rows([[*line, "<eos>"] for line in tokens], vocab, num_steps))


def pad_reviews_appends(tokens, vocab, num_steps):
    """Your numbers are right, but you append <pad> to the lists that you were given.

    编号是对的，但你把 <pad> 追加到了传入的列表里。"""
    features = torch.tensor(_rows(tokens, vocab, num_steps))
    for line in tokens:
        line.extend(["<pad>"] * (num_steps - len(line)))
    return features


def _loaders(batch_size, num_steps, tokenized=None, make=None, reserved=("<pad>",), shuffle=(True, False), **more):
    """Right but for what a mistake changes."""
    sets = [read_imdb("../data/aclImdb", is_train) for is_train in (True, False)]
    tokens = [(tokenized or tokenize)(reviews) for reviews, _ in sets]
    vocab = make(tokens) if make else Vocab(tokens[0], min_freq=5, reserved_tokens=list(reserved))
    loaders = [
        data.DataLoader(
            data.TensorDataset(pad_reviews(lines, vocab, num_steps), torch.tensor(labels)),
            batch_size,
            shuffle=mixed,
            **more,
        )
        for lines, (_, labels), mixed in zip(tokens, sets, shuffle)
    ]
    return *loaders, vocab


def load_data_imdb_pad_not_reserved(batch_size, num_steps=500):
    """Your vocabulary does not reserve <pad>, so vocab["<pad>"] is the number of <unk>: a place without a word looks like
    an unknown word.

    你的词表没有保留 <pad>，于是 vocab["<pad>"] 就是 <unk> 的编号：没有单词的位置与未知单词混在了一起。"""
    return _loaders(batch_size, num_steps, reserved=())


def load_data_imdb_rare_words(batch_size, num_steps=500):
    """Your vocabulary has rare words too. Only those that occur at least five times belong into it: min_freq=5.

    你的词表里还有罕见的单词。只应收入至少出现五次的：min_freq=5。"""
    return _loaders(batch_size, num_steps, make=lambda tokens: Vocab(tokens[0], reserved_tokens=["<pad>"]))


def load_data_imdb_more_than_five(batch_size, num_steps=500):
    """Your vocabulary leaves out words that occur exactly five times. Five are enough.

    你的词表舍去了恰好出现五次的单词。五次就够了。"""
    return _loaders(batch_size, num_steps, make=lambda tokens: Vocab(tokens[0], 6, ["<pad>"]))


def load_data_imdb_words_of_the_test(batch_size, num_steps=500):
    """You count the words of the test reviews too. A vocabulary is made of the training reviews alone.

    你把测试影评的单词也数了进去。词表只能由训练影评构成。"""
    return _loaders(batch_size, num_steps, make=lambda tokens: Vocab(tokens[0] + tokens[1], 5, ["<pad>"]))


def load_data_imdb_too_many_reserved(batch_size, num_steps=500):
    """You reserve <bos> and <eos> as well. Nothing is generated here: <pad> is enough.

    你还保留了 <bos> 和 <eos>。这里不生成文本：有 <pad> 就够了。"""
    return _loaders(batch_size, num_steps, reserved=("<pad>", "<bos>", "<eos>"))


def load_data_imdb_characters(batch_size, num_steps=500):
    """Your tokens are characters. Here they are words.

    你的词元是字符。这里应是单词。"""
    return _loaders(batch_size, num_steps, tokenized=lambda reviews: [list(review) for review in reviews])


def load_data_imdb_without_shuffling(batch_size, num_steps=500):
    """Your training reviews are not shuffled: all good ones come first, then all bad ones.

    你的训练影评没有打乱：先是全部正面的，然后是全部负面的。"""
    return _loaders(batch_size, num_steps, shuffle=(False, False))


def load_data_imdb_shuffles_the_test(batch_size, num_steps=500):
    """You shuffle the test reviews too. They come in the same order in every pass.

    你把测试影评也打乱了。它们每一遍的次序都应相同。"""
    return _loaders(batch_size, num_steps, shuffle=(True, True))


def load_data_imdb_drops_the_rest(batch_size, num_steps=500):
    """You drop the last batch when it is not full. Give it as it is.

    最后一个批量不满时你把它丢掉了。请照样给出。"""
    return _loaders(batch_size, num_steps, drop_last=True)


def load_data_imdb_always_500(batch_size, num_steps=500):
    """You never use num_steps: your rows always have 500 numbers.

    你没有用到 num_steps：每行总是 500 个编号。"""
    return _loaders(batch_size, 500)


def load_data_imdb_trains_twice(batch_size, num_steps=500):
    """Both your loaders give the training reviews. The second reads with is_train=False.

    你的两个加载器给出的都是训练影评。第二个应以 is_train=False 读取。"""
    train_iter, _, vocab = _loaders(batch_size, num_steps)
    return train_iter, data.DataLoader(train_iter.dataset, batch_size), vocab


def load_data_imdb_another_vocabulary_for_the_test(batch_size, num_steps=500):
    """You give the test reviews numbers by a vocabulary of their own: the same word then has two numbers.

    你用测试影评自己的词表来编号：同一个单词就有了两个编号。"""
    train_iter, _, vocab = _loaders(batch_size, num_steps)
    reviews, labels = read_imdb("../data/aclImdb", False)
    tokens = tokenize(reviews)
    features = pad_reviews(tokens, Vocab(tokens, 5, ["<pad>"]), num_steps)
    return train_iter, data.DataLoader(data.TensorDataset(features, torch.tensor(labels)), batch_size), vocab


def load_data_imdb_vocabulary_first(batch_size, num_steps=500):
    """You return the vocabulary first. The order is: train_iter, test_iter, vocab.

    你先返回了词表。次序应是：train_iter、test_iter、vocab。"""
    train_iter, test_iter, vocab = _loaders(batch_size, num_steps)
    return vocab, train_iter, test_iter
