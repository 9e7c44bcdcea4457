"""Long short-term memory, from scratch and concise (Dive into Deep Learning, section 9.2)."""

import torch
from torch import nn
from torch.nn import functional as F


def get_lstm_params(vocab_size, num_hiddens, device):
    """Return a list of 14 tensors on device, each a leaf that requires a gradient:

    W_xi, W_hi, b_i, W_xf, W_hf, b_f, W_xo, W_ho, b_o, W_xc, W_hc, b_c, W_hq, b_q

    W_x* (vocab_size, num_hiddens), W_h* (num_hiddens, num_hiddens) and W_hq (num_hiddens, vocab_size) are drawn
    from a normal distribution with mean 0 and standard deviation 0.01; b_i, b_f, b_o, b_c (num_hiddens,) and
    b_q (vocab_size,) are zero.
    """
    raise NotImplementedError("get_lstm_params is not written yet")


def init_lstm_state(batch_size, num_hiddens, device):
    """Return the state before the first step: a tuple of two tensors of zeros, each (batch_size, num_hiddens)."""
    raise NotImplementedError("init_lstm_state is not written yet")


def lstm(inputs, state, params):
    """Run an LSTM over inputs (num_steps, batch_size, vocab_size), starting from state = (H, C).

    At each step, with * for the elementwise product:
        I = sigmoid(X @ W_xi + H @ W_hi + b_i)
        F = sigmoid(X @ W_xf + H @ W_hf + b_f)
        O = sigmoid(X @ W_xo + H @ W_ho + b_o)
        C_tilde = tanh(X @ W_xc + H @ W_hc + b_c)
        C = F * C + I * C_tilde
        H = O * tanh(C)
        Y = H @ W_hq + b_q
    Return (outputs, (H, C)): outputs (num_steps * batch_size, vocab_size) holds the Y of all steps, one below the
    other; H and C are those after the last step. The arguments stay as they are.
    """
    raise NotImplementedError("lstm is not written yet")


class RNNModel(nn.Module):
    """The model of section 8.6: a recurrent layer `rnn`, and an output layer `linear` behind it."""

    def __init__(self, rnn_layer, vocab_size):
        super().__init__()
        self.rnn, self.vocab_size = rnn_layer, vocab_size
        self.num_directions = 2 if rnn_layer.bidirectional else 1
        self.linear = nn.Linear(self.num_directions * rnn_layer.hidden_size, vocab_size)

    def forward(self, inputs, state):
        """inputs: tokens (batch_size, num_steps). Returns scores (num_steps * batch_size, vocab_size) and the new state."""
        Y, state = self.rnn(F.one_hot(inputs.T.long(), self.vocab_size).float(), state)
        return self.linear(Y.reshape(-1, Y.shape[-1])), state

    def begin_state(self, device, batch_size=1):
        """Zeros, (layers * directions, batch_size, hidden size): a tensor, or a tuple of two for an LSTM."""
        shape = (self.num_directions * self.rnn.num_layers, batch_size, self.rnn.hidden_size)
        H = torch.zeros(shape, device=device)
        return (H, torch.zeros(shape, device=device)) if isinstance(self.rnn, nn.LSTM) else H


def lstm_concise(vocab_size, num_hiddens):
    """Return an RNNModel around torch's LSTM: vocab_size inputs and outputs, one layer of num_hiddens units."""
    raise NotImplementedError("lstm_concise is not written yet")
