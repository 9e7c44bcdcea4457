"""A recurrent language model around torch's own layers (Dive into Deep Learning, section 8.6)."""

import torch
from torch import nn
from torch.nn import functional as F


class RNNModel(nn.Module):
    """A recurrent layer `rnn`, and behind it `linear`, an nn.Linear that gives a score for each token of the vocabulary."""

    def __init__(self, rnn_layer, vocab_size, **kwargs):
        """rnn_layer: an nn.RNN, nn.GRU or nn.LSTM of input size vocab_size, with any number of layers, one direction or
        two, steps first. It becomes the model's own."""
        super().__init__(**kwargs)
        raise NotImplementedError("RNNModel.__init__ is not written yet")

    def forward(self, inputs, state):
        """inputs: tokens, int64 or int32, shape (batch_size, num_steps). state: as the layer has it.

        Returns (output, state): scores of shape (num_steps * batch_size, vocab_size), all of step 1 first, and the
        layer's new state.
        """
        raise NotImplementedError("RNNModel.forward is not written yet")

    def begin_state(self, device, batch_size=1):
        """A first state of zeros, float32, on device: shape (number of layers * directions, batch_size, hidden size).

        A tensor for an nn.RNN or nn.GRU; a tuple of two for an nn.LSTM.
        """
        raise NotImplementedError("RNNModel.begin_state is not written yet")
