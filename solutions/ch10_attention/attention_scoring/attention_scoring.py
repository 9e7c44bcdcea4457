"""The masked softmax of attention (Dive into Deep Learning, section 10.3)."""

import torch


def masked_softmax(X, valid_lens):
    """Softmax over the last axis of X, where only the first positions of each row count.

    X: scores, (batch_size, num_queries, num_keys); it stays as it is.
    valid_lens: None, when every position counts; (batch_size,), one length for each example; or
        (batch_size, num_queries), one length for each row. Integers from 0 to num_keys.
    Returns weights of X's shape and dtype: 0 at and beyond the valid length, whatever the scores there.
    """
    ### BEGIN SOLUTION
    if valid_lens is None:
        return torch.softmax(X, dim=-1)
    if valid_lens.dim() == 1:
        valid_lens = valid_lens[:, None]
    positions = torch.arange(X.shape[-1], device=X.device)
    beyond = positions >= valid_lens[:, :, None]
    return torch.softmax(X.masked_fill(beyond, float("-inf")), dim=-1)
    ### END SOLUTION
