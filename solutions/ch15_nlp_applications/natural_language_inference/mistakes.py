import re
from pathlib import Path

import torch
from torch.utils import data

_NUMBERS = {"entailment": 0, "contradiction": 1, "neutral": 2}


def _rows(data_dir, is_train, train="train", test="test"):
    file = Path(data_dir) / f"snli_1.0_{train if is_train else test}.txt"
    return [line.split("\t") for line in file.read_text(encoding="utf-8").split("\n")[1:] if line]


def _words(text):
    return " ".join(text.replace("(", " ").replace(")", " ").split())


def _read(rows, text=_words, numbers=_NUMBERS, columns=(1, 2)):
    rows = [row for row in rows if row[0] in numbers]
    return *([text(row[i]) for row in rows] for i in columns), [numbers[row[0]] for row in rows]


def read_snli_other_numbers(data_dir, is_train):
    """Your labels have other numbers. entailment is 0, contradiction 1, neutral 2.

    你的标签对应的数不对。应是 entailment 0、contradiction 1、neutral 2。"""
    return _read(_rows(data_dir, is_train), numbers={"entailment": 0, "neutral": 1, "contradiction": 2})


def read_snli_labels_as_words(data_dir, is_train):
    """Your labels are words. Turn them into numbers.

    你的标签是单词。应变成数。"""
    return _read(_rows(data_dir, is_train), numbers={name: name for name in _NUMBERS})


def read_snli_with_parentheses(data_dir, is_train):
    """Your sentences still have their parentheses.

    你的句子里还留着括号。"""
    return _read(_rows(data_dir, is_train), text=str.strip)


def read_snli_many_spaces(data_dir, is_train):
    """Where parentheses were, several spaces are left. Make one of them, and strip the ends.

    去掉括号后，那里留下了好几个空格。应合并成一个，并去掉首尾的空格。"""
    return _read(_rows(data_dir, is_train), text=lambda text: re.sub("[()]", "", text))


def read_snli_without_spaces(data_dir, is_train):
    """You took out all spaces: the words have grown together.

    你去掉了所有空格：单词都连在了一起。"""
    return _read(_rows(data_dir, is_train), text=lambda text: re.sub(r"[()\s]", "", text))


def read_snli_unclear_as_neutral(data_dir, is_train):
    """You take the pairs without agreement (the label -) for neutral ones. Leave them out.

    你把意见不一的句对（标签为 -）当成了中性。应当舍去。"""
    rows = [[row[0] if row[0] in _NUMBERS else "neutral", *row[1:]] for row in _rows(data_dir, is_train)]
    return _read(rows)


def read_snli_sentences_of_all_lines(data_dir, is_train):
    """You leave out labels, but not the sentences of the same lines: from there on, labels belong to other pairs.

    你舍去了标签，却没有舍去同一行的句子：从那里起，标签就对不上了。"""
    rows = _rows(data_dir, is_train)
    labels = [_NUMBERS[row[0]] for row in rows if row[0] in _NUMBERS]
    return [_words(row[1]) for row in rows], [_words(row[2]) for row in rows], labels


def read_snli_exchanged(data_dir, is_train):
    """You exchange premises and hypotheses: the premise is in the second column, the hypothesis in the third.

    你把前提和假设弄反了：前提在第二列，假设在第三列。"""
    return _read(_rows(data_dir, is_train), columns=(2, 1))


def read_snli_other_columns(data_dir, is_train):
    """You read the sentences from other columns, where full stops stick to the words. Take the second and the third.

    你从别的列读取句子，那里的句号与单词连在一起。应取第二列和第三列。"""
    return _read(_rows(data_dir, is_train), columns=(5, 6))


def read_snli_always_for_training(data_dir, is_train):
    """You read the training file whatever is_train says.

    无论 is_train 是什么，你读的都是训练文件。"""
    return _read(_rows(data_dir, is_train, test="train"))


def read_snli_lower_case(data_dir, is_train):
    """You turn capitals into small letters. The words stay as they are.

    你把大写字母变成了小写。单词应保持原样。"""
    return _read(_rows(data_dir, is_train), text=lambda text: _words(text).lower())


class _SNLIDataset(data.Dataset):
    """Right, step by step: each mistake changes one step."""

    def __init__(self, dataset, num_steps, vocab=None):
        self.num_steps = num_steps
        premises, hypotheses = self.cut(dataset[0]), self.cut(dataset[1])
        self.vocab = self.choose(premises, hypotheses, vocab)
        self.premises, self.hypotheses = self.pad(premises), self.pad(hypotheses)
        self.labels = torch.tensor(dataset[2])

    def cut(self, lines):
        return tokenize(lines)

    def choose(self, premises, hypotheses, vocab):
        return self.make(premises, hypotheses) if vocab is None else vocab

    def make(self, premises, hypotheses):
        return Vocab(premises + hypotheses, min_freq=5, reserved_tokens=["<pad>"])

    def pad(self, lines):
        return torch.tensor([self.row(line, self.vocab["<pad>"], self.num_steps) for line in lines])

    def row(self, line, pad, n):
        return truncate_pad(self.vocab[line], n, pad)

    def __getitem__(self, idx):
        return (self.premises[idx], self.hypotheses[idx]), self.labels[idx]

    def __len__(self):
        return len(self.labels)


class SNLIDataset_flat(_SNLIDataset):
    """Your items have three parts. They have two: the pair (premise, hypothesis), and the label.

    你的每一项有三部分。应有两部分：一对 (premise, hypothesis)，和标签。"""

    def __getitem__(self, idx):
        return self.premises[idx], self.hypotheses[idx], self.labels[idx]


class SNLIDataset_hypothesis_first(_SNLIDataset):
    """Your items have the hypothesis first. The premise comes first.

    你的每一项是假设在前。前提应在前。"""

    def __getitem__(self, idx):
        return (self.hypotheses[idx], self.premises[idx]), self.labels[idx]


class SNLIDataset_padded_in_front(_SNLIDataset):
    """You fill up in front of the words. The padding comes behind them.

    你填充在了单词前面。填充应在后面。"""

    def row(self, line, pad, n):
        return [pad] * (n - len(line)) + self.vocab[line][:n]


class SNLIDataset_keeps_the_end(_SNLIDataset):
    """Of long sentences you keep the last words. Keep the first num_steps.

    对长的句子你保留了末尾的单词。应保留开头的 num_steps 个。"""

    def row(self, line, pad, n):
        return self.vocab[line[-n:]] + [pad] * (n - len(line))


class SNLIDataset_padded_with_zeros(_SNLIDataset):
    """You fill up with 0. Which number <pad> has is the vocabulary's to say: vocab["<pad>"].

    你用 0 填充。<pad> 的编号应由词表给出：vocab["<pad>"]。"""

    def row(self, line, pad, n):
        return truncate_pad(self.vocab[line], n, 0)


class SNLIDataset_padded_with_ones(_SNLIDataset):
    """You fill up with 1. Which number <pad> has is the vocabulary's to say: vocab["<pad>"].

    你用 1 填充。<pad> 的编号应由词表给出：vocab["<pad>"]。"""

    def row(self, line, pad, n):
        return truncate_pad(self.vocab[line], n, 1)


class SNLIDataset_characters(_SNLIDataset):
    """You look up single characters. Cut the sentences into words: tokenize.

    你查的是单个字符。应把句子切成单词：tokenize。"""

    def cut(self, lines):
        return [list(line) for line in lines]


class SNLIDataset_premises_alone(_SNLIDataset):
    """Your vocabulary knows the words of the premises alone. Those of the hypotheses count too.

    你的词表只有前提的单词。假设的单词也要计入。"""

    def make(self, premises, hypotheses):
        return Vocab(premises, min_freq=5, reserved_tokens=["<pad>"])


class SNLIDataset_rare_words(_SNLIDataset):
    """Your vocabulary has rare words too. Only those that occur at least five times belong into it: min_freq=5.

    你的词表里还有罕见的单词。只应收入至少出现五次的：min_freq=5。"""

    def make(self, premises, hypotheses):
        return Vocab(premises + hypotheses, reserved_tokens=["<pad>"])


class SNLIDataset_pad_not_reserved(_SNLIDataset):
    """Your vocabulary does not reserve <pad>, so vocab["<pad>"] is the number of <unk>.

    你的词表没有保留 <pad>，于是 vocab["<pad>"] 就是 <unk> 的编号。"""

    def make(self, premises, hypotheses):
        return Vocab(premises + hypotheses, min_freq=5)


class SNLIDataset_always_its_own_vocabulary(_SNLIDataset):
    """You make a new vocabulary even where one is handed in: test words then get other numbers than in training.

    传入了词表，你也照样另建一个：测试时的单词就会得到与训练时不同的编号。"""

    def choose(self, premises, hypotheses, vocab):
        return self.make(premises, hypotheses)


class SNLIDataset_as_long_as_a_sentence(_SNLIDataset):
    """Your len is num_steps. It is the number of pairs.

    你的 len 是 num_steps。应是句对的个数。"""

    def __len__(self):
        return self.num_steps


class SNLIDataset_lists(_SNLIDataset):
    """Your sentences are lists of numbers. Make tensors of them.

    你的句子是编号的列表。应变成张量。"""

    def pad(self, lines):
        return [self.row(line, self.vocab["<pad>"], self.num_steps) for line in lines]


def _loaders(batch_size, num_steps, sets=(True, False), shuffle=(True, False), own=False, **more):
    """Right but for what a mistake changes."""
    train_set = SNLIDataset(read_snli("../data/SNLI", sets[0]), num_steps)
    test_set = SNLIDataset(read_snli("../data/SNLI", sets[1]), num_steps, None if own else train_set.vocab)
    loaders = [
        data.DataLoader(part, batch_size, shuffle=mixed, **more) for part, mixed in zip((train_set, test_set), shuffle)
    ]
    return *loaders, train_set.vocab


def load_data_snli_two_vocabularies(batch_size, num_steps=50):
    """Your test set has a vocabulary of its own: the same word has other numbers than in training.

    你的测试集有自己的词表：同一个单词的编号与训练时不同。"""
    return _loaders(batch_size, num_steps, own=True)


def load_data_snli_trains_twice(batch_size, num_steps=50):
    """Both your loaders give the training pairs.

    你的两个加载器给出的都是训练句对。"""
    return _loaders(batch_size, num_steps, sets=(True, True))


def load_data_snli_sets_exchanged(batch_size, num_steps=50):
    """You train on the test pairs, and test on the training pairs.

    你用测试句对来训练，用训练句对来测试。"""
    return _loaders(batch_size, num_steps, sets=(False, True))


def load_data_snli_without_shuffling(batch_size, num_steps=50):
    """Your training pairs come in the order of the file. Shuffle them.

    你的训练句对按文件的次序给出。应打乱。"""
    return _loaders(batch_size, num_steps, shuffle=(False, False))


def load_data_snli_shuffles_the_test(batch_size, num_steps=50):
    """You shuffle the test pairs. They come in the order of the file.

    你打乱了测试句对。它们应按文件中的次序给出。"""
    return _loaders(batch_size, num_steps, shuffle=(True, True))


def load_data_snli_drops_the_rest(batch_size, num_steps=50):
    """You drop the last batch when it is not full. Give it as it is.

    最后一个批量不满时你把它丢掉了。请照样给出。"""
    return _loaders(batch_size, num_steps, drop_last=True)


def load_data_snli_always_50(batch_size, num_steps=50):
    """You never use num_steps: your sentences always have 50 numbers.

    你没有用到 num_steps：句子总是 50 个编号。"""
    return _loaders(batch_size, 50)
