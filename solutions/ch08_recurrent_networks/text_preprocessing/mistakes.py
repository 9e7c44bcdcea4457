import collections
import itertools
import re


def _lines():
    with open("data/timemachine.txt", encoding="utf-8") as file:
        return list(file)


def read_time_machine_keeps_the_capitals(*args):
    """You left the capital letters. Make each line lower case, so that "The" and "the" are one word.

    你保留了大写字母。请把每一行转成小写，让 "The" 和 "the" 成为同一个词。"""
    return [re.sub("[^A-Za-z]+", " ", line).strip() for line in _lines()]


def read_time_machine_lower_case_letters_alone(*args):
    """Your pattern knows small letters alone and is applied before lower(): capital letters are lost.

    你的模式只认小写字母，而且用在 lower() 之前：大写字母都丢了。"""
    return [re.sub("[^a-z]+", " ", line).strip().lower() for line in _lines()]


def read_time_machine_keeps_the_punctuation(*args):
    """You only strip the lines and make them lower case: commas, digits and dashes are still there.

    你只去掉了首尾空白并转成小写：逗号、数字和破折号都还在。"""
    return [line.strip().lower() for line in _lines()]


def read_time_machine_glues_words_together(*args):
    """You delete what is no letter, and the words on its sides grow together. Put a space in its place.

    你把非字母字符直接删掉了，两旁的单词就粘在了一起。请用一个空格代替。"""
    return [re.sub("[^A-Za-z ]+", "", line).strip().lower() for line in _lines()]


def read_time_machine_a_space_for_each_character(*args):
    """You put a space for every single character that is no letter, so that gaps are several spaces wide. A whole run
    of them becomes one.

    你把每一个非字母字符都换成一个空格，间隔于是有好几个空格宽。连续的一串应只换成一个空格。"""
    return [re.sub("[^A-Za-z]", " ", line).strip().lower() for line in _lines()]


def read_time_machine_not_stripped(*args):
    """There are spaces at the ends of your lines, where punctuation or the line break was. Strip them.

    你的行首行尾还有空格，那里原来是标点或换行符。请去掉它们。"""
    return [re.sub("[^A-Za-z]+", " ", line).lower() for line in _lines()]


def read_time_machine_drops_empty_lines(*args):
    """You leave out lines without letters. They stay, as empty strings.

    你舍去了没有字母的行。它们应保留为空字符串。"""
    lines = (re.sub("[^A-Za-z]+", " ", line).strip().lower() for line in _lines())
    return [line for line in lines if line]


def read_time_machine_word_characters(*args):
    r"""\w is more than the English letters: digits, _, accented letters and other scripts stay in your lines.

    \w 不只是英文字母：数字、_、带重音的字母和其他文字都留在了你的行里。"""
    return [re.sub(r"\W+", " ", line).strip().lower() for line in _lines()]


def read_time_machine_all_letters_of_the_world(*args):
    """You keep whatever isalpha() calls a letter, é and Ω too. Only A to Z and a to z are asked for.

    凡是 isalpha() 认作字母的你都保留了，包括 é 和 Ω。这里只要 A 到 Z、a 到 z。"""
    return [" ".join("".join(c if c.isalpha() else " " for c in line).lower().split()) for line in _lines()]


def read_time_machine_one_line_too_many(*args):
    """You cut the text at every line break: behind the last one there is an empty piece, which is no line.

    你在每个换行符处切分：最后一个换行符后面还有一个空段，它不是一行。"""
    text = "".join(_lines())
    return [re.sub("[^A-Za-z]+", " ", line).strip().lower() for line in text.split("\n")]


def read_time_machine_without_the_last_line(*args):
    """You leave out the last line.

    你漏掉了最后一行。"""
    return [re.sub("[^A-Za-z]+", " ", line).strip().lower() for line in _lines()][:-1]


def tokenize_kinds_exchanged(lines, token="word"):
    """You give characters for "word" and words for "char".

    你把 "word" 和 "char" 弄反了。"""
    return [line.split() if token == "char" else list(line) for line in lines]


def tokenize_always_words(lines, token="word"):
    """You never look at token: "char" asks for characters.

    你没有用到 token："char" 要的是字符。"""
    return [line.split() for line in lines]


def tokenize_always_characters(lines, token="word"):
    """You never look at token: by default the tokens are words.

    你没有用到 token：默认的词元是单词。"""
    return [list(line) for line in lines]


def tokenize_in_one_list(lines, token="word"):
    """You put the tokens of all lines into one list. Each line has a list of its own.

    你把所有行的词元放进了同一个列表。每一行应有自己的列表。"""
    return [item for line in lines for item in (line.split() if token == "word" else line)]


def tokenize_loses_the_spaces(lines, token="word"):
    """Your characters have no spaces. The space is a character like any other.

    你的字符里没有空格。空格和其他字符一样，也是字符。"""
    return [line.split() if token == "word" else list(line.replace(" ", "")) for line in lines]


def tokenize_cuts_at_single_spaces(lines, token="word"):
    """split(" ") finds an empty word in an empty line, and between two spaces in a row.

    split(" ") 会在空行里、在两个相连的空格之间切出空的单词。"""
    return [line.split(" ") if token == "word" else list(line) for line in lines]


def tokenize_drops_empty_lines(lines, token="word"):
    """You leave out empty lines. Each line has its list, if an empty one.

    你舍去了空行。每一行都有自己的列表，哪怕是空的。"""
    return [line.split() if token == "word" else list(line) for line in lines if line]


def tokenize_other_kinds_are_characters(lines, token="word"):
    """Whatever is not "word" gives characters, "sentence" too. Say that there is no such kind.

    只要不是 "word"，你就给出字符，"sentence" 也一样。请说明没有这种类型。"""
    return [line.split() if token == "word" else list(line) for line in lines]


def tokenize_other_kinds_are_words(lines, token="word"):
    """Whatever is not "char" gives words, "sentence" too. Say that there is no such kind.

    只要不是 "char"，你就给出单词，"sentence" 也一样。请说明没有这种类型。"""
    return [list(line) if token == "char" else line.split() for line in lines]


def count_corpus_counts_letters(tokens):
    """You flatten one level in any case: of a list of words the letters are counted then.

    你无论如何都展平一层：对单词的一维列表，统计的就成了字母。"""
    return collections.Counter(token for line in tokens for token in line)


def count_corpus_one_list_alone(tokens):
    """You count the items as they are. A list of lists must be flattened first; lists cannot be keys of a Counter.

    你直接统计各项。列表的列表要先展平；列表不能作 Counter 的键。"""
    return collections.Counter(tokens)


def count_corpus_first_line_alone(tokens):
    """You count the first line alone.

    你只统计了第一行。"""
    return collections.Counter(tokens[0] if tokens and isinstance(tokens[0], list) else tokens)


def count_corpus_once_a_line(tokens):
    """You count in how many lines a token occurs. Count each time.

    你统计的是词元出现在多少行里。每出现一次都要计数。"""
    if tokens and isinstance(tokens[0], list):
        tokens = [token for line in tokens for token in sorted(set(line))]
    return collections.Counter(tokens)


def count_corpus_stumbles_over_nothing(tokens):
    """You look at tokens[0] before you know that there is one. An empty list has nothing to count.

    你还没确定有没有元素，就去看 tokens[0]。空列表没有什么可统计的。"""
    if isinstance(tokens[0], list):
        tokens = [token for line in tokens for token in line]
    return collections.Counter(tokens)


def count_corpus_looks_at_the_first_word(tokens):
    """You look at tokens[0][0] to find out what the list holds: where the first line is empty, there is none.

    你用 tokens[0][0] 来判断列表里装的是什么：第一行为空时它并不存在。"""
    if not tokens:
        return collections.Counter()
    if isinstance(tokens[0], list) and tokens[0][0] is not None:
        tokens = [token for line in tokens for token in line]
    return collections.Counter(tokens)


def count_corpus_takes_tuples_apart(tokens):
    """You flatten tuples like lists. A tuple is one token: a pair of words, say.

    你把元组也像列表那样展平了。元组是一个词元，例如由两个词组成的二元组。"""
    flat = []
    for item in tokens:
        flat.extend(item if isinstance(item, (list, tuple)) else [item])
    return collections.Counter(flat)


class _Vocab:
    """Right, in parts; each mistake below has another one."""

    def __init__(self, tokens=None, min_freq=0, reserved_tokens=None):
        self.freqs = self.sorted(self.count(tokens or []))
        self.fill(min_freq, reserved_tokens or [])

    def count(self, tokens):
        flat = []
        for item in tokens:
            flat.extend(item if isinstance(item, list) else [item])
        return collections.Counter(flat)

    def sorted(self, counts):
        return counts.most_common()

    def specials(self, reserved):
        return ["<unk>", *reserved]

    def kept(self, freq, min_freq):
        return freq >= min_freq

    def fill(self, min_freq, reserved):
        chosen = self.specials(reserved) + [token for token, freq in self.freqs if self.kept(freq, min_freq)]
        self.idx_to_token = list(dict.fromkeys(chosen))
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        if isinstance(tokens, list) or (isinstance(tokens, tuple) and tokens not in self.token_to_idx):
            return [self[token] for token in tokens]
        return self.one(tokens)

    def one(self, token):
        return self.token_to_idx.get(token, 0)

    def to_tokens(self, indices):
        if isinstance(indices, (list, tuple)) or getattr(indices, "ndim", 0) == 1:
            return [self.idx_to_token[int(i)] for i in indices]
        return self.idx_to_token[indices]

    @property
    def unk(self):
        return 0

    @property
    def token_freqs(self):
        return self.freqs


class Vocab_rare_tokens_first(_Vocab):
    """You sort by rising frequency. The most frequent tokens get the smallest numbers.

    你按频率从低到高排序了。最常见的词元应得到最小的编号。"""

    def sorted(self, counts):
        return sorted(counts.items(), key=lambda pair: pair[1])


class Vocab_not_sorted(_Vocab):
    """Your tokens come in the order of the text. Sort them by their frequency.

    你的词元按在文本中出现的次序编号。应按频率排序。"""

    def sorted(self, counts):
        return list(counts.items())


class Vocab_in_alphabetical_order(_Vocab):
    """You sort by the token, not by its frequency.

    你按词元本身排序，而不是按频率。"""

    def sorted(self, counts):
        return sorted(counts.items())


class Vocab_ties_in_alphabetical_order(_Vocab):
    """Where frequencies are equal you sort by the alphabet. The statement asks for the order of the text.

    频率相同时你按字母顺序排列。题目要求按在文本中出现的先后。"""

    def sorted(self, counts):
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


class Vocab_ties_from_the_end(_Vocab):
    """You sort by rising frequency and then turn the list round: of equally frequent tokens the last one comes first.

    你先按升序排列，再把列表反过来：频率相同时，后出现的反而排到了前面。"""

    def sorted(self, counts):
        return sorted(counts.items(), key=lambda pair: pair[1])[::-1]


class Vocab_without_unk(_Vocab):
    """Your vocabulary has no "<unk>": number 0 is the first token, which every unknown one is taken for.

    你的词表里没有 "<unk>"：编号 0 成了第一个词元，所有未知词元都会被当成它。"""

    def specials(self, reserved):
        return list(reserved)


class Vocab_reserved_before_unk(_Vocab):
    """The reserved tokens come before "<unk>". Number 0 is "<unk>".

    你把保留词元放在了 "<unk>" 前面。编号 0 应是 "<unk>"。"""

    def specials(self, reserved):
        return [*reserved, "<unk>"]


class Vocab_without_reserved_tokens(_Vocab):
    """You never use reserved_tokens.

    你没有用到 reserved_tokens。"""

    def specials(self, reserved):
        return ["<unk>"]


class Vocab_reserved_at_the_end(_Vocab):
    """Your reserved tokens stand at the end. They come right after "<unk>".

    你的保留词元排在了末尾。它们应紧跟在 "<unk>" 之后。"""

    def fill(self, min_freq, reserved):
        tokens = ["<unk>"] + [token for token, freq in self.freqs if self.kept(freq, min_freq)] + list(reserved)
        self.idx_to_token = list(dict.fromkeys(tokens))
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}


class Vocab_adds_to_the_callers_list(_Vocab):
    """You insert "<unk>" into the list that you were given: the caller's list has changed. Make a new one.

    你把 "<unk>" 插进了传入的列表：调用者的列表被改动了。请新建一个列表。"""

    def specials(self, reserved):
        reserved.insert(0, "<unk>")
        return reserved


class Vocab_min_freq_is_too_rare(_Vocab):
    """You leave out tokens that occur exactly min_freq times. Only rarer ones go.

    恰好出现 min_freq 次的词元被你舍去了。只有更少见的才舍去。"""

    def kept(self, freq, min_freq):
        return freq > min_freq


class Vocab_without_min_freq(_Vocab):
    """You never use min_freq.

    你没有用到 min_freq。"""

    def kept(self, freq, min_freq):
        return True


class Vocab_special_tokens_twice(_Vocab):
    """A special token that occurs in the text stands in your list twice. One that has a number gets no second.

    文本中出现的特殊词元，在你的列表里出现了两次。已有编号的词元不再另给编号。"""

    def fill(self, min_freq, reserved):
        self.idx_to_token = self.specials(reserved) + [t for t, freq in self.freqs if self.kept(freq, min_freq)]
        self.token_to_idx = {}
        for i, token in enumerate(self.idx_to_token):
            self.token_to_idx[token] = i


class Vocab_unknown_tokens_raise(_Vocab):
    """An unknown token raises a KeyError. Give the number of "<unk>".

    遇到未知词元时你抛出了 KeyError。应给出 "<unk>" 的编号。"""

    def one(self, token):
        return self.token_to_idx[token]


class Vocab_unknown_tokens_are_none(_Vocab):
    """dict.get gives None for an unknown token. Give the number of "<unk>".

    对未知词元，dict.get 给出 None。应给出 "<unk>" 的编号。"""

    def one(self, token):
        return self.token_to_idx.get(token)


class Vocab_one_level_of_lists(_Vocab):
    """You look up the items of a list, but not those of a list in a list.

    你能查列表中的各项，却查不了列表中的列表。"""

    def __getitem__(self, tokens):
        if isinstance(tokens, list):
            return [0 if isinstance(token, list) else self.one(token) for token in tokens]
        return self.one(tokens)


class Vocab_takes_tuples_apart(_Vocab):
    """You take every tuple for a list of tokens: a pair of words that stands in the vocabulary is never found.

    你把所有元组都当成词元的列表：词表中已有的二元组永远查不到。"""

    def __getitem__(self, tokens):
        if isinstance(tokens, (list, tuple)):
            return [self[token] for token in tokens]
        return self.one(tokens)


class Vocab_one_index_alone(_Vocab):
    """to_tokens takes a single index in your code. A list of indices gives the list of their tokens.

    你的 to_tokens 只接受单个索引。给出索引的列表时，应返回词元的列表。"""

    def to_tokens(self, indices):
        return self.idx_to_token[indices]


class Vocab_a_list_for_one_index(_Vocab):
    """to_tokens gives a list with one token for a single index. Give the token itself.

    对单个索引，你的 to_tokens 给出了只含一个词元的列表。应给出词元本身。"""

    def to_tokens(self, indices):
        if not isinstance(indices, (list, tuple)) and getattr(indices, "ndim", 0) != 1:
            indices = [indices]
        return [self.idx_to_token[int(i)] for i in indices]


class Vocab_no_tensor_of_indices(_Vocab):
    """to_tokens takes lists and tuples alone: a tensor of several indices cannot be the index of a list.

    你的 to_tokens 只接受列表和元组：含有多个索引的张量不能用作列表的下标。"""

    def to_tokens(self, indices):
        if not isinstance(indices, (list, tuple)):
            return self.idx_to_token[indices]
        return [self.idx_to_token[i] for i in indices]


class Vocab_token_freqs_cut(_Vocab):
    """token_freqs has only what min_freq lets through. It lists all tokens of the text.

    你的 token_freqs 只有达到 min_freq 的词元。它应列出文本中的全部词元。"""

    def fill(self, min_freq, reserved):
        super().fill(min_freq, reserved)
        self.freqs = [(token, freq) for token, freq in self.freqs if freq >= min_freq]


class Vocab_unk_is_a_token(_Vocab):
    """unk is the string "<unk>" in your class. It is the number of that token: 0.

    你的 unk 是字符串 "<unk>"。它应是这个词元的编号：0。"""

    @property
    def unk(self):
        return "<unk>"


class Vocab_needs_a_text(_Vocab):
    """Without tokens your class raises an error: tokens may be None, and then only the special tokens are there.

    没有给 tokens 时你的类会报错：tokens 可以是 None，这时词表里只有特殊词元。"""

    def __init__(self, tokens=None, min_freq=0, reserved_tokens=None):
        self.freqs = self.sorted(self.count(tokens))
        self.fill(min_freq, reserved_tokens or [])


def load_corpus_time_machine_words(max_tokens=-1):
    """Your tokens are words. Here they are characters.

    你的词元是单词。这里要的是字符。"""
    tokens = tokenize(read_time_machine(), "word")
    vocab = Vocab(tokens)
    corpus = [vocab[token] for line in tokens for token in line]
    return corpus[:max_tokens] if max_tokens > 0 else corpus, vocab


def load_corpus_time_machine_line_by_line(max_tokens=-1):
    """Your corpus is a list of lists, one for each line. Join them: one list of numbers.

    你的语料是列表的列表，每行一个。请把它们连成一个数字列表。"""
    tokens = tokenize(read_time_machine(), "char")
    vocab = Vocab(tokens)
    corpus = [vocab[line] for line in tokens]
    return corpus[:max_tokens] if max_tokens > 0 else corpus, vocab


def load_corpus_time_machine_of_characters(max_tokens=-1):
    """Your corpus holds the characters. It holds their numbers: vocab[token].

    你的语料里是字符本身。应是它们的编号：vocab[token]。"""
    tokens = tokenize(read_time_machine(), "char")
    corpus = list(itertools.chain(*tokens))
    return corpus[:max_tokens] if max_tokens > 0 else corpus, Vocab(tokens)


def load_corpus_time_machine_loses_the_last(max_tokens=-1):
    """corpus[:max_tokens] with max_tokens = -1 drops the last token. -1 means all of them.

    max_tokens = -1 时，corpus[:max_tokens] 会丢掉最后一个词元。-1 表示全部。"""
    tokens = tokenize(read_time_machine(), "char")
    vocab = Vocab(tokens)
    return [vocab[token] for line in tokens for token in line][:max_tokens], vocab


def load_corpus_time_machine_without_max_tokens(max_tokens=-1):
    """You never use max_tokens.

    你没有用到 max_tokens。"""
    tokens = tokenize(read_time_machine(), "char")
    vocab = Vocab(tokens)
    return [vocab[token] for line in tokens for token in line], vocab


def load_corpus_time_machine_vocab_of_the_start(max_tokens=-1):
    """You cut the text before you make the vocabulary: characters that come later have no number.

    你先截断文本，再建立词表：后面才出现的字符就没有编号了。"""
    tokens = list(itertools.chain(*tokenize(read_time_machine(), "char")))
    if max_tokens > 0:
        tokens = tokens[:max_tokens]
    vocab = Vocab(tokens)
    return [vocab[token] for token in tokens], vocab


def load_corpus_time_machine_max_lines(max_tokens=-1):
    """You keep max_tokens lines. max_tokens counts characters.

    你保留的是 max_tokens 行。max_tokens 数的是字符。"""
    tokens = tokenize(read_time_machine(), "char")
    vocab = Vocab(tokens)
    return [vocab[token] for line in tokens[: max_tokens if max_tokens > 0 else None] for token in line], vocab
