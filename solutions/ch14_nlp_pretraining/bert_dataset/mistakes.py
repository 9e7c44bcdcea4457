import os
import random

import torch


def _next(sentence, next_sentence, paragraphs, share=0.5, pool=None):
    if random.random() < share:
        return sentence, next_sentence, True
    pool = [s for paragraph in pool or paragraphs for s in paragraph if s != next_sentence]
    return sentence, random.choice(pool or [next_sentence]), False


def _get_next_sentence_does_not_look(sentence, next_sentence, paragraphs):
    """A sentence that you draw may be the true next one, and you label it False all the same. Compare, and draw again.

    你随机抽到的可能恰好是真正的下一句，却照样标成 False。应比较一下，相同就重抽。"""
    if random.random() < 0.5:
        return sentence, next_sentence, True
    return sentence, random.choice(random.choice(paragraphs)), False


def _get_next_sentence_always(sentence, next_sentence, paragraphs):
    """You always return the next sentence. In half of the cases it is another one.

    你总是返回下一句。有一半的情形应是另一句。"""
    return sentence, next_sentence, True


def _get_next_sentence_never(sentence, next_sentence, paragraphs):
    """You always return another sentence. In half of the cases it is the next one.

    你总是返回另一句。有一半的情形应是下一句。"""
    return _next(sentence, next_sentence, paragraphs, 0.0)


def _get_next_sentence_mostly(sentence, next_sentence, paragraphs):
    """The next sentence comes too often with you. Both cases have the probability 1/2; 0.8 belongs to the masks.

    你给出下一句的次数太多。两种情形的概率都是 1/2；0.8 是遮蔽时用的。"""
    return _next(sentence, next_sentence, paragraphs, 0.8)


def _get_next_sentence_labels_exchanged(sentence, next_sentence, paragraphs):
    """Your labels are the wrong way round: True means that it is the next sentence.

    你的标签反了：True 表示是下一句。"""
    sentence, following, is_next = _next(sentence, next_sentence, paragraphs)
    return sentence, following, not is_next


def _get_next_sentence_a_paragraph(sentence, next_sentence, paragraphs):
    """You draw a whole paragraph. Draw a sentence of it as well.

    你抽到的是一整个段落。还要再从中抽一个句子。"""
    if random.random() < 0.5:
        return sentence, next_sentence, True
    return sentence, random.choice(paragraphs), False


def _get_next_sentence_first_paragraph(sentence, next_sentence, paragraphs):
    """You draw from the first paragraph alone. All of them have their chance.

    你只从第一个段落中抽取。每个段落都应有机会。"""
    return _next(sentence, next_sentence, paragraphs, pool=paragraphs[:1])


def _get_next_sentence_first_of_a_paragraph(sentence, next_sentence, paragraphs):
    """You always take the first sentence of a paragraph. Draw one of them.

    你总是取段落的第一句。应从段落中随机抽一句。"""
    return _next(sentence, next_sentence, paragraphs, pool=[paragraph[:1] for paragraph in paragraphs])


def _get_next_sentence_pair_alone(sentence, next_sentence, paragraphs):
    """You return two things. The sentence itself comes first: three.

    你只返回了两项。句子本身在最前面：一共三项。"""
    return _next(sentence, next_sentence, paragraphs)[1:]


def _pairs(paragraph, paragraphs, step=1):
    for i in range(0, len(paragraph) - 1, step):
        yield _next(paragraph[i], paragraph[i + 1], paragraphs)


def _get_nsp_data_from_paragraph_without_marks(paragraph, paragraphs, vocab, max_len):
    """You compare the number of words with max_len. <cls> and two <sep> count as well.

    你拿词数与 max_len 比较。<cls> 和两个 <sep> 也要算。"""
    found = []
    for first, second, is_next in _pairs(paragraph, paragraphs):
        if len(first) + len(second) <= max_len:
            found.append((*get_tokens_and_segments(first, second), is_next))
    return found


def _get_nsp_data_from_paragraph_one_too_few(paragraph, paragraphs, vocab, max_len):
    """You leave out pairs of exactly max_len tokens. They fit.

    恰好 max_len 个词元的句子对被你舍去了。它们放得下。"""
    found = []
    for first, second, is_next in _pairs(paragraph, paragraphs):
        if len(first) + len(second) + 3 < max_len:
            found.append((*get_tokens_and_segments(first, second), is_next))
    return found


def _get_nsp_data_from_paragraph_cut(paragraph, paragraphs, vocab, max_len):
    """You cut pairs that are too long. They are left out.

    过长的句子对被你截断了。应当舍去。"""
    found = []
    for first, second, is_next in _pairs(paragraph, paragraphs):
        tokens, segments = get_tokens_and_segments(first, second)
        found.append((tokens[:max_len], segments[:max_len], is_next))
    return found


def _get_nsp_data_from_paragraph_all_of_them(paragraph, paragraphs, vocab, max_len):
    """You keep pairs that are too long. What has more than max_len tokens is left out.

    过长的句子对被你保留了。词元数超过 max_len 的应当舍去。"""
    found = []
    for first, second, is_next in _pairs(paragraph, paragraphs):
        found.append((*get_tokens_and_segments(first, second), is_next))
    return found


def _get_nsp_data_from_paragraph_stops(paragraph, paragraphs, vocab, max_len):
    """You stop at the first pair that is too long. Go on with the next one: continue, not break.

    遇到第一个过长的句子对你就停下了。应接着处理下一对：用 continue，而不是 break。"""
    found = []
    for first, second, is_next in _pairs(paragraph, paragraphs):
        if len(first) + len(second) + 3 > max_len:
            break
        found.append((*get_tokens_and_segments(first, second), is_next))
    return found


def _get_nsp_data_from_paragraph_every_other(paragraph, paragraphs, vocab, max_len):
    """You go on by two sentences, so that no sentence is used twice. Each one but the last is the first of a pair.

    你每次前进两句，使每个句子只用一次。除最后一句外，每句都是一对中的第一句。"""
    found = []
    for first, second, is_next in _pairs(paragraph, paragraphs, 2):
        if len(first) + len(second) + 3 <= max_len:
            found.append((*get_tokens_and_segments(first, second), is_next))
    return found


def _get_nsp_data_from_paragraph_true_neighbours(paragraph, paragraphs, vocab, max_len):
    """You take the label of _get_next_sentence and keep the true neighbour: the second sentence has to be the one that
    comes back.

    你用了 _get_next_sentence 的标签，第二句却仍是真正的下一句：第二句应取它返回的那一句。"""
    found = []
    for i, (first, _, is_next) in enumerate(_pairs(paragraph, paragraphs)):
        if len(first) + len(paragraph[i + 1]) + 3 <= max_len:
            found.append((*get_tokens_and_segments(first, paragraph[i + 1]), not is_next or is_next))
    return found


def _get_nsp_data_from_paragraph_label_forgotten(paragraph, paragraphs, vocab, max_len):
    """Your examples have no label: (tokens, segments, is_next).

    你的样本没有标签：应为 (tokens, segments, is_next)。"""
    pairs = [get_tokens_and_segments(first, second) for first, second, _ in _pairs(paragraph, paragraphs)]
    return [pair for pair in pairs if len(pair[0]) <= max_len]


def _replaced(tokens, positions, number, vocab, mask=0.8, keep=0.1, word=None, shuffle=True):
    inputs, chosen = list(tokens), []
    positions = random.sample(positions, len(positions)) if shuffle else positions
    for position in positions[:number]:
        chance = random.random()
        if chance < mask:
            inputs[position] = "<mask>"
        elif chance >= mask + keep:
            inputs[position] = word() if word else random.choice(vocab.idx_to_token)
        chosen.append((position, tokens[position]))
    return inputs, chosen


def _replace_mlm_tokens_numbers(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """You put the number of a random token into the list of strings: vocab does not know it and makes it <unk>. Put the
    token itself there.

    你把随机词元的编号放进了字符串列表：词表不认识它，会变成 <unk>。应放入词元本身。"""
    return _replaced(tokens, candidate_pred_positions, num_mlm_preds, vocab, word=lambda: random.randrange(len(vocab)))


def _replace_mlm_tokens_always_mask(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """You replace every chosen token by <mask>. Of ten, one stays and one becomes a random token.

    你把选中的词元全换成了 <mask>。十个中有一个保持不变，一个换成随机词元。"""
    return _replaced(tokens, candidate_pred_positions, num_mlm_preds, vocab, mask=1.0)


def _replace_mlm_tokens_none_stay(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """What you do not mask becomes a random token, always. Half of it stays as it is.

    没有换成 <mask> 的，你全换成了随机词元。其中一半应保持不变。"""
    return _replaced(tokens, candidate_pred_positions, num_mlm_preds, vocab, keep=0.0)


def _replace_mlm_tokens_none_random(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """What you do not mask stays, always. Half of it becomes a random token.

    没有换成 <mask> 的，你全都保持不变。其中一半应换成随机词元。"""
    return _replaced(tokens, candidate_pred_positions, num_mlm_preds, vocab, keep=0.3)


def _replace_mlm_tokens_a_tenth_of_the_rest(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """Of what is not masked, you replace a tenth. That is 2 % of all: one half of the rest makes 10 %.

    没有换成 <mask> 的词元中，你替换了十分之一，只占全部的 2%。替换剩下的一半才是 10%。"""
    return _replaced(tokens, candidate_pred_positions, num_mlm_preds, vocab, keep=0.18)


def _replace_mlm_tokens_half_masked(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """You mask half of the chosen tokens. It is 80 %.

    你只把选中的词元的一半换成了 <mask>。应为 80%。"""
    return _replaced(tokens, candidate_pred_positions, num_mlm_preds, vocab, mask=0.5, keep=0.25)


def _replace_mlm_tokens_words_of_the_text(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """You draw random tokens from the text. They come from the whole vocabulary.

    你的随机词元是从文本中抽的。应从整个词表中抽取。"""
    return _replaced(tokens, candidate_pred_positions, num_mlm_preds, vocab, word=lambda: random.choice(tokens))


def _replace_mlm_tokens_labels_too_late(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """You read the labels after replacing: most of them are <mask>. Read them in tokens.

    你在替换之后才读取标签：大多数成了 <mask>。标签应从 tokens 中读取。"""
    inputs, chosen = _replaced(tokens, candidate_pred_positions, num_mlm_preds, vocab)
    return inputs, [(position, inputs[position]) for position, _ in chosen]


def _replace_mlm_tokens_only_what_changed(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """You leave tokens that stayed out of the list. They are to be guessed as well.

    保持不变的词元没有进入你的列表。它们同样要预测。"""
    inputs, chosen = _replaced(tokens, candidate_pred_positions, num_mlm_preds, vocab)
    return inputs, [(position, label) for position, label in chosen if inputs[position] != label]


def _replace_mlm_tokens_first_candidates(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """You take the first candidates. Choose by chance: shuffle them before.

    你取的是最前面的候选位置。应随机选取：先打乱。"""
    return _replaced(tokens, candidate_pred_positions, num_mlm_preds, vocab, shuffle=False)


def _replace_mlm_tokens_one_too_many(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """You choose one more than num_mlm_preds: compare with >=, before you choose.

    你比 num_mlm_preds 多选了一个：应在选取之前用 >= 比较。"""
    return _replaced(tokens, candidate_pred_positions, num_mlm_preds + 1, vocab)


def _replace_mlm_tokens_all_candidates(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """You choose all candidates. Only num_mlm_preds of them are to be guessed.

    你选了所有候选位置。只预测其中的 num_mlm_preds 个。"""
    return _replaced(tokens, candidate_pred_positions, len(tokens), vocab)


def _replace_mlm_tokens_in_place(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """Your results are right, but you replaced the tokens in the caller's list. Replace them in a copy.

    结果是对的，但你替换的是调用者的列表。应在副本中替换。"""
    inputs, chosen = _replaced(tokens, candidate_pred_positions, num_mlm_preds, vocab)
    tokens[:] = inputs
    return tokens, chosen


def _data(tokens, vocab, number=None, candidates=None):
    if candidates is None:
        candidates = [i for i, token in enumerate(tokens) if token not in ("<cls>", "<sep>")]
    number = max(1, round(len(tokens) * 0.15)) if number is None else number
    inputs, chosen = _replace_mlm_tokens(tokens, candidates, number, vocab)
    return inputs, list(chosen)


def _ids(inputs, chosen, vocab):
    return vocab[list(inputs)], [position for position, _ in chosen], vocab[[label for _, label in chosen]]


def _get_mlm_data_from_tokens_special_ones_too(tokens, vocab):
    """You let <cls> and <sep> be hidden. They are never among the candidates.

    你让 <cls> 和 <sep> 也可能被遮住。它们绝不能成为候选。"""
    inputs, chosen = _data(tokens, vocab, candidates=list(range(len(tokens))))
    return _ids(inputs, sorted(chosen), vocab)


def _get_mlm_data_from_tokens_sep_too(tokens, vocab):
    """You leave out <cls> alone. <sep> is never hidden either.

    你只排除了 <cls>。<sep> 也绝不能被遮住。"""
    candidates = [i for i, token in enumerate(tokens) if token != "<cls>"]
    inputs, chosen = _data(tokens, vocab, candidates=candidates)
    return _ids(inputs, sorted(chosen), vocab)


def _get_mlm_data_from_tokens_of_the_words(tokens, vocab):
    """You take 15 % of the words. The special tokens count: 15 % of len(tokens).

    你取的是词的 15%。特殊词元也要计入：应取 len(tokens) 的 15%。"""
    words = sum(token not in ("<cls>", "<sep>") for token in tokens)
    inputs, chosen = _data(tokens, vocab, max(1, round(words * 0.15)))
    return _ids(inputs, sorted(chosen), vocab)


def _get_mlm_data_from_tokens_rounded_down(tokens, vocab):
    """You round down. round() takes the nearest.

    你向下取整了。round() 取最接近的整数。"""
    inputs, chosen = _data(tokens, vocab, max(1, int(len(tokens) * 0.15)))
    return _ids(inputs, sorted(chosen), vocab)


def _get_mlm_data_from_tokens_none_of_a_short_one(tokens, vocab):
    """In a short text you hide nothing. At least one token is to be guessed.

    文本很短时你一个也不遮。至少要预测一个词元。"""
    inputs, chosen = _data(tokens, vocab, round(len(tokens) * 0.15))
    return _ids(inputs, sorted(chosen), vocab)


def _get_mlm_data_from_tokens_as_chosen(tokens, vocab):
    """Your positions stand in the order in which they were chosen. They ascend.

    你的位置保持了抽取时的次序。应升序排列。"""
    return _ids(*_data(tokens, vocab), vocab)


def _get_mlm_data_from_tokens_labels_not_sorted(tokens, vocab):
    """You sort the positions and leave the labels as they were: they no longer belong together. Sort the pairs.

    你只排了位置，标签没有跟着排：两者对不上了。应对二元组排序。"""
    ids, positions, labels = _ids(*_data(tokens, vocab), vocab)
    return ids, sorted(positions), labels


def _get_mlm_data_from_tokens_labels_as_words(tokens, vocab):
    """Your labels are words. Return their numbers.

    你的标签是词。应返回它们的编号。"""
    inputs, chosen = _data(tokens, vocab)
    ids, positions, _ = _ids(inputs, sorted(chosen), vocab)
    return ids, positions, [label for _, label in sorted(chosen)]


def _get_mlm_data_from_tokens_labels_of_the_input(tokens, vocab):
    """Your labels are the numbers of what stands there now, mostly <mask>. What stood there before is to be guessed.

    你的标签是现在那里的编号，大多是 <mask>。要预测的是原来的词元。"""
    inputs, chosen = _data(tokens, vocab)
    ids, positions, _ = _ids(inputs, sorted(chosen), vocab)
    return ids, positions, [ids[position] for position in positions]


def _get_mlm_data_from_tokens_nothing_hidden(tokens, vocab):
    """You return the numbers of the text as it was: nothing is hidden in it. Return those of mlm_input_tokens.

    你返回的是原来文本的编号：什么都没有遮住。应返回 mlm_input_tokens 的编号。"""
    _, chosen = _data(tokens, vocab)
    return _ids(tokens, sorted(chosen), vocab)


def _padded(examples, max_len, vocab, pad=None, segment=0, position=0, weight=0.0, number=None, **more):
    pad = vocab["<pad>"] if pad is None else pad
    preds = round(max_len * 0.15)
    columns = [[] for _ in range(7)]
    for ids, positions, labels, segments, is_next in examples:
        rest = (number(positions) if number else preds) - len(positions)
        row = (
            torch.tensor(ids + [pad] * (max_len - len(ids))),
            torch.tensor(segments + [segment] * (max_len - len(ids))),
            torch.tensor(float(more.get("valid", len)(ids))),
            torch.tensor(positions + [position] * rest),
            torch.tensor([1.0] * len(positions) + [weight] * rest).to(more.get("dtype", torch.float32)),
            torch.tensor(labels + [0] * rest),
            torch.tensor(is_next).to(more.get("label", torch.int64)),
        )
        for column, part in zip(columns, row, strict=True):
            column.append(part)
    return tuple(columns)


def _pad_bert_inputs_weights_everywhere(examples, max_len, vocab):
    """All your weights are 1: the loss counts guesses at places that only fill up. Their weight is 0.

    你的权重全是 1：损失会把补足的位置也算进去。它们的权重应为 0。"""
    return _padded(examples, max_len, vocab, weight=1.0)


def _pad_bert_inputs_zeros(examples, max_len, vocab):
    """You fill the tokens up with 0, the unknown token. Use the number of <pad>.

    你用 0 补足词元，那是未知词元。应使用 <pad> 的编号。"""
    return _padded(examples, max_len, vocab, pad=0)


def _pad_bert_inputs_ones(examples, max_len, vocab):
    """You fill the tokens up with 1. <pad> may have another number: ask the vocabulary.

    你用 1 补足词元。<pad> 的编号可能不是 1：请查词表。"""
    return _padded(examples, max_len, vocab, pad=1)


def _pad_bert_inputs_second_segment(examples, max_len, vocab):
    """You fill the segments up with 1. Here it is 0.

    你用 1 补足片段编号。这里应为 0。"""
    return _padded(examples, max_len, vocab, segment=1)


def _pad_bert_inputs_positions_in_the_padding(examples, max_len, vocab):
    """You fill the positions up with the last place of the row. Here it is 0.

    你用一行的最后一个位置来补足预测位置。这里应为 0。"""
    return _padded(examples, max_len, vocab, position=max_len - 1)


def _pad_bert_inputs_not_filled_up(examples, max_len, vocab):
    """Your positions, weights and labels are as long as each example's own. All rows have round(max_len * 0.15) places.

    你的位置、权重和标签只有样本自己的长度。每一行都应有 round(max_len * 0.15) 个位置。"""
    return _padded(examples, max_len, vocab, number=len)


def _pad_bert_inputs_lengths_with_padding(examples, max_len, vocab):
    """Your lengths are max_len. They say how many tokens there are without the padding.

    你的有效长度都是 max_len。它应是不算填充的词元个数。"""
    return _padded(examples, max_len, vocab, valid=lambda ids: max_len)


def _pad_bert_inputs_integer_weights(examples, max_len, vocab):
    """Your weights are integers. The loss is multiplied by them: float32.

    你的权重是整数。损失要乘以它们：应为 float32。"""
    return _padded(examples, max_len, vocab, dtype=torch.int64)


def _pad_bert_inputs_boolean_labels(examples, max_len, vocab):
    """Your labels of the pairs are bool. A loss asks for int64.

    你的句子对标签是 bool。损失函数需要 int64。"""
    return _padded(examples, max_len, vocab, label=torch.bool)


def _pad_bert_inputs_in_the_callers_lists(examples, max_len, vocab):
    """Your tensors are right, but you filled up the lists that were passed in. Make new ones.

    张量是对的，但你补足的是传入的列表。应新建列表。"""
    result = _padded(examples, max_len, vocab)
    for ids, *_ in examples:
        ids += [vocab["<pad>"]] * (max_len - len(ids))
    return result


class _Corpus(torch.utils.data.Dataset):
    min_freq, reserved = 5, ("<pad>", "<mask>", "<cls>", "<sep>")

    def __init__(self, paragraphs, max_len):
        paragraphs = [[sentence.split() for sentence in paragraph] for paragraph in paragraphs]
        self.vocab = Vocab([s for p in paragraphs for s in p], self.min_freq, list(self.reserved))
        pairs = [
            pair
            for paragraph in self.used(paragraphs)
            for pair in _get_nsp_data_from_paragraph(paragraph, paragraphs, self.vocab, max_len)
        ]
        examples = [self.example(*pair) for pair in pairs]
        self.columns = _pad_bert_inputs(examples, max_len, self.vocab)

    def used(self, paragraphs):
        return paragraphs

    def example(self, tokens, segments, is_next):
        return (*_get_mlm_data_from_tokens(tokens, self.vocab), segments, is_next)

    def __getitem__(self, idx):
        return tuple(column[idx] for column in self.columns)

    def __len__(self):
        return len(self.columns[0])


class _WikiTextDataset_rare_words_too(_Corpus):
    """Your vocabulary has words that occur less than 5 times: min_freq=5 is missing.

    你的词表里有出现不足 5 次的词：缺少 min_freq=5。"""

    min_freq = 0


class _WikiTextDataset_more_than_five(_Corpus):
    """Words that occur exactly 5 times are missing in your vocabulary.

    恰好出现 5 次的词不在你的词表里。"""

    min_freq = 6


class _WikiTextDataset_no_mask_reserved(_Corpus):
    """<mask> is not reserved in your vocabulary, so it becomes <unk>.

    你的词表没有保留 <mask>，它会变成 <unk>。"""

    reserved = ("<pad>", "<cls>", "<sep>")


class _WikiTextDataset_another_order(_Corpus):
    """Your reserved tokens stand in another order: <pad>, <mask>, <cls>, <sep>.

    你的保留词元次序不同：应为 <pad>、<mask>、<cls>、<sep>。"""

    reserved = ("<pad>", "<cls>", "<sep>", "<mask>")


class _WikiTextDataset_last_paragraph(_Corpus):
    """You keep the examples of the last paragraph alone: the list is made anew for each. Use extend, on one list.

    你只留下了最后一个段落的样本：每个段落都新建了列表。应对同一个列表使用 extend。"""

    def used(self, paragraphs):
        return paragraphs[-1:]


class _WikiTextDataset_across_paragraphs(_Corpus):
    """You make one long paragraph of all: pairs then go from one paragraph to the next.

    你把所有段落连成了一个：句子对会跨越两个段落。"""

    def used(self, paragraphs):
        return [[sentence for paragraph in paragraphs for sentence in paragraph]]


class _WikiTextDataset_nothing_hidden(_Corpus):
    """Your token numbers are those of the text itself: the words to be guessed can be read. Use the first result of
    _get_mlm_data_from_tokens. With it the labels are in place, yet each one stands in the input.

    你的词元编号来自文本本身：要预测的词就写在输入里。应使用 _get_mlm_data_from_tokens 的第一个结果。"""

    def example(self, tokens, segments, is_next):
        _, positions, labels = _get_mlm_data_from_tokens(tokens, self.vocab)
        return self.vocab[tokens], positions, labels, segments, is_next


class _WikiTextDataset_label_always_true(_Corpus):
    """All your labels say that the second sentence follows. Hand is_next of each pair on.

    你的标签全说第二句接着第一句。应把每对的 is_next 传下去。"""

    def example(self, tokens, segments, is_next):
        return super().example(tokens, segments, True)


class _WikiTextDataset_a_column(_Corpus):
    """dataset[i] gives one of the seven lists with you. It gives one example: an entry of each.

    你的 dataset[i] 给出的是七个列表中的一个。它应给出一个样本：从每个列表各取一项。"""

    def __getitem__(self, idx):
        return tuple(self.columns[idx % 7][:7])


class _WikiTextDataset_seven_long(_Corpus):
    """len gives 7, the number of the lists. It is the number of examples.

    你的 len 是 7，即列表的个数。它应是样本的个数。"""

    def __len__(self):
        return len(self.columns)


def _lines(data_dir):
    with open(os.path.join(data_dir, "wiki.train.tokens"), encoding="utf-8") as file:
        return list(file)


def _read_wiki_in_order(data_dir):
    """Your paragraphs come in the order of the file. Shuffle them.

    你的段落保持了文件中的次序。应打乱。"""
    return [line.strip().lower().split(" . ") for line in _lines(data_dir) if len(line.split(" . ")) >= 2]


def _read_wiki_capitals(data_dir):
    """You keep the capitals: "The" and "the" become two words.

    你保留了大写："The" 和 "the" 成了两个词。"""
    paragraphs = [line.strip().split(" . ") for line in _lines(data_dir) if len(line.split(" . ")) >= 2]
    random.shuffle(paragraphs)
    return paragraphs


def _read_wiki_headings_too(data_dir):
    """You keep headings and empty lines. Lines without two sentences are left out.

    你保留了标题和空行。不足两个句子的行应舍去。"""
    paragraphs = [line.strip().lower().split(" . ") for line in _lines(data_dir)]
    random.shuffle(paragraphs)
    return paragraphs


def _read_wiki_every_stop(data_dir):
    """You cut at every full stop, also within "3.5". Sentences stand between " . ", with its spaces.

    你在每个句点处都切开，"3.5" 中间也切。句子之间是两边带空格的 " . "。"""
    paragraphs = [[s.strip() for s in line.strip().lower().split(".")] for line in _lines(data_dir) if " . " in line]
    random.shuffle(paragraphs)
    return paragraphs


def _read_wiki_white_space(data_dir):
    """You do not take the white space at the ends of a line away.

    你没有去掉行首和行尾的空白。"""
    paragraphs = [line.lower().split(" . ") for line in _lines(data_dir) if len(line.split(" . ")) >= 2]
    random.shuffle(paragraphs)
    return paragraphs


def _read_wiki_sentences(data_dir):
    """You return one list of sentences. The paragraphs stay apart: a list for each.

    你返回了一个句子列表。段落之间应分开：每个段落一个列表。"""
    paragraphs = [line.strip().lower().split(" . ") for line in _lines(data_dir) if len(line.split(" . ")) >= 2]
    random.shuffle(paragraphs)
    return [sentence for paragraph in paragraphs for sentence in paragraph]


def _loaded(batch_size, max_len, paragraphs=None, **more):
    paragraphs = _read_wiki(os.path.join("data", "wikitext-2")) if paragraphs is None else paragraphs
    dataset = _WikiTextDataset(paragraphs, max_len)
    return torch.utils.data.DataLoader(dataset, batch_size, **{"shuffle": True, **more}), dataset.vocab


def load_data_wiki_not_shuffled(batch_size, max_len):
    """Your minibatches come in the same order in each pass: shuffle=True is missing.

    你的小批量每一遍次序都一样：缺少 shuffle=True。"""
    return _loaded(batch_size, max_len, shuffle=False)


def load_data_wiki_last_dropped(batch_size, max_len):
    """You drop the last minibatch when it is smaller. Keep it.

    最后一个小批量较小时你舍去了它。应保留。"""
    return _loaded(batch_size, max_len, drop_last=True)


def load_data_wiki_one_paragraph_more(batch_size, max_len):
    """You use one paragraph alone. All of them belong into the dataset.

    你只用了一个段落。所有段落都应放进数据集。"""
    return _loaded(batch_size, max_len, _read_wiki(os.path.join("data", "wikitext-2"))[:1])


def load_data_wiki_batch_size_fixed(batch_size, max_len):
    """Your minibatches have 16 examples whatever batch_size says.

    不管 batch_size 是多少，你的小批量都是 16 个样本。"""
    return _loaded(16, max_len)


def load_data_wiki_iterator_alone(batch_size, max_len):
    """You return the minibatches alone. The vocabulary belongs to it: (train_iter, vocab).

    你只返回了小批量。还要有词表：(train_iter, vocab)。"""
    return _loaded(batch_size, max_len)[0]
