import collections
import math


def bleu(pred_seq: str, label_seq: str, k: int) -> float:
    """How good the translation pred_seq is, given the right one, label_seq: 1.0 is perfect, 0.0 is worthless.

    pred_seq, label_seq: tokens with one space between each two; pred_seq may be empty, label_seq is not.
    k: compare n-grams for n = 1, ..., k, as long as the prediction has any; at least 1.
    """
    raise NotImplementedError("bleu is not written yet")
