"""Bidirectional recurrent networks, and why they are no language models (Dive into Deep Learning, section 9.4)."""

import torch
from torch import nn
from torch.nn import functional as F


def birnn(inputs, state, params):
    """Run two networks over inputs (num_steps, batch_size, num_inputs), one from the left and one from the right.

    params: W_xh, W_hh, b_h of the one that reads forwards, W_xh, W_hh, b_h of the one that reads backwards, W_hq, b_q. The
    two may have different numbers of hidden units, h and k; W_hq is (h + k, num_outputs). state: (H, K), of the two before
    their first step, (batch_size, h) and (batch_size, k).

        H_t = tanh(X_t @ W_xh + H_{t-1} @ W_hh + b_h), for t = 1, 2, ...
        K_t = tanh(X_t @ W_xh + K_{t+1} @ W_hh + b_h), for t = ..., 2, 1
        Y_t = [H_t, K_t] @ W_hq + b_q
    Return (outputs, (H, K)): outputs (num_steps * batch_size, num_outputs) holds the Y of all steps from left to right,
    one below the other; H is the state behind the last step, K the one behind the first. The arguments stay as they are.
    """
    raise NotImplementedError("birnn is not written yet")


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


def bidirectional_lstm(vocab_size, num_hiddens, num_layers=2):
    """Return an RNNModel around torch's LSTM in both directions, with num_layers layers of num_hiddens units a direction."""
    raise NotImplementedError("bidirectional_lstm is not written yet")


def influence(net, X, state, vocab_size: int) -> torch.Tensor:
    """Which outputs of net change when a token of X is exchanged.

    net(X, state) takes tokens, int64, shape (1, num_steps), and gives scores (num_steps, vocab_size) and a new state.
    Returns bool, shape (num_steps, num_steps): in row t and column s, whether the scores of step t change when the token
    of step s is replaced by the one with the next number (behind the last comes 0). X stays as it is.
    """
    raise NotImplementedError("influence is not written yet")


def reads_ahead(net, X, state, vocab_size: int) -> bool:
    """Whether some score of net depends on a token of a later step, as influence finds for X."""
    raise NotImplementedError("reads_ahead is not written yet")


TASKS = [
    "going on with a text, character by character",
    "filling a gap in a sentence that is known before and behind it",
    "tomorrow's temperature from those of the past days",
    "the part of speech of each word of a whole sentence",
    "the perplexity of a language model on a text",
    "whether a film review, read to its end, is favourable",
]

# For each of TASKS, in order: True if a bidirectional network may be used for it, else False.
# Your code here. / 在这里写你的代码。
suited = None
