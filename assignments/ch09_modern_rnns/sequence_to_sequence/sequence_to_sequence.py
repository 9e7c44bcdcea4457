"""Sequence-to-sequence learning (Dive into Deep Learning, section 9.7)."""

import collections
import math

import torch
from torch import nn
from torch.nn import functional as F


class Seq2SeqEncoder(nn.Module):
    """A GRU that reads a batch of sentences.

    embedding: nn.Embedding(vocab_size, embed_size). rnn: nn.GRU with num_layers layers of num_hiddens units, and dropout
    between them.
    """

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError("Seq2SeqEncoder.__init__ is not written yet")

    def forward(self, X, *args):
        """Read X, token indices of shape (batch_size, num_steps). Further arguments are taken and not needed.

        Returns (outputs, state): outputs (num_steps, batch_size, num_hiddens) of the last layer, time first;
        state (num_layers, batch_size, num_hiddens), every layer's after the last step.
        """
        raise NotImplementedError("Seq2SeqEncoder.forward is not written yet")


class Seq2SeqDecoder(nn.Module):
    """A GRU that writes a batch of sentences, and looks at the context (what the encoder made of the source) at each step.

    embedding: nn.Embedding(vocab_size, embed_size). rnn: nn.GRU with embed_size + num_hiddens inputs, num_layers layers
    of num_hiddens units, and dropout between them. dense: nn.Linear(num_hiddens, vocab_size).
    """

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError("Seq2SeqDecoder.__init__ is not written yet")

    def init_state(self, enc_outputs, *args):
        """Make the first state of enc_outputs, the pair that Seq2SeqEncoder returns. What a state is made of is yours."""
        raise NotImplementedError("Seq2SeqDecoder.init_state is not written yet")

    def forward(self, X, state):
        """Read X, token indices of shape (batch_size, num_steps), starting from state.

        Returns (scores, state): scores (batch_size, num_steps, vocab_size), batch first; the state after the last step.
        """
        raise NotImplementedError("Seq2SeqDecoder.forward is not written yet")


def sequence_mask(X, valid_len, value=0):
    """Give every entry of X at or beyond its sequence's valid length the value.

    X: (batch_size, num_steps, ...), any dtype; it stays as it is. valid_len: integers, (batch_size,), from 0 on; they
    may exceed num_steps. Returns a tensor of X's shape, dtype and device.
    """
    raise NotImplementedError("sequence_mask is not written yet")


class MaskedSoftmaxCELoss(nn.CrossEntropyLoss):
    """The softmax cross-entropy, in which padding counts 0."""

    def forward(self, pred, label, valid_len):
        """The loss of each sequence, shape (batch_size,).

        pred: scores before the softmax, (batch_size, num_steps, vocab_size). label: (batch_size, num_steps).
        valid_len: (batch_size,). The sum over the valid steps is divided by num_steps.
        """
        raise NotImplementedError("MaskedSoftmaxCELoss.forward is not written yet")


def train_seq2seq(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """Train net, in place, for num_epochs passes over data_iter. Prints and draws what you like; returns nothing.

    net: called as net(X, dec_X, X_valid_len), it returns (Y_hat, state).
    data_iter: gives batches X, X_valid_len, Y, Y_valid_len. tgt_vocab: tgt_vocab["<bos>"] is the index of <bos>.
    """
    raise NotImplementedError("train_seq2seq is not written yet")


def predict_seq2seq(net, src_sentence, src_vocab, tgt_vocab, num_steps, device, save_attention_weights=False):
    """Translate a sentence, token by token; each time the token with the highest score is taken.

    Returns (translation, attention_weights): a string of tokens with one space between each two; a list of what
    net.decoder.attention_weights was after each step, empty unless save_attention_weights.
    """
    raise NotImplementedError("predict_seq2seq is not written yet")


def bleu(pred_seq: str, label_seq: str, k: int) -> float:
    """How good the translation pred_seq is, given the right one, label_seq: 1.0 is perfect, 0.0 is worthless.

    pred_seq, label_seq: tokens with one space between each two; pred_seq may be empty, label_seq is not.
    k: compare n-grams for n = 1, ..., k, as long as the prediction has any; at least 1.
    """
    raise NotImplementedError("bleu is not written yet")
