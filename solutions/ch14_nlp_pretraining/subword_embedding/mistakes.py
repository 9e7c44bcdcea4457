import collections
import itertools


def get_pair_freqs_words_count_once(token_freqs):
    """You count each word once. A word with frequency 3 stands for three: each of its pairs adds 3.

    你把每个单词只算了一次。频率为 3 的单词代表三个：它的每个符号对都要加 3。"""
    return _counted((token, 1) for token in token_freqs)


def get_pair_freqs_of_letters(token_freqs):
    """You pair letters. After the first merge a symbol can have several letters: split the word at its spaces.

    你配对的是字母。合并过之后，一个符号可能有好几个字母：应按空格拆分单词。"""
    return _counted((" ".join(token.replace(" ", "")), freq) for token, freq in token_freqs.items())


def get_pair_freqs_spaces_too(token_freqs):
    """You pair the characters of the text, spaces among them. split() gives the symbols.

    你配对的是文本中的字符，连空格也算了进去。split() 给出各个符号。"""
    pairs = collections.Counter()
    for token, freq in token_freqs.items():
        for pair in itertools.pairwise(token):
            pairs[pair] += freq
    return pairs


def get_pair_freqs_either_way_round(token_freqs):
    """You count (a, b) and (b, a) as the same pair. The order of the two symbols matters.

    你把 (a, b) 和 (b, a) 当成同一对。两个符号的先后是有区别的。"""
    pairs = collections.Counter()
    for pair, freq in _counted(token_freqs.items()).items():
        pairs[tuple(sorted(pair))] += freq
    return pairs


def get_pair_freqs_once_a_word(token_freqs):
    """A pair that stands in a word several times counts once with you. Every place counts.

    同一个符号对在一个单词里出现多次，你只算了一次。每个位置都要算。"""
    pairs = collections.Counter()
    for token, freq in token_freqs.items():
        for pair in set(_counted([(token, 1)])):
            pairs[pair] += freq
    return pairs


def get_pair_freqs_overwritten(token_freqs):
    """A later word overwrites what an earlier one has counted: you assign where you should add.

    后面的单词覆盖了前面的计数：应当累加，你却直接赋值。"""
    pairs = {}
    for token, freq in token_freqs.items():
        for pair in _counted([(token, 1)]):
            pairs[pair] = freq
    return pairs


def _counted(words):
    pairs = collections.Counter()
    for token, freq in words:
        symbols = token.split()
        for i in range(len(symbols) - 1):
            pairs[symbols[i], symbols[i + 1]] += freq
    return pairs


def get_max_freq_pair_with_its_count(token_freqs):
    """You return the pair together with its count. Asked for is the pair alone.

    你把符号对连同次数一起返回了。题目只要符号对。"""
    pairs = _counted(token_freqs.items())
    return max(pairs.items(), key=lambda item: item[1])


def get_max_freq_pair_the_count(token_freqs):
    """You return how often the pair occurs. Asked for is the pair itself.

    你返回的是次数。题目要的是符号对本身。"""
    return max(_counted(token_freqs.items()).values())


def get_max_freq_pair_largest_key(token_freqs):
    """max of a dict compares its keys: you return the pair that is last in the alphabet. Compare the counts.

    对字典直接用 max 比较的是键：你返回的是字典序最大的符号对。要比较的是次数。"""
    return max(_counted(token_freqs.items()))


def get_max_freq_pair_last_of_equals(token_freqs):
    """Of equally frequent pairs you take the last. The first one counts.

    频率相同时你取了最后一个。应取最先出现的。"""
    best, most = None, 0
    for pair, freq in _counted(token_freqs.items()).items():
        if freq >= most:
            best, most = pair, freq
    return best


def get_max_freq_pair_alphabet_decides(token_freqs):
    """Of equally frequent pairs you take the one that is first in the alphabet. The one that occurs first counts.

    频率相同时你取了字典序靠前的。应取最先出现的。"""
    pairs = _counted(token_freqs.items())
    return min(pairs, key=lambda pair: (-pairs[pair], pair))


def get_max_freq_pair_joined(token_freqs):
    """You return the two symbols as one string. Asked for is the pair, a tuple: merging comes later.

    你把两个符号连成一个字符串返回了。题目要的是元组形式的符号对：合并是下一步的事。"""
    pairs = _counted(token_freqs.items())
    return "".join(max(pairs, key=pairs.get))


def merge_symbols_by_replacing_text(max_freq_pair, token_freqs, symbols):
    """You replace text: "o p" also stands in "ho p" and in "o pe", where the symbols are others. Compare whole symbols.

    你替换的是文本："ho p" 和 "o pe" 里也有 "o p"，而那里的符号并不是这一对。应比较完整的符号。"""
    merged = "".join(max_freq_pair)
    symbols.append(merged)
    return {token.replace(" ".join(max_freq_pair), merged): freq for token, freq in token_freqs.items()}


def merge_symbols_list_stays_short(max_freq_pair, token_freqs, symbols):
    """Your words are right, but the caller's list does not get the new symbol. symbols + [...] makes another list, which
    only your function knows: append to the one that was passed in.

    你的单词是对的，但调用者的列表没有得到新符号。symbols + [...] 新建的列表只有函数内部才知道：应追加到传入的列表。"""
    return _merged(max_freq_pair, token_freqs)


def merge_symbols_pair_appended(max_freq_pair, token_freqs, symbols):
    """You append the pair itself. The new symbol is a string: both parts written together.

    你追加的是符号对本身。新符号是字符串：两部分连写在一起。"""
    symbols.append(max_freq_pair)
    return _merged(max_freq_pair, token_freqs)


def merge_symbols_parts_removed(max_freq_pair, token_freqs, symbols):
    """You take the two parts out of symbols. They stay: other words still need them.

    你把两个组成部分从 symbols 中去掉了。它们要留下：别的单词还用得着。"""
    for part in max_freq_pair:
        if part in symbols:
            symbols.remove(part)
    symbols.append("".join(max_freq_pair))
    return _merged(max_freq_pair, token_freqs)


def merge_symbols_once_a_word(max_freq_pair, token_freqs, symbols):
    """You merge the pair once in each word. It is merged wherever it occurs.

    你在每个单词里只合并了一处。凡是出现的地方都要合并。"""
    symbols.append("".join(max_freq_pair))
    return _merged(max_freq_pair, token_freqs, most=1)


def merge_symbols_words_left_out(max_freq_pair, token_freqs, symbols):
    """Words without the pair are missing from your result. They stay as they are.

    不含这个符号对的单词在你的结果里不见了。它们应原样保留。"""
    symbols.append("".join(max_freq_pair))
    merged = {token: _merged(max_freq_pair, {token: freq}) for token, freq in token_freqs.items()}
    return {new: freq for old, one in merged.items() for new, freq in one.items() if new != old}


def merge_symbols_in_the_callers_dict(max_freq_pair, token_freqs, symbols):
    """Your words are right, but you changed the dict that was passed in. Make a new one.

    你的单词是对的，但你改动了传入的字典。应新建一个。"""
    symbols.append("".join(max_freq_pair))
    new = _merged(max_freq_pair, token_freqs)
    token_freqs.clear()
    token_freqs.update(new)
    return token_freqs


def _merged(pair, token_freqs, most=99):
    new = {}
    for token, freq in token_freqs.items():
        old, parts, done = token.split(), [], 0
        while old:
            if tuple(old[:2]) == tuple(pair) and done < most:
                parts.append("".join(pair))
                old, done = old[2:], done + 1
            else:
                parts.append(old.pop(0))
        new[" ".join(parts)] = freq
    return new


def segment_BPE_shortest_first(tokens, symbols):
    """You take the shortest symbol that fits, so words fall apart into letters. Begin with the longest piece.

    你取的是能匹配的最短符号，单词于是碎成了字母。应从最长的一段开始试。"""
    return _segmented(tokens, symbols, lambda fitting: min(fitting, key=len))


def segment_BPE_first_in_the_list(tokens, symbols):
    """You take the symbol that stands first in the list. The longest that fits counts, wherever it stands.

    你取的是列表中排在最前的符号。应取能匹配的最长符号，与位置无关。"""
    return _segmented(tokens, symbols, lambda fitting: fitting[0])


def segment_BPE_last_in_the_list(tokens, symbols):
    """You take the symbol that stands last in the list, the newest. The longest that fits counts, wherever it stands.

    你取的是列表中排在最后（最新）的符号。应取能匹配的最长符号，与位置无关。"""
    return _segmented(tokens, symbols, lambda fitting: fitting[-1])


def segment_BPE_goes_on_behind_the_unknown(tokens, symbols):
    """You skip an unknown letter with an [UNK] and go on behind it. The whole rest of the word becomes one [UNK].

    你用 [UNK] 跳过一个未知字母，又继续往后切。剩下的部分应整个变成一个 [UNK]。"""
    return _segmented(tokens, symbols, lambda fitting: max(fitting, key=len), go_on=True)


def segment_BPE_unknown_dropped(tokens, symbols):
    """What no symbol fits is missing from your result. It becomes "[UNK]".

    无法匹配的部分在你的结果里不见了。它应变成 "[UNK]"。"""
    return _segmented(tokens, symbols, lambda fitting: max(fitting, key=len), unknown=[])


def segment_BPE_whole_word_unknown(tokens, symbols):
    """A word with an unknown letter is one [UNK] with you. The symbols in front of it stay.

    单词里有一个未知字母，你就把整个单词变成了 [UNK]。它前面的符号应保留。"""
    longest = _segmented(tokens, symbols, lambda fitting: max(fitting, key=len))
    return ["[UNK]" if word.endswith("[UNK]") else word for word in longest]


def segment_BPE_lists(tokens, symbols):
    """You return a list of symbols for each word. Asked for is a string, with a space between the symbols.

    你为每个单词返回了符号的列表。题目要的是字符串，符号之间用空格隔开。"""
    return [word.split() for word in _segmented(tokens, symbols, lambda fitting: max(fitting, key=len))]


def segment_BPE_one_list(tokens, symbols):
    """You return the symbols of all words in one list. Each word has a string of its own.

    你把所有单词的符号放进了一个列表。每个单词应有自己的字符串。"""
    words = _segmented(tokens, symbols, lambda fitting: max(fitting, key=len))
    return [symbol for word in words for symbol in word.split()]


def _segmented(tokens, symbols, choose, unknown=("[UNK]",), go_on=False):
    outputs = []
    for token in tokens:
        parts = []
        while token:
            fitting = [symbol for symbol in symbols if token.startswith(symbol)]
            if fitting:
                parts.append(choose(fitting))
                token = token[len(parts[-1]) :]
            else:
                parts += unknown
                token = token[1:] if go_on else ""
        outputs.append(" ".join(parts))
    return outputs
