"""What goes wrong with a GRU, and what we say to whoever wrote it."""

import torch
from torch import nn


def _gru(inputs, state, params, reset_first=True, swap_gates=False, cell=None):
    """A right GRU but for the arguments that a mistake changes. Returns the outputs as a list, and the last state."""
    if swap_gates:
        params = [*params[3:6], *params[:3], *params[6:]]
    W_xz, W_hz, b_z, W_xr, W_hr, b_r, W_xh, W_hh, b_h, W_hq, b_q = params
    H, outputs = state[0], []
    for X in inputs:
        Z = torch.sigmoid(X @ W_xz + H @ W_hz + b_z)
        R = torch.sigmoid(X @ W_xr + H @ W_hr + b_r)
        past = (R * H) @ W_hh if reset_first else R * (H @ W_hh)
        H_tilde = torch.tanh(X @ W_xh + past + b_h)
        H = cell(Z, H, H_tilde) if cell else Z * H + (1 - Z) * H_tilde
        outputs.append(H @ W_hq + b_q)
    return outputs, H


def gru_reset_after_the_product(inputs, state, params):
    """Your reset gate acts after the matrix product: R * (H @ W_hh). That is a GRU too, the one that torch.nn.GRU
    computes; this exercise asks for the form of the statement, (R * H) @ W_hh, where the gate chooses what the
    product sees. Only the place of one multiplication is to change.

    你的重置门在矩阵乘法之后才起作用：R * (H @ W_hh)。这也是一种 GRU，torch.nn.GRU 就是这样计算的；
    但本题要求题目中的形式 (R * H) @ W_hh，让门先选择状态的哪些部分参与乘法。只需改动一处乘法的位置。
    """
    outputs, H = _gru(inputs, state, params, reset_first=False)
    return torch.cat(outputs), (H,)


def gru_update_gate_the_other_way_round(inputs, state, params):
    """You mix (1 - Z) * H + Z * H_tilde, as some papers do. Here Z weighs the old state: Z * H + (1 - Z) * H_tilde.

    你的写法是 (1 - Z) * H + Z * H_tilde，有些论文如此。本题中 Z 是旧状态的权重：Z * H + (1 - Z) * H_tilde。
    """
    outputs, H = _gru(inputs, state, params, cell=lambda Z, H, H_tilde: (1 - Z) * H + Z * H_tilde)
    return torch.cat(outputs), (H,)


def gru_reset_and_update_exchanged(inputs, state, params):
    """Your update and reset gates have changed places: the first three parameters belong to the update gate Z, the
    next three to the reset gate R.

    你的更新门和重置门互换了：前三个参数属于更新门 Z，接下来三个才属于重置门 R。
    """
    outputs, H = _gru(inputs, state, params, swap_gates=True)
    return torch.cat(outputs), (H,)


def gru_without_the_reset_gate(inputs, state, params):
    """Your candidate uses the whole old state, H @ W_hh: the reset gate R has no effect. Multiply H by R first.

    你的候选状态用了完整的旧状态 H @ W_hh，重置门 R 没有起作用。应先用 R 乘 H。
    """
    params = list(params)
    params[3:6] = [torch.zeros_like(params[3]), torch.zeros_like(params[4]), torch.full_like(params[5], 100.0)]
    outputs, H = _gru(inputs, state, params)
    return torch.cat(outputs), (H,)


def gru_without_the_old_state(inputs, state, params):
    """Your new state is (1 - Z) * H_tilde: the part Z * H, which carries the past on, is missing.

    你的新状态是 (1 - Z) * H_tilde：缺了 Z * H 这一部分，而过去正是靠它传下去的。
    """
    outputs, H = _gru(inputs, state, params, cell=lambda Z, H, H_tilde: (1 - Z) * H_tilde)
    return torch.cat(outputs), (H,)


def gru_from_zeros(inputs, state, params):
    """You start every call from a state of zeros. Start from the state that is passed in: it holds what came
    before.

    你每次调用都从全零状态开始。应当从传入的状态开始：其中保存着此前的信息。
    """
    outputs, H = _gru(inputs, (torch.zeros_like(state[0]),), params)
    return torch.cat(outputs), (H,)


def gru_every_step_from_the_first_state(inputs, state, params):
    """Every step of yours starts from the state that was passed in, so no step knows of the one before it. Each
    step must start from the H that the last step computed.

    你的每一步都从最初传入的状态出发，于是每一步都不知道上一步发生了什么。每一步都应从上一步算出的 H 出发。
    """
    steps = [_gru(X[None], state, params) for X in inputs]
    return torch.cat([outputs[0] for outputs, _ in steps]), (steps[-1][1],)


def gru_only_the_last_output(inputs, state, params):
    """You return the output of the last step alone. Collect the output of every step and concatenate them.

    你只返回了最后一步的输出。应当收集每一步的输出，再首尾相接。
    """
    outputs, H = _gru(inputs, state, params)
    return outputs[-1], (H,)


def gru_the_first_state_returned(inputs, state, params):
    """Your outputs are right, but the state you return is the one you were given. Return the state after the last
    step.

    你的输出正确，但返回的状态还是传入的那一个。应返回最后一步之后的状态。
    """
    outputs, _ = _gru(inputs, state, params)
    return torch.cat(outputs), state


def gru_state_without_its_tuple(inputs, state, params):
    """You return the state as a bare tensor. It travels as a tuple of one tensor, (H,), so that a model with two
    tensors in its state (an LSTM) can be used in the same way.

    你直接返回了状态张量。状态要以只含一个张量的元组 (H,) 传递，这样状态中有两个张量的模型（如 LSTM）也能同样使用。
    """
    outputs, H = _gru(inputs, state, params)
    return torch.cat(outputs), H


def gru_outputs_as_a_list(inputs, state, params):
    """Your outputs are a list with one tensor for each step. The statement asks for one tensor with the steps one
    below the other: torch.cat(outputs, dim=0).

    你的输出是一个列表，每一步一个张量。题目要求的是一个张量，各步上下相接：torch.cat(outputs, dim=0)。
    """
    outputs, H = _gru(inputs, state, params)
    return outputs, (H,)


def gru_outputs_stacked(inputs, state, params):
    """You stacked the outputs into (num_steps, batch_size, vocab_size). The statement asks for two axes:
    concatenate them along axis 0 with torch.cat.

    你把各步输出堆叠成了 (num_steps, batch_size, vocab_size)。题目要求两个轴：用 torch.cat 沿轴 0 相接。
    """
    outputs, H = _gru(inputs, state, params)
    return torch.stack(outputs), (H,)


def gru_hidden_states_as_outputs(inputs, state, params):
    """Your outputs are the hidden states. Each output still has to pass through the output layer: H @ W_hq + b_q.

    你的输出是隐状态本身。每一步的输出还要经过输出层：H @ W_hq + b_q。
    """
    hidden, last = [], state
    for X in inputs:
        last = (_gru(X[None], last, params)[1],)
        hidden.append(last[0])
    return torch.cat(hidden), last


def gru_cut_between_the_steps(inputs, state, params):
    """Your values are right, but the state is detached between the steps, so no gradient travels back through time.

    你的数值正确，但状态在步与步之间被 detach 了，梯度无法穿过时间往回传。
    """
    outputs = []
    for X in inputs:
        step, H = _gru(X[None], state, params)
        outputs += step
        state = (H.detach(),)
    return torch.cat(outputs), (H,)


def gru_state_overwritten(inputs, state, params):
    """Your values are right, but you write the new state into the tensor that the caller passed in. Bind H to a new
    tensor instead of changing it in place.

    你的数值正确，但你把新状态写进了调用者传入的张量。不要原地修改，应让 H 指向新的张量。
    """
    outputs, H = _gru(inputs, state, params)
    state[0].data.copy_(H.data)
    return torch.cat(outputs), (H,)


def _params(vocab_size, num_hiddens, device, weight=None):
    weight = weight or (lambda *shape: (torch.randn(shape, device=device) * 0.01).requires_grad_())

    def three():
        bias = torch.zeros(num_hiddens, device=device, requires_grad=True)
        return weight(vocab_size, num_hiddens), weight(num_hiddens, num_hiddens), bias

    last = weight(num_hiddens, vocab_size), torch.zeros(vocab_size, device=device, requires_grad=True)
    return [*three(), *three(), *three(), *last]


def get_params_without_gradients(vocab_size, num_hiddens, device):
    """Your parameters do not require a gradient, so nothing can be learned. Call requires_grad_(True) on each.

    你的参数不需要梯度，也就学不到任何东西。请对每个参数调用 requires_grad_(True)。
    """
    return [p.detach() for p in _params(vocab_size, num_hiddens, device)]


def get_params_scaled_after_the_graph_began(vocab_size, num_hiddens, device):
    """You asked for a gradient first and multiplied by 0.01 afterwards. The product is a result, not a leaf: it
    gets no .grad, and no optimizer accepts it. Scale first, then call requires_grad_().

    你先要求了梯度，然后才乘以 0.01。乘积是计算结果而不是叶子张量：它得不到 .grad，优化器也不接受它。应先缩放，
    再调用 requires_grad_()。
    """
    return _params(
        vocab_size,
        num_hiddens,
        device,
        lambda *shape: torch.randn(shape, device=device, requires_grad=True) * 0.01,
    )


def get_params_of_deviation_one(vocab_size, num_hiddens, device):
    """Your weights have standard deviation 1: with so large weights the gates start saturated. Multiply by 0.01.

    你的权重标准差为 1：权重这么大，门一开始就饱和了。请乘以 0.01。
    """
    return _params(vocab_size, num_hiddens, device, lambda *shape: torch.randn(shape, device=device).requires_grad_())


def get_params_all_zero(vocab_size, num_hiddens, device):
    """Your weights start at zero, so all hidden units stay alike for ever. Draw them at random, with deviation
    0.01.

    你的权重从零开始，所有隐藏单元将永远一模一样。请随机抽取，标准差取 0.01。
    """
    return _params(vocab_size, num_hiddens, device, lambda *shape: torch.zeros(shape, device=device).requires_grad_())


def get_params_one_gate_three_times(vocab_size, num_hiddens, device):
    """You drew one set of three and used it for both gates and the candidate: they share their tensors. Draw three
    sets.

    你只抽取了一组参数，更新门、重置门和候选状态共用同样的张量。应当抽取三组。
    """
    params = _params(vocab_size, num_hiddens, device)
    return params[:3] * 3 + params[9:]


def get_params_without_the_output_layer(vocab_size, num_hiddens, device):
    """Your list has nine parameters: W_hq and b_q, the output layer, are missing.

    你的列表中只有九个参数：缺了输出层的 W_hq 和 b_q。
    """
    return _params(vocab_size, num_hiddens, device)[:9]


def init_gru_state_without_its_tuple(batch_size, num_hiddens, device):
    """You return a bare tensor: the parentheses alone make no tuple. Write a comma: (H,).

    你返回的是张量本身：只有括号并不构成元组。请加上逗号：(H,)。
    """
    return torch.zeros(batch_size, num_hiddens, device=device)


def init_gru_state_at_random(batch_size, num_hiddens, device):
    """Your first state is random. Before the first step nothing is known: start from zeros.

    你的初始状态是随机的。第一步之前还一无所知：应从零开始。
    """
    return (torch.randn(batch_size, num_hiddens, device=device),)


def init_gru_state_left_on_the_cpu(batch_size, num_hiddens, device):
    """Your first state ignores the device, so on a GPU it meets parameters that live elsewhere. Pass device=device.

    你的初始状态没有用到 device，在 GPU 上它会与参数处于不同的设备。请写上 device=device。
    """
    return (torch.zeros(batch_size, num_hiddens),)


def gru_concise_an_lstm(vocab_size, num_hiddens):
    """Your layer is an LSTM. The GRU of torch is nn.GRU.

    你的层是 LSTM。torch 的 GRU 是 nn.GRU。"""
    return RNNModel(nn.LSTM(vocab_size, num_hiddens), vocab_size)


def gru_concise_a_plain_rnn(vocab_size, num_hiddens):
    """Your layer is a plain nn.RNN, without gates. The GRU of torch is nn.GRU.

    你的层是没有门的普通 nn.RNN。torch 的 GRU 是 nn.GRU。"""
    return RNNModel(nn.RNN(vocab_size, num_hiddens), vocab_size)


def gru_concise_batch_first(vocab_size, num_hiddens):
    """Your layer takes the examples first (batch_first=True), but RNNModel gives it the steps first.

    你的层以样本为第一个轴（batch_first=True），而 RNNModel 给它的输入以时间步为第一个轴。"""
    return RNNModel(nn.GRU(vocab_size, num_hiddens, batch_first=True), vocab_size)


def gru_concise_sizes_exchanged(vocab_size, num_hiddens):
    """You exchanged the sizes: the layer reads vocab_size numbers and has num_hiddens units.

    你把两个大小弄反了：循环层读入 vocab_size 个数，有 num_hiddens 个单元。"""
    return RNNModel(nn.GRU(num_hiddens, vocab_size), vocab_size)


def gru_concise_two_layers(vocab_size, num_hiddens):
    """Your GRU has two layers. One is asked for.

    你的 GRU 有两层。题目只要一层。"""
    return RNNModel(nn.GRU(vocab_size, num_hiddens, num_layers=2), vocab_size)
