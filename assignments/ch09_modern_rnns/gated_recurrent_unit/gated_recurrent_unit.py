"""A gated recurrent unit from scratch (Dive into Deep Learning, section 9.1)."""

import torch


def get_params(vocab_size, num_hiddens, device):
    """Return a list of 11 tensors on device, each a leaf that requires a gradient:

    W_xz, W_hz, b_z, W_xr, W_hr, b_r, W_xh, W_hh, b_h, W_hq, b_q

    W_x* (vocab_size, num_hiddens), W_h* (num_hiddens, num_hiddens) and W_hq (num_hiddens, vocab_size) are drawn
    from a normal distribution with mean 0 and standard deviation 0.01; b_z, b_r, b_h (num_hiddens,) and
    b_q (vocab_size,) are zero.
    """
    raise NotImplementedError("get_params is not written yet")


def init_gru_state(batch_size, num_hiddens, device):
    """Return the state before the first step: a tuple with one tensor of zeros, (batch_size, num_hiddens)."""
    raise NotImplementedError("init_gru_state is not written yet")


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
    raise NotImplementedError("gru is not written yet")
