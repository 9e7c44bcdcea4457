"""The masked softmax of attention (Dive into Deep Learning, section 10.3)."""

import torch


def masked_softmax(X, valid_lens):
    """Softmax over the last axis of X, where only the first positions of each row count.

    X: scores, (batch_size, num_queries, num_keys); it stays as it is.
    valid_lens: None, when every position counts; (batch_size,), one length for each example; or
        (batch_size, num_queries), one length for each row. Integers from 0 to num_keys.
    Returns weights of X's shape and dtype: 0 at and beyond the valid length, whatever the scores there.
    """
    raise NotImplementedError("masked_softmax is not written yet")
