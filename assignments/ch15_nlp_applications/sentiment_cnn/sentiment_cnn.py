"""Sentiment of a review with convolutions over its words (Dive into Deep Learning, section 15.3; Kim, 2014)."""

import torch
from torch import nn
from torch.nn import functional as F


def corr1d(X: torch.Tensor, K: torch.Tensor) -> torch.Tensor:
    """The one-dimensional cross-correlation of X with K: no flip, no padding, stride one.

    X: a sequence, floating point, shape (n,). K: a kernel, same dtype and device, shape (w,), with w <= n.
    Returns a new tensor of shape (n - w + 1,), with the dtype and device of X.
    """
    raise NotImplementedError("corr1d is not written yet")


def corr1d_multi_in(X: torch.Tensor, K: torch.Tensor) -> torch.Tensor:
    """The cross-correlations of all input channels, added up.

    X: shape (channels, n). K: shape (channels, w), same dtype and device. Returns shape (n - w + 1,).
    """
    raise NotImplementedError("corr1d_multi_in is not written yet")


def max_over_time(X: torch.Tensor) -> torch.Tensor:
    """The greatest value of each channel over all time steps.

    X: floating point, shape (batch_size, channels, num_steps). Returns shape (batch_size, channels), a new tensor.
    """
    raise NotImplementedError("max_over_time is not written yet")


class TextCNN(nn.Module):
    """Two scores for a review: convolutions of several widths over its words, of each channel the greatest value.

    embedding, constant_embedding: nn.Embedding(vocab_size, embed_size). convs: for each width and number of channels an
    nn.Conv1d over the vectors of both. dropout: nn.Dropout(0.5), before decoder: nn.Linear(sum(num_channels), 2).
    """

    def __init__(self, vocab_size, embed_size, kernel_sizes, num_channels, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError("TextCNN.__init__ is not written yet")

    def forward(self, inputs):
        """inputs: numbers of words, int64, shape (batch_size, num_steps), as many as the widest kernel at least.

        Returns scores, shape (batch_size, 2).
        """
        raise NotImplementedError("TextCNN.forward is not written yet")
