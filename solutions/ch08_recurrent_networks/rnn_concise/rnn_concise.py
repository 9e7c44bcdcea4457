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
        ### BEGIN SOLUTION
        self.rnn, self.vocab_size = rnn_layer, vocab_size
        self.num_directions = 2 if rnn_layer.bidirectional else 1
        self.linear = nn.Linear(self.num_directions * rnn_layer.hidden_size, vocab_size)
        ### END SOLUTION

    def forward(self, inputs, state):
        """inputs: tokens, int64 or int32, shape (batch_size, num_steps). state: as the layer has it.

        Returns (output, state): scores of shape (num_steps * batch_size, vocab_size), all of step 1 first, and the
        layer's new state.
        """
        ### BEGIN SOLUTION
        X = F.one_hot(inputs.T.long(), self.vocab_size).float()
        Y, state = self.rnn(X, state)
        return self.linear(Y.reshape(-1, Y.shape[-1])), state
        ### END SOLUTION

    def begin_state(self, device, batch_size=1):
        """A first state of zeros, float32, on device: shape (number of layers * directions, batch_size, hidden size).

        A tensor for an nn.RNN or nn.GRU; a tuple of two for an nn.LSTM.
        """
        ### BEGIN SOLUTION
        shape = (self.num_directions * self.rnn.num_layers, batch_size, self.rnn.hidden_size)
        H = torch.zeros(shape, device=device)
        return (H, torch.zeros(shape, device=device)) if isinstance(self.rnn, nn.LSTM) else H
        ### END SOLUTION
