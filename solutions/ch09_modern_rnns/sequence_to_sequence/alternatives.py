import collections
import math


def bleu_counting_down(pred_seq, label_seq, k):
    """A dictionary of the label's n-grams, counted down at each match; the key keeps the spaces."""
    pred_tokens, label_tokens = pred_seq.split(" "), label_seq.split(" ")
    len_pred, len_label = len(pred_tokens), len(label_tokens)
    score = math.exp(min(0, 1 - len_label / len_pred))
    for n in range(1, min(k, len_pred) + 1):
        num_matches, label_subs = 0, collections.defaultdict(int)
        for i in range(len_label - n + 1):
            label_subs[" ".join(label_tokens[i : i + n])] += 1
        for i in range(len_pred - n + 1):
            if label_subs[" ".join(pred_tokens[i : i + n])] > 0:
                num_matches += 1
                label_subs[" ".join(pred_tokens[i : i + n])] -= 1
        score *= math.pow(num_matches / (len_pred - n + 1), math.pow(0.5, n))
    return score


def bleu_crossing_off(pred_seq, label_seq, k):
    """Lists of tuples by zip; a matched n-gram is crossed off the label's list."""
    pred, label = pred_seq.split(), label_seq.split()
    if len(pred) == 0:
        return 0.0
    score = 1.0 if len(pred) >= len(label) else math.exp(1 - len(label) / len(pred))
    for n in range(1, k + 1):
        candidates = list(zip(*(pred[i:] for i in range(n)), strict=False))
        if not candidates:
            break
        left, matches = list(zip(*(label[i:] for i in range(n)), strict=False)), 0
        for ngram in candidates:
            if ngram in left:
                left.remove(ngram)
                matches += 1
        score *= (matches / len(candidates)) ** (1 / 2**n)
    return score


def bleu_through_logarithms(pred_seq, label_seq, k):
    """The logarithm of the score, term by term; a precision of 0 ends it."""
    pred, label = pred_seq.split(), label_seq.split()
    if not pred:
        return 0.0
    log_score = min(0.0, 1 - len(label) / len(pred))
    for n in range(1, min(k, len(pred)) + 1):
        ngrams = [pred[i : i + n] for i in range(len(pred) - n + 1)]
        targets = [label[i : i + n] for i in range(len(label) - n + 1)]
        distinct = [g for i, g in enumerate(ngrams) if g not in ngrams[:i]]
        matches = sum(min(ngrams.count(g), targets.count(g)) for g in distinct)
        if matches == 0:
            return 0.0
        log_score += math.log(matches / len(ngrams)) / 2**n
    return math.exp(log_score)


def bleu_by_recursion(pred_seq, label_seq, k):
    """The exponents 1/2, 1/4, 1/8 as square roots of square roots, from the longest n-gram inwards."""
    pred, label = pred_seq.split(), label_seq.split()

    def ngrams(tokens, n):
        return collections.Counter(zip(*(tokens[i:] for i in range(n)), strict=False))

    def product(n):
        if n > min(k, len(pred)):
            return 1.0
        found = ngrams(pred, n)
        return math.sqrt(sum((found & ngrams(label, n)).values()) / sum(found.values()) * product(n + 1))

    return math.exp(min(0, 1 - len(label) / len(pred))) * product(1) if pred else 0.0
