"""What goes wrong with an LSTM, and what we say to whoever wrote it."""

import torch
from torch import nn


def _lstm(inputs, state, params, order="ifoc", candidate=torch.tanh, cell=None, hidden=None):
    """A right LSTM but for the arguments that a mistake changes. Returns the outputs as a list, and the last state."""
    place = {gate: params[3 * k : 3 * k + 3] for k, gate in enumerate(order)}
    W_hq, b_q = params[12:]
    (H, C), outputs = state, []
    for X in inputs:
        sums = {gate: X @ W_x + H @ W_h + b for gate, (W_x, W_h, b) in place.items()}
        I, F, O = (torch.sigmoid(sums[gate]) for gate in "ifo")  # noqa: E741 - the book's names
        C_tilde = candidate(sums["c"])
        C = cell(I, F, C, C_tilde) if cell else F * C + I * C_tilde
        H = hidden(O, C) if hidden else O * torch.tanh(C)
        outputs.append(H @ W_hq + b_q)
    return outputs, (H, C)


def _joined(outputs, state):
    return torch.cat(outputs), state


def lstm_gates_in_the_order_of_torch(inputs, state, params):
    """You take the parameters in the order of nn.LSTM: input, forget, candidate, output. Here the output gate comes third
    and the candidate last.

    你按 nn.LSTM 的顺序取参数：输入、遗忘、候选、输出。本题中第三组属于输出门，最后一组才属于候选记忆元。"""
    return _joined(*_lstm(inputs, state, params, order="ifco"))


def lstm_input_and_forget_exchanged(inputs, state, params):
    """Your input and forget gates have changed places: the first three parameters belong to the input gate, the next three
    to the forget gate.

    你的输入门和遗忘门互换了：前三个参数属于输入门，接下来三个属于遗忘门。"""
    return _joined(*_lstm(inputs, state, params, order="fioc"))


def lstm_without_the_second_tanh(inputs, state, params):
    """Your hidden state is O * C: the tanh around the memory cell is missing, and H can leave the range from -1 to 1.

    你的隐状态是 O * C：缺了记忆元外面的 tanh，H 会超出 -1 到 1 的范围。"""
    return _joined(*_lstm(inputs, state, params, hidden=lambda gate, C: gate * C))


def lstm_candidate_by_sigmoid(inputs, state, params):
    """Your candidate cell goes through a sigmoid, as the gates do. It goes through tanh.

    你的候选记忆元与门一样用了 sigmoid。它应当用 tanh。"""
    return _joined(*_lstm(inputs, state, params, candidate=torch.sigmoid))


def lstm_one_gate_for_both(inputs, state, params):
    """You mix (1 - I) * C + I * C_tilde, as a GRU does. In an LSTM the forget gate F says what stays.

    你的写法是 (1 - I) * C + I * C_tilde，像 GRU 那样。在 LSTM 中，由遗忘门 F 决定保留多少。"""
    return _joined(*_lstm(inputs, state, params, cell=lambda i, f, old, new: (1 - i) * old + i * new))


def lstm_without_the_forget_gate(inputs, state, params):
    """Your cell is C + I * C_tilde: nothing is ever forgotten. Multiply the old cell by F.

    你的记忆元是 C + I * C_tilde：什么都不会被遗忘。应把旧的记忆元乘以 F。"""
    return _joined(*_lstm(inputs, state, params, cell=lambda i, f, old, new: old + i * new))


def lstm_without_the_old_cell(inputs, state, params):
    """Your cell is I * C_tilde: the part F * C, which carries the past on, is missing.

    你的记忆元是 I * C_tilde：缺了 F * C 这一部分，而过去正是靠它传下去的。"""
    return _joined(*_lstm(inputs, state, params, cell=lambda i, f, old, new: i * new))


def lstm_hidden_state_for_the_cell(inputs, state, params):
    """Your forget gate acts on the hidden state H. What it keeps is the memory cell C.

    你的遗忘门作用在隐状态 H 上。它要保留的是记忆元 C。"""
    H, C = state
    outputs = []
    for X in inputs:
        step, (new_H, C) = _lstm(X[None], (H, H), params)
        outputs += step
        H = new_H
    return torch.cat(outputs), (H, C)


def lstm_state_the_other_way_round(inputs, state, params):
    """You return (C, H). The hidden state comes first: (H, C).

    你返回的是 (C, H)。隐状态在前：(H, C)。"""
    outputs, (H, C) = _lstm(inputs, state, params)
    return torch.cat(outputs), (C, H)


def lstm_takes_the_state_the_other_way_round(inputs, state, params):
    """You read the state as (C, H). The hidden state comes first: (H, C).

    你把传入的状态读成了 (C, H)。隐状态在前：(H, C)。"""
    return _joined(*_lstm(inputs, state[::-1], params))


def lstm_only_one_state_returned(inputs, state, params):
    """You return H alone. Whoever goes on needs the memory cell as well: (H, C).

    你只返回了 H。要接着算下去还需要记忆元：(H, C)。"""
    outputs, (H, _) = _lstm(inputs, state, params)
    return torch.cat(outputs), (H,)


def lstm_from_zeros(inputs, state, params):
    """You start every call from zeros. Start from the state that is passed in: it holds what came before.

    你每次调用都从零开始。应当从传入的状态开始：其中保存着此前的信息。"""
    return _joined(*_lstm(inputs, tuple(torch.zeros_like(s) for s in state), params))


def lstm_every_step_from_the_first_state(inputs, state, params):
    """Every step of yours starts from the state that was passed in, so no step knows of the one before it.

    你的每一步都从最初传入的状态出发，于是每一步都不知道上一步发生了什么。"""
    steps = [_lstm(X[None], state, params) for X in inputs]
    return torch.cat([outputs[0] for outputs, _ in steps]), steps[-1][1]


def lstm_outputs_from_the_cell(inputs, state, params):
    """Your outputs are C @ W_hq + b_q. The output layer reads the hidden state H; the cell stays inside.

    你的输出是 C @ W_hq + b_q。输出层读的是隐状态 H；记忆元只在内部使用。"""
    outputs = []
    for X in inputs:
        _, state = _lstm(X[None], state, params)
        outputs.append(state[1] @ params[12] + params[13])
    return torch.cat(outputs), state


def lstm_only_the_last_output(inputs, state, params):
    """You return the output of the last step alone. Collect the output of every step and concatenate them.

    你只返回了最后一步的输出。应当收集每一步的输出，再首尾相接。"""
    outputs, state = _lstm(inputs, state, params)
    return outputs[-1], state


def lstm_outputs_as_a_list(inputs, state, params):
    """Your outputs are a list with one tensor for each step. The statement asks for one tensor with the steps one below
    the other: torch.cat(outputs, dim=0).

    你的输出是一个列表，每一步一个张量。题目要求的是一个张量，各步上下相接：torch.cat(outputs, dim=0)。"""
    return _lstm(inputs, state, params)


def lstm_outputs_stacked(inputs, state, params):
    """You stacked the outputs into (num_steps, batch_size, vocab_size). The statement asks for two axes: concatenate them
    along axis 0 with torch.cat.

    你把各步输出堆叠成了 (num_steps, batch_size, vocab_size)。题目要求两个轴：用 torch.cat 沿轴 0 相接。"""
    outputs, state = _lstm(inputs, state, params)
    return torch.stack(outputs), state


def lstm_cut_between_the_steps(inputs, state, params):
    """Your values are right, but the state is detached between the steps, so no gradient travels back through time.

    你的数值正确，但状态在步与步之间被 detach 了，梯度无法穿过时间往回传。"""
    outputs = []
    for X in inputs:
        step, last = _lstm(X[None], state, params)
        outputs += step
        state = tuple(s.detach() for s in last)
    return torch.cat(outputs), last


def lstm_state_overwritten(inputs, state, params):
    """Your values are right, but you write the new state into the tensors that the caller passed in. Bind H and C to new
    tensors instead of changing them in place.

    你的数值正确，但你把新状态写进了调用者传入的张量。不要原地修改，应让 H 和 C 指向新的张量。"""
    outputs, last = _lstm(inputs, state, params)
    for old, new in zip(state, last, strict=True):
        old.data.copy_(new.data)
    return torch.cat(outputs), last


def _params(vocab_size, num_hiddens, device, weight=None):
    weight = weight or (lambda *shape: (torch.randn(shape, device=device) * 0.01).requires_grad_())

    def three():
        bias = torch.zeros(num_hiddens, device=device, requires_grad=True)
        return weight(vocab_size, num_hiddens), weight(num_hiddens, num_hiddens), bias

    last = weight(num_hiddens, vocab_size), torch.zeros(vocab_size, device=device, requires_grad=True)
    return [*three(), *three(), *three(), *three(), *last]


def get_lstm_params_without_gradients(vocab_size, num_hiddens, device):
    """Your parameters do not require a gradient, so nothing can be learned. Call requires_grad_(True) on each.

    你的参数不需要梯度，也就学不到任何东西。请对每个参数调用 requires_grad_(True)。"""
    return [p.detach() for p in _params(vocab_size, num_hiddens, device)]


def get_lstm_params_scaled_after_the_graph_began(vocab_size, num_hiddens, device):
    """You asked for a gradient first and multiplied by 0.01 afterwards. The product is a result, not a leaf: it gets no
    .grad, and no optimizer accepts it. Scale first, then call requires_grad_().

    你先要求了梯度，然后才乘以 0.01。乘积是计算结果而不是叶子张量：它得不到 .grad，优化器也不接受它。应先缩放，
    再调用 requires_grad_()。"""
    return _params(
        vocab_size, num_hiddens, device, lambda *shape: torch.randn(shape, device=device, requires_grad=True) * 0.01
    )


def get_lstm_params_of_deviation_one(vocab_size, num_hiddens, device):
    """Your weights have standard deviation 1: with so large weights the gates start saturated. Multiply by 0.01.

    你的权重标准差为 1：权重这么大，门一开始就饱和了。请乘以 0.01。"""
    return _params(vocab_size, num_hiddens, device, lambda *shape: torch.randn(shape, device=device).requires_grad_())


def get_lstm_params_one_gate_four_times(vocab_size, num_hiddens, device):
    """You drew one set of three and used it for all gates and the candidate: they share their tensors. Draw four sets.

    你只抽取了一组参数，三个门和候选记忆元共用同样的张量。应当抽取四组。"""
    params = _params(vocab_size, num_hiddens, device)
    return params[:3] * 4 + params[12:]


def get_lstm_params_of_a_gru(vocab_size, num_hiddens, device):
    """Your list has eleven parameters, as a GRU's: an LSTM has three gates and a candidate, so four sets of three.

    你的列表中只有十一个参数，那是 GRU 的个数：LSTM 有三个门和一个候选记忆元，因此是四组，每组三个。"""
    return _params(vocab_size, num_hiddens, device)[3:]


def init_lstm_state_of_a_gru(batch_size, num_hiddens, device):
    """Your state has one tensor. An LSTM has a memory cell besides its hidden state: (H, C).

    你的状态只有一个张量。除隐状态外，LSTM 还有记忆元：(H, C)。"""
    return (torch.zeros(batch_size, num_hiddens, device=device),)


def init_lstm_state_in_one_tensor(batch_size, num_hiddens, device):
    """Your state is one tensor with an axis for H and C. It is a tuple of two tensors.

    你的状态是一个张量，用一个轴来区分 H 和 C。它应是含两个张量的元组。"""
    return torch.zeros(2, batch_size, num_hiddens, device=device)


def init_lstm_state_at_random(batch_size, num_hiddens, device):
    """Your first state is random. Before the first step nothing is known: start from zeros.

    你的初始状态是随机的。第一步之前还一无所知：应从零开始。"""
    return torch.randn(batch_size, num_hiddens, device=device), torch.zeros(batch_size, num_hiddens, device=device)


def init_lstm_state_left_on_the_cpu(batch_size, num_hiddens, device):
    """Your first state ignores the device, so on a GPU it meets parameters that live elsewhere. Pass device=device.

    你的初始状态没有用到 device，在 GPU 上它会与参数处于不同的设备。请写上 device=device。"""
    return torch.zeros(batch_size, num_hiddens), torch.zeros(batch_size, num_hiddens)


def lstm_concise_a_gru(vocab_size, num_hiddens):
    """Your layer is a GRU. The LSTM of torch is nn.LSTM.

    你的层是 GRU。torch 的 LSTM 是 nn.LSTM。"""
    return RNNModel(nn.GRU(vocab_size, num_hiddens), vocab_size)


def lstm_concise_batch_first(vocab_size, num_hiddens):
    """Your layer takes the examples first (batch_first=True), but RNNModel gives it the steps first.

    你的层以样本为第一个轴（batch_first=True），而 RNNModel 给它的输入以时间步为第一个轴。"""
    return RNNModel(nn.LSTM(vocab_size, num_hiddens, batch_first=True), vocab_size)


def lstm_concise_sizes_exchanged(vocab_size, num_hiddens):
    """You exchanged the sizes: the layer reads vocab_size numbers and has num_hiddens units.

    你把两个大小弄反了：循环层读入 vocab_size 个数，有 num_hiddens 个单元。"""
    return RNNModel(nn.LSTM(num_hiddens, vocab_size), vocab_size)


def lstm_concise_two_layers(vocab_size, num_hiddens):
    """Your LSTM has two layers. One is asked for here; the next section has more.

    你的 LSTM 有两层。这里只要一层；下一节才有多层。"""
    return RNNModel(nn.LSTM(vocab_size, num_hiddens, num_layers=2), vocab_size)


def lstm_concise_without_biases(vocab_size, num_hiddens):
    """Your LSTM has no biases: bias=False takes them away.

    你的 LSTM 没有偏置：bias=False 把它们去掉了。"""
    return RNNModel(nn.LSTM(vocab_size, num_hiddens, bias=False), vocab_size)
