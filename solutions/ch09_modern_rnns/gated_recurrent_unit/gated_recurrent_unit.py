"""A gated recurrent unit, from scratch and concise (Dive into Deep Learning, section 9.1)."""

import torch
from torch import nn
from torch.nn import functional as F


def get_params(vocab_size, num_hiddens, device):
    """Return a list of 11 tensors on device, each a leaf that requires a gradient:

    W_xz, W_hz, b_z, W_xr, W_hr, b_r, W_xh, W_hh, b_h, W_hq, b_q

    W_x* (vocab_size, num_hiddens), W_h* (num_hiddens, num_hiddens) and W_hq (num_hiddens, vocab_size) are drawn
    from a normal distribution with mean 0 and standard deviation 0.01; b_z, b_r, b_h (num_hiddens,) and
    b_q (vocab_size,) are zero.
    """
    ### BEGIN SOLUTION

    def weight(rows, columns):
        return (0.01 * torch.randn(rows, columns, device=device)).requires_grad_()

    def bias(size):
        return torch.zeros(size, device=device, requires_grad=True)

    def three():
        return weight(vocab_size, num_hiddens), weight(num_hiddens, num_hiddens), bias(num_hiddens)

    return [*three(), *three(), *three(), weight(num_hiddens, vocab_size), bias(vocab_size)]
    ### END SOLUTION


def init_gru_state(batch_size, num_hiddens, device):
    """Return the state before the first step: a tuple with one tensor of zeros, (batch_size, num_hiddens)."""
    ### BEGIN SOLUTION
    return (torch.zeros(batch_size, num_hiddens, device=device),)
    ### END SOLUTION


def gru(inputs, state, params):
    """Run a GRU over inputs (num_steps, batch_size, vocab_size), starting from state = (H,).

    At each step, with * for the elementwise product:
        Z = sigmoid(X @ W_xz + H @ W_hz + b_z)
        R = sigmoid(X @ W_xr + H @ W_hr + b_r)
        H_tilde = tanh(X @ W_xh + (R * H) @ W_hh + b_h)
        H = Z * H + (1 - Z) * H_tilde
        Y = H @ W_hq + b_q
    Return (outputs, (H,)): outputs (num_steps * batch_size, vocab_size) holds the Y of all steps, one below the other;
    H is the state after the last step. The arguments stay as they are.
    """
    ### BEGIN SOLUTION
    W_xz, W_hz, b_z, W_xr, W_hr, b_r, W_xh, W_hh, b_h, W_hq, b_q = params
    (H,) = state
    outputs = []
    for X in inputs:
        Z = torch.sigmoid(X @ W_xz + H @ W_hz + b_z)
        R = torch.sigmoid(X @ W_xr + H @ W_hr + b_r)
        H_tilde = torch.tanh(X @ W_xh + (R * H) @ W_hh + b_h)
        H = Z * H + (1 - Z) * H_tilde
        outputs.append(H @ W_hq + b_q)
    return torch.cat(outputs), (H,)
    ### END SOLUTION


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


def gru_concise(vocab_size, num_hiddens):
    """Return an RNNModel around torch's GRU: vocab_size inputs and outputs, one layer of num_hiddens units."""
    ### BEGIN SOLUTION
    return RNNModel(nn.GRU(vocab_size, num_hiddens), vocab_size)
    ### END SOLUTION
