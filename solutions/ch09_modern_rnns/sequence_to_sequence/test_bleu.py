import math

import torch

from grader.suite import after, check, hint, points

WORDS = ["le", "chat", "noir", "dort", "sur", "un", "lit"]


def some_words(count):
    return [WORDS[i] for i in torch.randint(len(WORDS), (count,)).tolist()]


@points(1)
@hint(
    "Multiply over n = 1, ..., k; p_n has the n-grams of the prediction in its denominator, and 1/2^n as its exponent.",
    zh="对 n = 1, …, k 连乘；p_n 的分母是预测序列中 n 元语法的个数，指数是 1/2^n。",
)
def test_it_agrees_with_the_definition(student, reference):
    """Random sentences score what the definition says, for each k. / 随机的句子，k 取各个值，得分都与定义一致。"""
    words = some_words(12)
    pred, label = " ".join(some_words(3) + words[3:11]), " ".join(words)
    for k in (1, 2, 3, 4):
        check.close(student.bleu(pred, label, k), reference.bleu(pred, label, k))


@points(1)
@hint(
    "The factor in front is exp(1 - len_label / len_pred) here: it is small when the prediction is short.",
    zh="这里最前面的因子是 exp(1 - len_label / len_pred)：预测序列越短，它越小。",
)
def test_a_short_prediction_is_penalised(student):
    """A prediction shorter than the label is penalised. / 比标签序列短的预测会受惩罚。"""
    check.close(student.bleu("A B", "A B C D E F", 1), math.exp(1 - 6 / 2))


@points(1)
@hint(
    "min(0, ...) keeps the factor in front at 1 when the prediction is the longer one.",
    zh="预测序列较长时，min(0, …) 使最前面的因子保持为 1。",
)
def test_a_long_prediction_is_not_rewarded(student):
    """A prediction longer than the label gets neither bonus nor penalty. / 比标签序列长的预测，既不奖励也不惩罚。"""
    check.close(student.bleu("A B C D", "A B C", 1), (3 / 4) ** (1 / 2))


@points(1)
@hint(
    "An n-gram of the label can be matched once: take it off the list when it is.",
    zh="标签中的每个 n 元语法只能匹配一次：匹配之后就把它划掉。",
)
def test_no_ngram_of_the_label_counts_twice(student):
    """An n-gram counts at most as often as the label has it. / 一个 n 元语法在标签中出现几次，最多就算几次。"""
    check.close(student.bleu("the the the the", "the cat sat down", 1), (1 / 4) ** (1 / 2))
    check.close(student.bleu("ha ha ha", "ha ha !", 2), (2 / 3) ** (1 / 2) * (1 / 2) ** (1 / 4))


@points(1)
@hint(
    "Glued together, 'ab c' and 'a bc' are the same letters. Compare tuples of tokens, or join with a space.",
    zh="连写之后，'ab c' 与 'a bc' 的字母完全相同。请比较词元组成的元组（tuple），或者用空格连接。",
)
def test_tokens_are_compared_as_tokens(student):
    """Pairs of different tokens differ, even where their letters agree. / 字母相同而词元不同的二元语法，不能算匹配。"""
    check.close(student.bleu("x y ab c", "x y a bc", 2), (1 / 2) ** (1 / 2) * (1 / 3) ** (1 / 4))


@points(1)
@hint(
    "A prediction of two tokens has no 3-grams: n stops at the length of the prediction, and there is no p_3.",
    zh="只有两个词元的预测序列没有三元语法：n 到预测序列的长度为止，p_3 根本不出现。",
)
def test_a_prediction_shorter_than_k(student):
    """A prediction shorter than k is judged by the n-grams it has. / 预测序列比 k 短时，只按它含有的 n 元语法评分。"""
    check.close(student.bleu("va !", "va !", 4), 1.0)
    check.close(student.bleu("va", "va !", 3), math.exp(1 - 2 / 1))


@points(1)
@after(test_it_agrees_with_the_definition)
@hint("Keep the length of an empty prediction out of the denominator.", zh="别让空预测序列的长度 0 成为分母。")
def test_an_empty_prediction(student):
    """An empty prediction scores 0. / 空的预测序列得 0。"""
    check.close(student.bleu("", "je suis chez moi .", 1), 0.0)


@points(1)
@after(test_it_agrees_with_the_definition)
@hint(
    "One p_n that is 0 makes the whole product 0; the logarithm of 0 does not exist.",
    zh="只要有一个 p_n 为 0，整个乘积就是 0；而 0 没有对数。",
)
def test_nothing_in_common(student):
    """No common word, or no common pair of words, scores 0. / 没有共同的词，或没有共同的二元语法，都得 0。"""
    check.close(student.bleu("va !", "je suis calme .", 1), 0.0)
    check.close(student.bleu("b a d c", "a b c d", 2), 0.0)
