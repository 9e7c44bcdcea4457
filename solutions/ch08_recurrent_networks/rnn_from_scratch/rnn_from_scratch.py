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
    ### BEGIN SOLUTION

    def weight(rows, columns):
        return (0.01 * torch.randn(rows, columns, device=device)).requires_grad_()

    def bias(size):
        return torch.zeros(size, device=device, requires_grad=True)

    hidden = [weight(vocab_size, num_hiddens), weight(num_hiddens, num_hiddens), bias(num_hiddens)]
    return [*hidden, weight(num_hiddens, vocab_size), bias(vocab_size)]
    ### END SOLUTION


def init_rnn_state(batch_size: int, num_hiddens: int, device) -> tuple[torch.Tensor]:
    """Return the state before the first step: a tuple with one tensor of zeros, (batch_size, num_hiddens)."""
    ### BEGIN SOLUTION
    return (torch.zeros(batch_size, num_hiddens, device=device),)
    ### END SOLUTION


def rnn(inputs, state, params):
    """Run the network over inputs (num_steps, batch_size, vocab_size), starting from state = (H,).

    At each step:
        H = tanh(X @ W_xh + H @ W_hh + b_h)
        Y = H @ W_hq + b_q
    Return (outputs, (H,)): outputs (num_steps * batch_size, vocab_size) holds the Y of all steps, one below the other;
    H is the state after the last step. The arguments stay as they are.
    """
    ### BEGIN SOLUTION
    W_xh, W_hh, b_h, W_hq, b_q = params
    (H,) = state
    outputs = []
    for X in inputs:
        H = torch.tanh(X @ W_xh + H @ W_hh + b_h)
        outputs.append(H @ W_hq + b_q)
    return torch.cat(outputs), (H,)
    ### END SOLUTION


class RNNModelScratch:
    """A recurrent model made of three functions: get_params, init_state, forward_fn. Its parameters are in `params`."""

    def __init__(self, vocab_size, num_hiddens, device, get_params, init_state, forward_fn):
        """Makes the parameters, once: params = get_params(vocab_size, num_hiddens, device)."""
        ### BEGIN SOLUTION
        self.vocab_size, self.num_hiddens = vocab_size, num_hiddens
        self.params = get_params(vocab_size, num_hiddens, device)
        self.init_state, self.forward_fn = init_state, forward_fn
        ### END SOLUTION

    def __call__(self, X, state):
        """X: tokens, int64, shape (batch_size, num_steps). Returns what forward_fn(inputs, state, params) does.

        inputs: the tokens as one-hot vectors, float32, shape (num_steps, batch_size, vocab_size).
        """
        ### BEGIN SOLUTION
        return self.forward_fn(F.one_hot(X.T, self.vocab_size).float(), state, self.params)
        ### END SOLUTION

    def begin_state(self, batch_size, device):
        """What init_state(batch_size, num_hiddens, device) gives."""
        ### BEGIN SOLUTION
        return self.init_state(batch_size, self.num_hiddens, device)
        ### END SOLUTION


def predict_ch8(prefix: str, num_preds: int, net, vocab, device) -> str:
    """The prefix and num_preds characters behind it, each the one that net holds for the likeliest.

    prefix: one character or more, all of them in vocab. vocab: vocab[character] is its number, vocab.idx_to_token the
    list of all characters. net(X, state) takes tokens (batch_size, num_steps) on device and gives scores
    (num_steps * batch_size, len(vocab)) and the new state; net.begin_state(batch_size=1, device=device) the first one.
    """
    ### BEGIN SOLUTION
    state = net.begin_state(batch_size=1, device=device)
    tokens = [vocab[character] for character in prefix]
    for i in range(len(prefix) + num_preds - 1):
        scores, state = net(torch.tensor([[tokens[i]]], device=device), state)
        if i == len(tokens) - 1:
            tokens.append(int(scores.argmax()))
    return "".join(vocab.idx_to_token[token] for token in tokens)
    ### END SOLUTION


def grad_clipping(net, theta: float) -> None:
    """Scale the gradients of net in place, all by one number, so that the norm of all of them together is at most theta.

    net: an nn.Module, or an object with a list `params`. A parameter whose gradient is None has no part in it.
    """
    ### BEGIN SOLUTION
    params = net.parameters() if isinstance(net, nn.Module) else net.params
    gradients = [p.grad for p in params if p.grad is not None]
    norm = math.sqrt(sum(float(g.square().sum()) for g in gradients))
    if norm > theta:
        for g in gradients:
            g *= theta / norm
    ### END SOLUTION


def train_epoch_ch8(net, train_iter, loss, updater, device, use_random_iter) -> tuple[float, float]:
    """One pass over train_iter, one update a batch, gradients clipped at 1. Returns the perplexity and the speed.

    train_iter: gives (X, Y), tokens of shape (batch_size, num_steps); Y holds the tokens that follow. loss(y_hat, y): the
    mean loss of all tokens. updater: a torch.optim.Optimizer, or a function updater(batch_size) that also clears the
    gradients; it is called with 1. use_random_iter: whether each batch begins from a new state; otherwise the state is
    handed on to the next batch, detached from its graph.
    Perplexity: exp of the mean loss of all tokens. Speed: tokens a second.
    """
    ### BEGIN SOLUTION
    state, total, tokens, start = None, 0.0, 0, time.perf_counter()
    for X, Y in train_iter:
        if state is None or use_random_iter:
            state = net.begin_state(batch_size=X.shape[0], device=device)
        elif isinstance(state, torch.Tensor):
            state = state.detach()
        else:
            state = tuple(s.detach() for s in state)
        y = Y.T.reshape(-1).to(device)
        y_hat, state = net(X.to(device), state)
        l = loss(y_hat, y)  # noqa: E741 - the book's name
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            l.backward()
            grad_clipping(net, 1)
            updater.step()
        else:
            l.backward()
            grad_clipping(net, 1)
            updater(batch_size=1)
        total, tokens = total + float(l) * y.numel(), tokens + y.numel()
    return math.exp(total / tokens), tokens / (time.perf_counter() - start)
    ### END SOLUTION


def train_ch8(net, train_iter, vocab, lr: float, num_epochs: int, device, use_random_iter: bool = False) -> None:
    """num_epochs times train_epoch_ch8, by cross-entropy and plain SGD with learning rate lr.

    net: an nn.Module, or a model with a list `params`. At the end it prints the last perplexity with one decimal or more,
    the speed, and 50 characters behind each of "time traveller" and "traveller", by predict_ch8.
    """
    ### BEGIN SOLUTION

    def sgd(batch_size):
        with torch.no_grad():
            for p in net.params:
                p -= lr * p.grad / batch_size
                p.grad.zero_()

    updater = torch.optim.SGD(net.parameters(), lr) if isinstance(net, nn.Module) else sgd
    loss = nn.CrossEntropyLoss()
    for _ in range(num_epochs):
        perplexity, speed = train_epoch_ch8(net, train_iter, loss, updater, device, use_random_iter)
    print(f"perplexity {perplexity:.2f}, {speed:.0f} tokens/s on {device}")
    for prefix in "time traveller", "traveller":
        print(predict_ch8(prefix, 50, net, vocab, device))
    ### END SOLUTION


def sample(logits: torch.Tensor, temperature: float = 1.0) -> torch.Tensor:
    """One token for each row of logits, drawn with the probabilities softmax(logits / temperature).

    logits: floating point, shape (n, q). temperature: above 0. Returns int64, shape (n,), on the device of logits.
    """
    ### BEGIN SOLUTION
    return torch.multinomial(torch.softmax(logits / temperature, dim=1), 1).squeeze(1)
    ### END SOLUTION
