"""Deep recurrent networks, from scratch and concise (Dive into Deep Learning, section 9.3)."""

import torch
from torch import nn
from torch.nn import functional as F


def get_deep_rnn_params(vocab_size, num_hiddens, num_layers, device):
    """Return a list of 3 * num_layers + 2 tensors on device, each a leaf that requires a gradient:

    W_xh, W_hh, b_h of the first layer, then of the second, and so on; W_hq, b_q at the end.

    W_xh of the first layer is (vocab_size, num_hiddens), of the others (num_hiddens, num_hiddens), as every W_hh;
    W_hq is (num_hiddens, vocab_size). All are drawn from a normal distribution with mean 0 and standard deviation 0.01.
    b_h (num_hiddens,) and b_q (vocab_size,) are zero.
    """
    ### BEGIN SOLUTION

    def weight(rows, columns):
        return (0.01 * torch.randn(rows, columns, device=device)).requires_grad_()

    def bias(size):
        return torch.zeros(size, device=device, requires_grad=True)

    params = []
    for layer in range(num_layers):
        num_inputs = num_hiddens if layer else vocab_size
        params += [weight(num_inputs, num_hiddens), weight(num_hiddens, num_hiddens), bias(num_hiddens)]
    return [*params, weight(num_hiddens, vocab_size), bias(vocab_size)]
    ### END SOLUTION


def init_deep_rnn_state(batch_size, num_hiddens, num_layers, device):
    """Return the state before the first step: a tuple of num_layers tensors of zeros, each (batch_size, num_hiddens)."""
    ### BEGIN SOLUTION
    return tuple(torch.zeros(batch_size, num_hiddens, device=device) for _ in range(num_layers))
    ### END SOLUTION


def deep_rnn(inputs, state, params):
    """Run a network of several layers over inputs (num_steps, batch_size, vocab_size), from state = (H of each layer).

    At each step, from the first layer to the last, with X for the input of the layer:
        H = tanh(X @ W_xh + H @ W_hh + b_h)
    The first layer's input is that of the network, any other's the new H of the layer below. Then, with the last H:
        Y = H @ W_hq + b_q
    Return (outputs, state): outputs (num_steps * batch_size, vocab_size) holds the Y of all steps, one below the other;
    state is a tuple of the H of each layer after the last step. The arguments stay as they are.
    """
    ### BEGIN SOLUTION
    *layers, W_hq, b_q = params
    state, outputs = list(state), []
    for X in inputs:
        for i, H in enumerate(state):
            W_xh, W_hh, b_h = layers[3 * i : 3 * i + 3]
            X = torch.tanh(X @ W_xh + H @ W_hh + b_h)
            state[i] = X
        outputs.append(X @ W_hq + b_q)
    return torch.cat(outputs), tuple(state)
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


def deep_lstm(vocab_size, num_hiddens, num_layers=2):
    """Return an RNNModel around torch's LSTM: vocab_size inputs and outputs, num_layers layers of num_hiddens units."""
    ### BEGIN SOLUTION
    return RNNModel(nn.LSTM(vocab_size, num_hiddens, num_layers), vocab_size)
    ### END SOLUTION
