import re

import torch
from torch.utils import data


def _text():
    with open("data/fra-eng/fra.txt", encoding="utf-8") as file:
        return file.read()


def read_data_nmt_lines():
    """You return a list of lines. The text is one string.

    你返回的是行的列表。文本应是一个字符串。"""
    return _text().splitlines(keepends=True)


def read_data_nmt_without_line_breaks():
    """Your text has no line breaks any more: nobody can tell where a pair ends.

    你的文本里没有换行符了：分不清一对句子在哪里结束。"""
    return _text().replace("\n", "")


def read_data_nmt_stripped():
    """You strip the text: spaces and line breaks at its ends are missing. Here nothing is changed.

    你去掉了文本首尾的空白：那里的空格和换行符都不见了。这一步什么也不改。"""
    return _text().strip()


def read_data_nmt_latin():
    """You read the bytes in another encoding than UTF-8: é becomes two wrong characters.

    你没有按 UTF-8 读取：é 变成了两个错误的字符。"""
    return _text().encode().decode("latin-1")


def read_data_nmt_cleaned():
    """You clean the text already. That comes in the next step; here it is returned as it is.

    你已经开始清理文本了。那是下一步的事，这里应原样返回。"""
    return _text().replace("\u202f", " ").replace("\xa0", " ").lower()


def _spaced(text, signs=",.!?"):
    return "".join(" " + c if i and c in signs and text[i - 1] != " " else c for i, c in enumerate(text))


def _plain(text):
    return text.replace("\u202f", " ").replace("\xa0", " ")


def preprocess_nmt_capitals(text):
    """You left the capital letters.

    你保留了大写字母。"""
    return _spaced(_plain(text))


def preprocess_nmt_spaces_that_do_not_break(text):
    """You left the two spaces that do not break, U+202F and U+00A0. Make plain ones of them.

    你保留了两种不间断空格 U+202F 和 U+00A0。请换成普通空格。"""
    return _spaced(text.lower())


def preprocess_nmt_only_one_of_the_spaces(text):
    """You replace U+00A0, but not U+202F, the narrow one.

    你替换了 U+00A0，却没有替换较窄的 U+202F。"""
    return _spaced(text.replace("\xa0", " ").lower())


def preprocess_nmt_deletes_the_spaces(text):
    """You delete the spaces that do not break. They separate words: put a plain space in their place.

    你把不间断空格删掉了。它们分隔单词：应换成普通空格。"""
    return _spaced(text.replace("\u202f", "").replace("\xa0", "").lower())


def preprocess_nmt_replaces_spaces_too_late(text):
    """You look for spaces before you have replaced those that do not break: "va !" gets two spaces.

    你先查找空格，后替换不间断空格：于是 "va !" 里有了两个空格。"""
    return _plain(_spaced(text.lower()))


def preprocess_nmt_without_spaces(text):
    """You put no space before the punctuation: "go." stays one token.

    你没有在标点前加空格："go." 仍是一个词元。"""
    return _plain(text).lower()


def preprocess_nmt_always_a_space(text):
    """You put a space before every sign, also where there is one already.

    你在每个标点前都加了空格，已有空格的地方也加。"""
    return re.sub(r"(?<=.)([,.!?])", r" \1", _plain(text).lower(), flags=re.DOTALL)


def preprocess_nmt_a_space_behind(text):
    """You put a space behind the signs. It belongs before them.

    你把空格加在了标点后面。应加在前面。"""
    return re.sub(r"([,.!?])", r" \1 ", _plain(text).lower())


def preprocess_nmt_no_comma(text):
    """The comma is missing among your signs.

    你的标点里漏了逗号。"""
    return _spaced(_plain(text).lower(), ".!?")


def preprocess_nmt_signs_in_a_row(text):
    """You keep signs in a row together: "!!" becomes one token. Each gets a space.

    你没有分开连续的标点："!!" 成了一个词元。每个标点前都要有空格。"""
    return re.sub(r"(?<=[^ ,.!?])(?=[,.!?])", " ", _plain(text).lower())


def preprocess_nmt_looks_round_the_start(text):
    """For the first character you look at text[-1], which is the last one, and put a space at the start of the text.

    对第一个字符，你看的是 text[-1]，也就是最后一个字符，于是在文本开头加了空格。"""
    text = _plain(text).lower()
    return "".join(" " + c if c in ",.!?" and text[i - 1] != " " else c for i, c in enumerate(text))


def preprocess_nmt_all_punctuation(text):
    """You move every sign away from its word, apostrophes and hyphens too. Only , . ! and ? are asked for.

    你把所有标点都与单词分开了，连撇号和连字符也分开了。只需要处理 , . ! ?。"""
    return _spaced(_plain(text).lower(), ",.!?'-:;\"()%")


def _pairs(text):
    return [line.split("\t") for line in text.split("\n") if line.count("\t") == 1]


def _split(pairs):
    return [source.split(" ") for source, _ in pairs], [target.split(" ") for _, target in pairs]


def tokenize_nmt_one_too_many(text, num_examples=None):
    """You take num_examples + 1 pairs: the loop ends only when i > num_examples, and i begins with 0.

    你取了 num_examples + 1 对：循环到 i > num_examples 才结束，而 i 从 0 开始。"""
    return _split(_pairs(text)[: num_examples + 1 if num_examples else None])


def tokenize_nmt_one_too_few(text, num_examples=None):
    """You take num_examples - 1 pairs.

    你只取了 num_examples - 1 对。"""
    return _split(_pairs(text)[: num_examples - 1 if num_examples else None])


def tokenize_nmt_without_num_examples(text, num_examples=None):
    """You never use num_examples.

    你没有用到 num_examples。"""
    return _split(_pairs(text))


def tokenize_nmt_characters(text, num_examples=None):
    """Your tokens are characters. Split the sentences at their spaces.

    你的词元是字符。请按空格切分句子。"""
    pairs = _pairs(text)[:num_examples]
    return [list(source) for source, _ in pairs], [list(target) for _, target in pairs]


def tokenize_nmt_sentences(text, num_examples=None):
    """You give whole sentences. Split each into its words.

    你给出的是整个句子。请切分成单词。"""
    pairs = _pairs(text)[:num_examples]
    return [source for source, _ in pairs], [target for _, target in pairs]


def tokenize_nmt_sides_exchanged(text, num_examples=None):
    """You return the right side first. The source stands on the left of the tab.

    你先返回了右边。制表符左边才是源语言。"""
    return _split(_pairs(text)[:num_examples])[::-1]


def tokenize_nmt_pairs(text, num_examples=None):
    """You return one list of pairs. Return two lists, one for each language.

    你返回的是一个句对的列表。应返回两个列表，每种语言一个。"""
    return [[side.split(" ") for side in pair] for pair in _pairs(text)[:num_examples]]


def tokenize_nmt_three_columns(text, num_examples=None):
    """You take the first two columns of a line that has three. Such lines are left out.

    对有三列的行，你取了前两列。这样的行应舍去。"""
    pairs = [line.split("\t")[:2] for line in text.split("\n") if "\t" in line]
    return _split(pairs[:num_examples])


def tokenize_nmt_every_line_has_a_tab(text, num_examples=None):
    """You expect a tab in every line. The last one may be empty: look how many parts there are.

    你以为每一行都有制表符。最后一行可能是空的：请看一看分成了几部分。"""
    return _split([(line.split("\t")[0], line.split("\t")[1]) for line in text.split("\n")][:num_examples])


def truncate_pad_only_cut(line, num_steps, padding_token):
    """You cut long lines, and leave short ones short.

    你截断了长的，却没有填充短的。"""
    return line[:num_steps]


def truncate_pad_only_filled_up(line, num_steps, padding_token):
    """You fill up short lines, and leave long ones long.

    你填充了短的，却没有截断长的。"""
    return line + [padding_token] * (num_steps - len(line))


def truncate_pad_in_front(line, num_steps, padding_token):
    """You fill up in front. The padding comes at the end.

    你填充在了前面。填充应在末尾。"""
    return [padding_token] * (num_steps - len(line)) + line[:num_steps]


def truncate_pad_keeps_the_end(line, num_steps, padding_token):
    """Of a long line you keep the last tokens. Keep the first ones.

    对长的你保留了末尾的词元。应保留开头的。"""
    return line[-num_steps:] + [padding_token] * (num_steps - len(line))


def truncate_pad_num_steps_more(line, num_steps, padding_token):
    """You add num_steps paddings to each short line. Only what is missing is filled up.

    你给短的都加上了 num_steps 个填充。只需补足所缺的部分。"""
    return line[:num_steps] if len(line) > num_steps else line + [padding_token] * num_steps


def truncate_pad_one_padding(line, num_steps, padding_token):
    """You add one padding alone, however much is missing.

    无论缺多少，你都只加了一个填充。"""
    return line[:num_steps] if len(line) >= num_steps else [*line, padding_token]


def truncate_pad_always_one(line, num_steps, padding_token):
    """You fill up with 1, whatever padding_token is.

    无论 padding_token 是什么，你都用 1 填充。"""
    return line[:num_steps] + [1] * (num_steps - len(line))


def truncate_pad_in_place(line, num_steps, padding_token):
    """You change the line that you were given. Make a new list: line + [...].

    你改动了传入的列表。请生成新列表：line + [...]。"""
    while len(line) < num_steps:
        line.append(padding_token)
    return line[:num_steps]


def _array(lines, vocab, num_steps, pad="<pad>", end=("<eos>",)):
    rows = [(vocab[[*line, *end]] + [vocab[pad]] * num_steps)[:num_steps] for line in lines]
    return torch.tensor(rows)


def _lengths(array, vocab):
    return (array != vocab["<pad>"]).sum(dim=1)


def build_array_nmt_without_eos(lines, vocab, num_steps):
    """Your rows have no <eos>: a model that learns from them never finds an end.

    你的各行没有 <eos>：用它们训练的模型永远不知道在哪里结束。"""
    array = _array(lines, vocab, num_steps, end=())
    return array, _lengths(array, vocab)


def build_array_nmt_eos_behind_the_padding(lines, vocab, num_steps):
    """<eos> stands at the end of each row, behind the padding. It comes right after the last token.

    你的 <eos> 在每行的最末尾，填充之后。它应紧跟在最后一个词元之后。"""
    array = _array(lines, vocab, num_steps - 1, end=())
    array = torch.cat([array, torch.full((len(lines), 1), vocab["<eos>"])], dim=1)
    return array, _lengths(array, vocab)


def build_array_nmt_eos_always_there(lines, vocab, num_steps):
    """You keep a place for <eos> in lines that are cut. It is added before the line is cut, and cut off with the rest.

    你在截断的行里也给 <eos> 留了位置。它在截断之前加上，随后与多余部分一起截掉。"""
    array = _array([line[: num_steps - 1] for line in lines], vocab, num_steps)
    return array, _lengths(array, vocab)


def build_array_nmt_padded_with_unk(lines, vocab, num_steps):
    """You fill up with 0, which is <unk>. Use vocab["<pad>"].

    你用 0 填充，而 0 是 <unk>。请用 vocab["<pad>"]。"""
    array = _array(lines, vocab, num_steps, pad="<unk>")
    return array, torch.tensor([min(len(line) + 1, num_steps) for line in lines])


def build_array_nmt_padded_with_one(lines, vocab, num_steps):
    """You fill up with 1. Which number <pad> has is the vocabulary's to say.

    你用 1 填充。<pad> 的编号应由词表给出。"""
    array = _array(lines, vocab, num_steps, pad="<bos>")
    return array, torch.tensor([min(len(line) + 1, num_steps) for line in lines])


def build_array_nmt_eos_not_counted(lines, vocab, num_steps):
    """Your valid lengths leave out <eos>. It is no padding: it counts.

    你的有效长度没有计入 <eos>。它不是填充，应计入。"""
    return _array(lines, vocab, num_steps), torch.tensor([min(len(line), num_steps) for line in lines])


def build_array_nmt_lengths_before_the_cut(lines, vocab, num_steps):
    """Your valid lengths are those of the whole lines: of a line that is cut, more than there is.

    你的有效长度是整行的长度：对截断了的行，它超过了实际有的。"""
    return _array(lines, vocab, num_steps), torch.tensor([len(line) + 1 for line in lines])


def build_array_nmt_all_valid(lines, vocab, num_steps):
    """Your valid lengths are num_steps everywhere: you count the padding too.

    你的有效长度处处都是 num_steps：你把填充也计入了。"""
    return _array(lines, vocab, num_steps), torch.full((len(lines),), num_steps)


def build_array_nmt_padding_counted(lines, vocab, num_steps):
    """Your valid lengths count the padding instead of what is not padding.

    你的有效长度数的是填充，而不是填充以外的部分。"""
    array = _array(lines, vocab, num_steps)
    return array, (array == vocab["<pad>"]).sum(dim=1)


def build_array_nmt_unknown_not_counted(lines, vocab, num_steps):
    """You compare with 0: that is <unk>, an unknown token, not the padding.

    你是与 0 比较的：0 是未知词元 <unk>，而不是填充。"""
    array = _array(lines, vocab, num_steps)
    return array, (array != 0).sum(dim=1)


def build_array_nmt_appends_to_the_lines(lines, vocab, num_steps):
    """You append <eos> to the lines that you were given: a second call would find two of them.

    你把 <eos> 追加到了传入的各行：再调用一次就会有两个。"""
    array = _array(lines, vocab, num_steps)
    for line in lines:
        line.append("<eos>")
    return array, _lengths(array, vocab)


_RESERVED = ("<pad>", "<bos>", "<eos>")


def _load(batch_size, num_steps, num_examples, min_freq=2, reserved=_RESERVED, joint=False, apart=False, **options):
    """Right but for what a mistake changes."""
    source, target = tokenize_nmt(preprocess_nmt(read_data_nmt()), num_examples)
    src_vocab, tgt_vocab = (
        Vocab(source + target if joint else lines, min_freq=min_freq, reserved_tokens=list(reserved))
        for lines in (source, target)
    )
    X, X_len = build_array_nmt(source, src_vocab, num_steps)
    Y, Y_len = build_array_nmt(target, tgt_vocab, num_steps)
    if apart:
        order = torch.arange(len(Y)).roll(1)
        Y, Y_len = Y[order], Y_len[order]
    options = {"shuffle": True, **options}
    return data.DataLoader(data.TensorDataset(X, X_len, Y, Y_len), batch_size, **options), src_vocab, tgt_vocab


def load_data_nmt_rare_tokens(batch_size, num_steps, num_examples=600):
    """Your vocabularies have tokens that occur once. Leave them out: min_freq=2.

    你的词表里有只出现一次的词元。应舍去：min_freq=2。"""
    return _load(batch_size, num_steps, num_examples, min_freq=0)


def load_data_nmt_without_reserved_tokens(batch_size, num_steps, num_examples=600):
    """Your vocabularies have no special tokens: <pad> and <eos> are both unknown, with number 0.

    你的词表里没有特殊词元：<pad> 和 <eos> 都成了未知词元，编号为 0。"""
    return _load(batch_size, num_steps, num_examples, reserved=())


def load_data_nmt_without_bos(batch_size, num_steps, num_examples=600):
    """<bos> is missing among your reserved tokens: a decoder cannot begin without it.

    你的保留词元里漏了 <bos>：没有它，解码器无法开始。"""
    return _load(batch_size, num_steps, num_examples, reserved=("<pad>", "<eos>"))


def load_data_nmt_one_vocabulary(batch_size, num_steps, num_examples=600):
    """You make one vocabulary of both languages. Each language has its own.

    你把两种语言合成了一个词表。每种语言应各有一个。"""
    return _load(batch_size, num_steps, num_examples, joint=True)


def load_data_nmt_pairs_apart(batch_size, num_steps, num_examples=600):
    """Your targets belong to other sources: the order of one side has changed. Keep both in one TensorDataset.

    你的目标序列配错了源序列：其中一边的次序变了。请把两边放进同一个 TensorDataset。"""
    return _load(batch_size, num_steps, num_examples, apart=True)


def load_data_nmt_not_shuffled(batch_size, num_steps, num_examples=600):
    """Your pairs come in the order of the file. Shuffle them.

    你的句对按文件的次序给出。应打乱。"""
    return _load(batch_size, num_steps, num_examples, shuffle=False)


def load_data_nmt_drops_the_rest(batch_size, num_steps, num_examples=600):
    """You drop the last batch when it is not full. Give it as it is.

    最后一个批量不满时你把它丢掉了。请照样给出。"""
    return _load(batch_size, num_steps, num_examples, drop_last=True)


def load_data_nmt_without_num_examples(batch_size, num_steps, num_examples=600):
    """You never use num_examples.

    你没有用到 num_examples。"""
    return _load(batch_size, num_steps, None)


def load_data_nmt_not_cleaned(batch_size, num_steps, num_examples=600):
    """You cut the raw text into tokens: capitals and punctuation are still in the words. Call preprocess_nmt first.

    你直接对原始文本做了词元化：大写字母和标点还在单词里。请先调用 preprocess_nmt。"""
    source, target = tokenize_nmt(read_data_nmt(), num_examples)
    vocabs = [Vocab(lines, min_freq=2, reserved_tokens=list(_RESERVED)) for lines in (source, target)]
    tensors = (*build_array_nmt(source, vocabs[0], num_steps), *build_array_nmt(target, vocabs[1], num_steps))
    return data.DataLoader(data.TensorDataset(*tensors), batch_size, shuffle=True), *vocabs


def load_data_nmt_vocabularies_exchanged(batch_size, num_steps, num_examples=600):
    """You return the vocabulary of the target first. The order is: loader, source, target.

    你先返回了目标语言的词表。次序应是：加载器、源语言、目标语言。"""
    data_iter, src_vocab, tgt_vocab = _load(batch_size, num_steps, num_examples)
    return data_iter, tgt_vocab, src_vocab
