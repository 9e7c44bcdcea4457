import collections
import math


def bleu(pred_seq: str, label_seq: str, k: int) -> float:
    """How good the translation pred_seq is, given the right one, label_seq: 1.0 is perfect, 0.0 is worthless.

    pred_seq, label_seq: tokens with one space between each two; pred_seq may be empty, label_seq is not.
    k: compare n-grams for n = 1, ..., k, as long as the prediction has any; at least 1.
    """
    ### BEGIN SOLUTION
    pred, label = pred_seq.split(), label_seq.split()
    if not pred:
        return 0.0
    score = math.exp(min(0, 1 - len(label) / len(pred)))
    for n in range(1, min(k, len(pred)) + 1):
        in_pred = collections.Counter(tuple(pred[i : i + n]) for i in range(len(pred) - n + 1))
        in_label = collections.Counter(tuple(label[i : i + n]) for i in range(len(label) - n + 1))
        matches = sum((in_pred & in_label).values())  # & keeps the smaller count: no n-gram of the label is used twice
        score *= (matches / (len(pred) - n + 1)) ** (0.5**n)
    return score
    ### END SOLUTION
