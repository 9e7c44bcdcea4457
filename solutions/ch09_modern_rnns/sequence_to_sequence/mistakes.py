import collections
import math


def _split(pred_seq, label_seq):
    return pred_seq.split(" "), label_seq.split(" ")


def _ngrams(tokens, n):
    return [tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)]


def _penalty(pred, label):
    return math.exp(min(0, 1 - len(label) / len(pred)))


def _matches(pred, label, n):
    return sum((collections.Counter(_ngrams(pred, n)) & collections.Counter(_ngrams(label, n))).values())


def _precision(pred, label, n):
    return _matches(pred, label, n) / (len(pred) - n + 1)


def _orders(pred, k):
    return range(1, min(k, len(pred)) + 1)


def bleu_division_by_zero_when_short(pred_seq, label_seq, k):
    """You let n run up to k even where the prediction is shorter. A prediction of m tokens has no n-grams for n > m,
    and len_pred - n + 1 becomes 0 in the denominator. Stop n at the length of the prediction.

    即使预测序列比 k 短，你的 n 也一直取到 k。只有 m 个词元的预测序列，当 n > m 时没有 n 元语法，
    分母 len_pred - n + 1 就会等于 0。请让 n 最多取到预测序列的长度。"""
    pred, label = _split(pred_seq, label_seq)
    score = _penalty(pred, label)
    for n in range(1, k + 1):
        score *= math.pow(_precision(pred, label, n), math.pow(0.5, n))
    return score


def bleu_zero_when_short(pred_seq, label_seq, k):
    """You give 0 to every prediction with fewer than k tokens, even to a perfect one. The statement asks for the
    n-grams that the prediction has: n stops at its length.

    只要预测序列不足 k 个词元，你就给 0 分，哪怕译文完全正确。
    题目要求只看预测序列确实含有的 n 元语法：n 最多取到它的长度。"""
    pred, label = _split(pred_seq, label_seq)
    if len(pred) < k:
        return 0.0
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) ** (0.5**n) for n in range(1, k + 1))


def bleu_tokens_run_together(pred_seq, label_seq, k):
    """You glue the tokens of an n-gram together with ''.join, so that 'ab c' and 'a bc' look the same. Keep them apart:
    a tuple of tokens, or ' '.join.

    你用 ''.join 把 n 元语法的词元连写在一起，于是 'ab c' 和 'a bc' 看起来一样。请让词元保持分开：
    用词元组成的元组（tuple），或者用 ' '.join。"""
    pred, label = _split(pred_seq, label_seq)
    score = _penalty(pred, label)
    for n in _orders(pred, k):
        left = collections.Counter("".join(ngram) for ngram in _ngrams(label, n))
        found = collections.Counter("".join(ngram) for ngram in _ngrams(pred, n))
        score *= (sum((left & found).values()) / (len(pred) - n + 1)) ** (0.5**n)
    return score


def bleu_repeats_counted_every_time(pred_seq, label_seq, k):
    """You count an n-gram of the prediction as a match as often as it is repeated, so 'the the the the' scores like a
    translation. Each n-gram of the label can be matched only once: take it away when it is.

    预测序列中的 n 元语法重复多少次，你就算多少次匹配，于是 'the the the the' 也能像一句译文那样得分。
    标签中的每个 n 元语法只能匹配一次：匹配之后就要减去。"""
    pred, label = _split(pred_seq, label_seq)
    score = _penalty(pred, label)
    for n in _orders(pred, k):
        known = set(_ngrams(label, n))
        score *= (sum(ngram in known for ngram in _ngrams(pred, n)) / (len(pred) - n + 1)) ** (0.5**n)
    return score


def bleu_repeats_counted_once(pred_seq, label_seq, k):
    """You compare the sets of n-grams, so that an n-gram which prediction and label both have twice counts once. Count
    how often each occurs, and take the smaller of the two counts.

    你比较的是 n 元语法的集合，于是预测和标签中都出现两次的 n 元语法只算了一次。请统计各自出现的次数，
    取两者中较小的。"""
    pred, label = _split(pred_seq, label_seq)
    score = _penalty(pred, label)
    for n in _orders(pred, k):
        score *= (len(set(_ngrams(pred, n)) & set(_ngrams(label, n))) / (len(pred) - n + 1)) ** (0.5**n)
    return score


def bleu_equal_weights(pred_seq, label_seq, k):
    """You weigh all lengths alike, with the exponent 1/k, as the first paper on BLEU does. The exponent here is 1/2^n:
    1/2, 1/4, 1/8, ...

    你给各种长度以相同的权重，指数都是 1/k，最早的 BLEU 论文是这样做的。这里的指数是 1/2^n：1/2、1/4、1/8……"""
    pred, label = _split(pred_seq, label_seq)
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) ** (1 / k) for n in _orders(pred, k))


def bleu_exponent_two_times_n(pred_seq, label_seq, k):
    """Your exponents are 1/2, 1/4, 1/6: you divided by 2 times n. The exponent is one half to the power of n: 1/2, 1/4,
    1/8.

    你的指数是 1/2、1/4、1/6：除以的是 2 乘 n。正确的指数是二分之一的 n 次方：1/2、1/4、1/8。"""
    pred, label = _split(pred_seq, label_seq)
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) ** (1 / (2 * n)) for n in _orders(pred, k))


def bleu_no_exponent(pred_seq, label_seq, k):
    """You multiply the precisions themselves. Each has an exponent, 1/2^n, which brings it closer to 1 the longer the
    n-gram: long matches are hard to get.

    你直接把各个精确度相乘了。每个精确度都有指数 1/2^n，n 元语法越长，它就越接近 1：较长的匹配本来就难得。"""
    pred, label = _split(pred_seq, label_seq)
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) for n in _orders(pred, k))


def bleu_last_length_missing(pred_seq, label_seq, k):
    """You stop before k: range(1, k) ends with k - 1. The n-grams of length k count too.

    你没有取到 k：range(1, k) 到 k - 1 就结束了。长度为 k 的 n 元语法也要计入。"""
    pred, label = _split(pred_seq, label_seq)
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) ** (0.5**n) for n in _orders(pred, k - 1))


def bleu_recall_for_precision(pred_seq, label_seq, k):
    """You divide by the number of n-grams in the label: that is recall. Precision asks how many of the n-grams in the
    prediction are right, so their number goes into the denominator.

    你除以的是标签中 n 元语法的个数，那是召回率。精确度问的是预测序列的 n 元语法中有多少是对的，
    所以分母应是预测序列中 n 元语法的个数。"""
    pred, label = _split(pred_seq, label_seq)
    score = _penalty(pred, label)
    for n in _orders(pred, k):
        score *= (_matches(pred, label, n) / max(len(label) - n + 1, 1)) ** (0.5**n)
    return score


def bleu_no_penalty(pred_seq, label_seq, k):
    """You left out the factor exp(min(0, 1 - len_label / len_pred)), so that a prediction of one right word scores as
    much as the whole sentence.

    你漏掉了因子 exp(min(0, 1 - len_label / len_pred))，于是只译对一个词也能得到整句的分数。"""
    pred, label = _split(pred_seq, label_seq)
    return math.prod(_precision(pred, label, n) ** (0.5**n) for n in _orders(pred, k))


def bleu_long_predictions_rewarded(pred_seq, label_seq, k):
    """Your factor grows beyond 1 when the prediction is longer than the label. min(0, ...) is missing in the exponent:
    a long prediction gets no bonus.

    当预测序列比标签序列长时，你的因子会超过 1。指数里少了 min(0, …)：预测得长并没有奖励。"""
    pred, label = _split(pred_seq, label_seq)
    penalty = math.exp(1 - len(label) / len(pred))
    return penalty * math.prod(_precision(pred, label, n) ** (0.5**n) for n in _orders(pred, k))


def bleu_penalty_upside_down(pred_seq, label_seq, k):
    """You exchanged the two lengths in the penalty: yours falls on predictions that are too long. The length of the
    label goes on top, and that of the prediction below.

    你把惩罚项中的两个长度弄反了：受罚的成了过长的预测。标签的长度在分子上，预测的长度在分母上。"""
    pred, label = _split(pred_seq, label_seq)
    penalty = math.exp(min(0, 1 - len(pred) / len(label)))
    return penalty * math.prod(_precision(pred, label, n) ** (0.5**n) for n in _orders(pred, k))


def bleu_letters_for_tokens(pred_seq, label_seq, k):
    """You compared letters: a Python string is a sequence of characters. Split both strings at the spaces first.

    你比较的是字母：Python 字符串是字符的序列。请先把两个字符串按空格切分。"""
    pred, label = list(pred_seq) or [""], list(label_seq)
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) ** (0.5**n) for n in _orders(pred, k))


def bleu_empty_prediction_divides_by_zero(pred_seq, label_seq, k):
    """An empty prediction has no tokens, and you divide by their number. A decoder that says <eos> at once gives you
    exactly this: answer 0.0 before the division.

    空的预测序列没有词元，而你除以了词元的个数。解码器一上来就输出 <eos>，得到的正是空序列：
    请在做除法之前就返回 0.0。"""
    pred, label = pred_seq.split(), label_seq.split()
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) ** (0.5**n) for n in _orders(pred, k))


def bleu_logarithm_of_zero(pred_seq, label_seq, k):
    """You add up logarithms, and the logarithm of 0 does not exist: where no n-gram matches, math.log raises an error.
    Such a prediction scores 0.0.

    你把对数加起来，而 0 没有对数：没有一个 n 元语法匹配时，math.log 就会报错。这样的预测得分应为 0.0。"""
    pred, label = _split(pred_seq, label_seq)
    logs = [0.5**n * math.log(_precision(pred, label, n)) for n in _orders(pred, k)]
    return _penalty(pred, label) * math.exp(sum(logs))
