"""Right answers that look different. Each gets full marks."""

import torch
from torch import nn


def gru_by_torch_functions(inputs, state, params):
    """mm for @, rows collected in a tuple, the state as a list of one."""
    W_xz, W_hz, b_z, W_xr, W_hr, b_r, W_xh, W_hh, b_h, W_hq, b_q = params
    (H,) = state
    outputs = ()
    for X in inputs:
        Z = torch.sigmoid(torch.mm(X, W_xz) + torch.mm(H, W_hz) + b_z)
        R = torch.sigmoid(torch.mm(X, W_xr) + torch.mm(H, W_hr) + b_r)
        H_tilda = torch.tanh(torch.mm(X, W_xh) + torch.mm(R * H, W_hh) + b_h)
        H = Z * H + (1 - Z) * H_tilda
        outputs += (torch.mm(H, W_hq) + b_q,)
    return torch.cat(outputs, dim=0), [H]


def gru_inputs_multiplied_at_once(inputs, state, params):
    """The products with the inputs are taken for all steps at once, and so is the output layer."""
    W_xz, W_hz, b_z, W_xr, W_hr, b_r, W_xh, W_hh, b_h, W_hq, b_q = params
    from_inputs = inputs @ torch.cat([W_xz, W_xr, W_xh], dim=1) + torch.cat([b_z, b_r, b_h])
    H, hidden = state[0], []
    for z, r, h in (step.chunk(3, dim=-1) for step in from_inputs):
        Z, R = torch.sigmoid(torch.cat([z, r], dim=-1) + H @ torch.cat([W_hz, W_hr], dim=1)).chunk(2, dim=-1)
        H = torch.lerp(torch.tanh(h + (R * H) @ W_hh), H, Z)
        hidden.append(H)
    return torch.stack(hidden).flatten(0, 1) @ W_hq + b_q, (H,)


def gru_by_a_difference(inputs, state, params):
    """The new state as the candidate plus Z times a difference; the sigmoid through tanh."""

    def gate(X, H, W_x, W_h, b):
        return (torch.tanh((X @ W_x + H @ W_h + b) / 2) + 1) / 2

    H, outputs = state[0], []
    for t in range(inputs.shape[0]):
        X = inputs[t]
        Z, R = gate(X, H, *params[0:3]), gate(X, H, *params[3:6])
        candidate = torch.tanh(X @ params[6] + (R * H) @ params[7] + params[8])
        H = candidate + Z * (H - candidate)
        outputs.append(torch.addmm(params[10], H, params[9]))
    return torch.vstack(outputs), (H,)


def get_params_in_the_layout_of_a_textbook(vocab_size, num_hiddens, device):
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

    W_xz, W_hz, b_z = three()
    W_xr, W_hr, b_r = three()
    W_xh, W_hh, b_h = three()
    W_hq = normal((num_hiddens, num_outputs))
    b_q = torch.zeros(num_outputs, device=device)
    params = [W_xz, W_hz, b_z, W_xr, W_hr, b_r, W_xh, W_hh, b_h, W_hq, b_q]
    for param in params:
        param.requires_grad_(True)
    return params


def get_params_as_nn_parameters(vocab_size, num_hiddens, device):
    """A tuple of nn.Parameter, filled by nn.init."""
    shapes = [(vocab_size, num_hiddens), (num_hiddens, num_hiddens), (num_hiddens,)] * 3
    params = [nn.Parameter(torch.empty(s, device=device)) for s in [*shapes, (num_hiddens, vocab_size), (vocab_size,)]]
    for p in params:
        nn.init.normal_(p, std=0.01) if p.dim() == 2 else nn.init.zeros_(p)
    return tuple(params)


def init_gru_state_by_new_zeros(batch_size, num_hiddens, device):
    """Another way to zeros; a list of one in place of a tuple."""
    return [torch.empty(0, device=device).new_zeros((batch_size, num_hiddens))]


def gru_concise_by_keywords(vocab_size, num_hiddens):
    """The layer first, its arguments named."""
    gru_layer = nn.GRU(input_size=vocab_size, hidden_size=num_hiddens, num_layers=1)
    model = RNNModel(gru_layer, vocab_size)
    return model.to(torch.device("cpu"))


def gru_concise_a_class_of_its_own(vocab_size, num_hiddens):
    """A subclass that makes its own layer."""

    class Model(RNNModel):
        def __init__(self):
            super().__init__(nn.GRU(vocab_size, num_hiddens), vocab_size)

    return Model()
