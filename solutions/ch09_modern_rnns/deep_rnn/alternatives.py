"""Right answers that look different. Each gets full marks."""

import torch
from torch import nn


def deep_rnn_layer_by_layer(inputs, state, params):
    """One layer over the whole sequence after the other."""
    *layers, W_hq, b_q = params
    last = []
    for i, H in enumerate(state):
        W_xh, W_hh, b_h = layers[3 * i : 3 * i + 3]
        hidden = []
        for X in inputs:
            H = torch.tanh(torch.mm(X, W_xh) + torch.mm(H, W_hh) + b_h)
            hidden.append(H)
        inputs = torch.stack(hidden)
        last.append(H)
    return inputs.flatten(0, 1) @ W_hq + b_q, last


def deep_rnn_by_a_recursion(inputs, state, params):
    """The layers below as a network of their own."""

    def run(X, states, weights):
        if not states:
            return X, ()
        below, news = run(X, states[:-1], weights[:-3])
        W_xh, W_hh, b_h = weights[-3:]
        H = (below @ W_xh + states[-1] @ W_hh + b_h).tanh()
        return H, (*news, H)

    outputs, state = [], tuple(state)
    for X in inputs:
        H, state = run(X, state, params[:-2])
        outputs += [H.matmul(params[-2]) + params[-1]]
    return torch.vstack(outputs), state


def get_deep_rnn_params_as_nn_parameters(vocab_size, num_hiddens, num_layers, device):
    """A tuple of nn.Parameter, filled by nn.init."""
    v, h = vocab_size, num_hiddens
    shapes = [(v, h), (h, h), (h,)] + [(h, h), (h, h), (h,)] * (num_layers - 1) + [(h, v), (v,)]
    params = [nn.Parameter(torch.empty(s, device=device)) for s in shapes]
    for p in params:
        nn.init.normal_(p, std=0.01) if p.dim() == 2 else nn.init.zeros_(p)
    return tuple(params)


def get_deep_rnn_params_gradients_last(vocab_size, num_hiddens, num_layers, device):
    """requires_grad_ in a loop at the end."""
    params, inputs = [], vocab_size
    for _ in range(num_layers):
        params.append(torch.randn(size=(inputs, num_hiddens), device=device) * 0.01)
        params.append(torch.normal(0, 0.01, (num_hiddens, num_hiddens), device=device))
        params.append(torch.zeros(num_hiddens, device=device))
        inputs = num_hiddens
    params.extend(
        [torch.randn(size=(inputs, vocab_size), device=device) * 0.01, torch.zeros(vocab_size, device=device)]
    )
    for p in params:
        p.requires_grad_(True)
    return params


def init_deep_rnn_state_unbound(batch_size, num_hiddens, num_layers, device):
    """One tensor, taken apart; a list in place of a tuple."""
    return list(torch.zeros(num_layers, batch_size, num_hiddens, device=device))


def deep_lstm_by_keywords(vocab_size, num_hiddens, num_layers=2):
    """The layer first, its arguments named."""
    num_inputs = vocab_size
    lstm_layer = nn.LSTM(input_size=num_inputs, hidden_size=num_hiddens, num_layers=num_layers, dropout=0.0)
    return RNNModel(lstm_layer, vocab_size)


def deep_lstm_a_class_of_its_own(vocab_size, num_hiddens, num_layers=2):
    """A subclass that makes its own layer."""

    class Model(RNNModel):
        def __init__(self):
            super().__init__(nn.LSTM(vocab_size, num_hiddens, num_layers), vocab_size)

    return Model()
