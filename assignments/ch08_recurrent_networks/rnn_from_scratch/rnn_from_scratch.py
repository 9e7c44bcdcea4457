"""A recurrent language model from scratch (Dive into Deep Learning, section 8.5)."""

import math
import time

import torch
from torch import nn
from torch.nn import functional as F


def get_params(vocab_size: int, num_hiddens: int, device) -> list[torch.Tensor]:
    """Return [W_xh, W_hh, b_h, W_hq, b_q], five tensors on device, each a leaf that requires a gradient.

    W_xh (vocab_size, num_hiddens), W_hh (num_hiddens, num_hiddens) and W_hq (num_hiddens, vocab_size) are drawn from a
    normal distribution with mean 0 and standard deviation 0.01; b_h (num_hiddens,) and b_q (vocab_size,) are zero.
    """
    raise NotImplementedError("get_params is not written yet")


def init_rnn_state(batch_size: int, num_hiddens: int, device) -> tuple[torch.Tensor]:
    """Return the state before the first step: a tuple with one tensor of zeros, (batch_size, num_hiddens)."""
    raise NotImplementedError("init_rnn_state is not written yet")


def rnn(inputs, state, params):
    """Run the network over inputs (num_steps, batch_size, vocab_size), starting from state = (H,).

    At each step:
        H = tanh(X @ W_xh + H @ W_hh + b_h)
        Y = H @ W_hq + b_q
    Return (outputs, (H,)): outputs (num_steps * batch_size, vocab_size) holds the Y of all steps, one below the other;
    H is the state after the last step. The arguments stay as they are.
    """
    raise NotImplementedError("rnn is not written yet")


class RNNModelScratch:
    """A recurrent model made of three functions: get_params, init_state, forward_fn. Its parameters are in `params`."""

    def __init__(self, vocab_size, num_hiddens, device, get_params, init_state, forward_fn):
        """Makes the parameters, once: params = get_params(vocab_size, num_hiddens, device)."""
        raise NotImplementedError("RNNModelScratch.__init__ is not written yet")

    def __call__(self, X, state):
        """X: tokens, int64, shape (batch_size, num_steps). Returns what forward_fn(inputs, state, params) does.

        inputs: the tokens as one-hot vectors, float32, shape (num_steps, batch_size, vocab_size).
        """
        raise NotImplementedError("RNNModelScratch.__call__ is not written yet")

    def begin_state(self, batch_size, device):
        """What init_state(batch_size, num_hiddens, device) gives."""
        raise NotImplementedError("RNNModelScratch.begin_state is not written yet")


def predict_ch8(prefix: str, num_preds: int, net, vocab, device) -> str:
    """The prefix and num_preds characters behind it, each the one that net holds for the likeliest.

    prefix: one character or more, all of them in vocab. vocab: vocab[character] is its number, vocab.idx_to_token the
    list of all characters. net(X, state) takes tokens (batch_size, num_steps) on device and gives scores
    (num_steps * batch_size, len(vocab)) and the new state; net.begin_state(batch_size=1, device=device) the first one.
    """
    raise NotImplementedError("predict_ch8 is not written yet")


def grad_clipping(net, theta: float) -> None:
    """Scale the gradients of net in place, all by one number, so that the norm of all of them together is at most theta.

    net: an nn.Module, or an object with a list `params`. A parameter whose gradient is None has no part in it.
    """
    raise NotImplementedError("grad_clipping is not written yet")


def train_epoch_ch8(net, train_iter, loss, updater, device, use_random_iter) -> tuple[float, float]:
    """One pass over train_iter, one update a batch, gradients clipped at 1. Returns the perplexity and the speed.

    train_iter: gives (X, Y), tokens of shape (batch_size, num_steps); Y holds the tokens that follow. loss(y_hat, y): the
    mean loss of all tokens. updater: a torch.optim.Optimizer, or a function updater(batch_size) that also clears the
    gradients; it is called with 1. use_random_iter: whether each batch begins from a new state; otherwise the state is
    handed on to the next batch, detached from its graph.
    Perplexity: exp of the mean loss of all tokens. Speed: tokens a second.
    """
    raise NotImplementedError("train_epoch_ch8 is not written yet")


def train_ch8(net, train_iter, vocab, lr: float, num_epochs: int, device, use_random_iter: bool = False) -> None:
    """num_epochs times train_epoch_ch8, by cross-entropy and plain SGD with learning rate lr.

    net: an nn.Module, or a model with a list `params`. At the end it prints the last perplexity with one decimal or more,
    the speed, and 50 characters behind each of "time traveller" and "traveller", by predict_ch8.
    """
    raise NotImplementedError("train_ch8 is not written yet")


def sample(logits: torch.Tensor, temperature: float = 1.0) -> torch.Tensor:
    """One token for each row of logits, drawn with the probabilities softmax(logits / temperature).

    logits: floating point, shape (n, q). temperature: above 0. Returns int64, shape (n,), on the device of logits.
    """
    raise NotImplementedError("sample is not written yet")
