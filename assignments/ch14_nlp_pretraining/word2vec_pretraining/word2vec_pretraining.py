"""The skip-gram model, its loss and its training (Dive into Deep Learning, section 14.4)."""

from collections.abc import Iterable

import torch
from torch import nn


def skip_gram(
    center: torch.Tensor, contexts_and_negatives: torch.Tensor, embed_v: nn.Embedding, embed_u: nn.Embedding
) -> torch.Tensor:
    """The dot product of each centre's vector with the vectors of its context and noise words: shape (n, 1, m).

    center: int64, shape (n, 1), looked up in embed_v. contexts_and_negatives: int64, shape (n, m), looked up in embed_u.
    """
    raise NotImplementedError("skip_gram is not written yet")


class SigmoidBCELoss(nn.Module):
    """Binary cross-entropy of logits with a mask, as a mean over each row."""

    def forward(self, inputs, target, mask=None):
        """inputs: logits, floating, shape (n, m). target: the same, 0 or 1. mask: shape (n, m), 0 or 1, int64 or floating.

        The loss of each element, 0 where the mask is 0, as the mean over all m elements of a row: shape (n,).
        """
        raise NotImplementedError("SigmoidBCELoss.forward is not written yet")


def batch_loss(pred: torch.Tensor, label: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """The mean loss of each example over the words that it really has: shape (n,).

    pred: logits as skip_gram gives them, shape (n, 1, m). label, mask: int64, shape (n, m), 0 or 1; no row of mask is all 0.
    """
    raise NotImplementedError("batch_loss is not written yet")


def train(
    net: nn.Sequential, data_iter: Iterable, lr: float, num_epochs: int, device: torch.device | str = "cpu"
) -> None:
    """Train net[0] (centres) and net[1] (context and noise words), two embedding layers, with Adam.

    First draws all their weights by nn.init.xavier_uniform_. data_iter: batches (center, contexts_and_negatives, mask,
    label); each is one step, on the sum of batch_loss.
    """
    raise NotImplementedError("train is not written yet")
