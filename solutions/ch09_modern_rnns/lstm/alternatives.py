"""Right answers that look different. Each gets full marks."""

import torch
from torch import nn


def lstm_by_torch_functions(inputs, state, params):
    """mm for @, the book's names, rows collected in a list, the state as a list."""
    [W_xi, W_hi, b_i, W_xf, W_hf, b_f, W_xo, W_ho, b_o, W_xc, W_hc, b_c, W_hq, b_q] = params
    (H, C) = state
    outputs = []
    for X in inputs:
        I = torch.sigmoid(torch.mm(X, W_xi) + torch.mm(H, W_hi) + b_i)  # noqa: E741 - the book's name
        F = torch.sigmoid(torch.mm(X, W_xf) + torch.mm(H, W_hf) + b_f)
        O = torch.sigmoid(torch.mm(X, W_xo) + torch.mm(H, W_ho) + b_o)  # noqa: E741 - the book's name
        C_tilda = torch.tanh(torch.mm(X, W_xc) + torch.mm(H, W_hc) + b_c)
        C = F * C + I * C_tilda
        H = O * torch.tanh(C)
        Y = torch.mm(H, W_hq) + b_q
        outputs.append(Y)
    return torch.cat(outputs, dim=0), [H, C]


def lstm_all_gates_at_once(inputs, state, params):
    """One product for all gates; the output layer at the end."""
    W_x, W_h, b = (torch.cat(params[k:12:3], dim=-1) for k in range(3))
    (H, C), hidden = state, []
    for step in inputs @ W_x + b:
        i, f, o, c = (step + H @ W_h).chunk(4, dim=-1)
        C = torch.addcmul(f.sigmoid() * C, i.sigmoid(), c.tanh())
        H = o.sigmoid() * C.tanh()
        hidden.append(H)
    return torch.stack(hidden).flatten(0, 1) @ params[12] + params[13], (H, C)


def lstm_gates_through_tanh(inputs, state, params):
    """The sigmoid through tanh, tanh through the sigmoid."""

    def sums(X, H):
        return [X @ params[k] + H @ params[k + 1] + params[k + 2] for k in range(0, 12, 3)]

    H, C = state
    outputs = []
    for t in range(len(inputs)):
        i, f, o, c = sums(inputs[t], H)
        i, f, o = ((torch.tanh(gate / 2) + 1) / 2 for gate in (i, f, o))
        C = f * C + i * (2 * torch.sigmoid(2 * c) - 1)
        H = o * torch.tanh(C)
        outputs.append(torch.addmm(params[13], H, params[12]))
    return torch.vstack(outputs), (H, C)


def get_lstm_params_in_the_layout_of_a_textbook(vocab_size, num_hiddens, device):
    """Helpers normal and three; requires_grad_ in a loop at the end."""
    num_inputs = num_outputs = vocab_size

    def normal(shape):
        return torch.randn(size=shape, device=device) * 0.01

    def three():
        return (
            normal((num_inputs, num_hiddens)),
            normal((num_hiddens, num_hiddens)),
            torch.zeros(num_hiddens, device=device),
        )

    W_xi, W_hi, b_i = three()
    W_xf, W_hf, b_f = three()
    W_xo, W_ho, b_o = three()
    W_xc, W_hc, b_c = three()
    W_hq = normal((num_hiddens, num_outputs))
    b_q = torch.zeros(num_outputs, device=device)
    params = [W_xi, W_hi, b_i, W_xf, W_hf, b_f, W_xo, W_ho, b_o, W_xc, W_hc, b_c, W_hq, b_q]
    for param in params:
        param.requires_grad_(True)
    return params


def get_lstm_params_as_nn_parameters(vocab_size, num_hiddens, device):
    """A tuple of nn.Parameter, filled by nn.init."""
    v, h = vocab_size, num_hiddens
    params = [nn.Parameter(torch.empty(s, device=device)) for s in [*[(v, h), (h, h), (h,)] * 4, (h, v), (v,)]]
    for p in params:
        nn.init.normal_(p, std=0.01) if p.dim() == 2 else nn.init.zeros_(p)
    return tuple(params)


def init_lstm_state_by_a_loop(batch_size, num_hiddens, device):
    """A list of two in place of a tuple."""
    return [torch.zeros((batch_size, num_hiddens), device=device) for _ in range(2)]


def lstm_concise_by_keywords(vocab_size, num_hiddens):
    """The layer first, its arguments named."""
    lstm_layer = nn.LSTM(input_size=vocab_size, hidden_size=num_hiddens, num_layers=1)
    model = RNNModel(lstm_layer, vocab_size)
    return model.to(torch.device("cpu"))


def lstm_concise_a_class_of_its_own(vocab_size, num_hiddens):
    """A subclass that makes its own layer."""

    class Model(RNNModel):
        def __init__(self):
            super().__init__(nn.LSTM(vocab_size, num_hiddens), vocab_size)

    return Model()
