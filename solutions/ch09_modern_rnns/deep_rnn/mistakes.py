"""What goes wrong with several layers, and what we say to whoever wrote it."""

import torch
from torch import nn


def _deep(inputs, state, params, below=None, own=None, read=-1):
    """Right but for the arguments that a mistake changes. Returns the outputs as a list, and the last states as one.

    below(i, X, new, old): the input of layer i, the layer below having gone from old to new. own(i, H, first): the state
    that layer i goes on from. read: the layer that the output reads."""
    *layers, W_hq, b_q = params
    first, state, outputs = list(state), list(state), []
    for X in inputs:
        old = list(state)
        for i in range(len(state)):
            W_xh, W_hh, b_h = layers[3 * i : 3 * i + 3]
            source = X if i == 0 else below(i, state, old) if below else state[i - 1]
            H = own(i, old, first) if own else old[i]
            state[i] = torch.tanh(source @ W_xh + H @ W_hh + b_h)
        outputs.append(state[read] @ W_hq + b_q)
    return outputs, state


def deep_rnn_reads_the_old_state_below(inputs, state, params):
    """Your upper layers read the state of the layer below as it was at the step before. They read the new one, of the same
    step.

    你的上层读入的是下层在上一步的状态。应读入同一步的新状态。"""
    outputs, last = _deep(inputs, state, params, below=lambda i, new, old: old[i - 1])
    return torch.cat(outputs), tuple(last)


def deep_rnn_one_state_for_all(inputs, state, params):
    """All your layers go on from one and the same state, that of the first layer. Each layer has a state of its own.

    你的所有层都从同一个状态（第一层的状态）出发。每一层都有自己的状态。"""
    outputs, last = _deep(inputs, state, params, own=lambda i, old, first: old[0])
    return torch.cat(outputs), tuple(last)


def deep_rnn_upper_layers_forget(inputs, state, params):
    """Your upper layers begin every step from the state that was passed in. Each goes on from its own last state.

    你的上层每一步都从最初传入的状态出发。每一层都应从自己上一步的状态出发。"""
    outputs, last = _deep(inputs, state, params, own=lambda i, old, first: first[i] if i else old[0])
    return torch.cat(outputs), tuple(last)


def deep_rnn_every_step_from_the_first_state(inputs, state, params):
    """Every step of yours starts from the states that were passed in: no step knows of the one before it.

    你的每一步都从最初传入的状态出发：每一步都不知道上一步发生了什么。"""
    outputs, last = _deep(inputs, state, params, own=lambda i, old, first: first[i])
    return torch.cat(outputs), tuple(last)


def deep_rnn_from_zeros(inputs, state, params):
    """You start every call from zeros. Start from the state that is passed in: it holds what came before.

    你每次调用都从零开始。应当从传入的状态开始：其中保存着此前的信息。"""
    outputs, last = _deep(inputs, [torch.zeros_like(H) for H in state], params)
    return torch.cat(outputs), tuple(last)


def deep_rnn_one_layer_for_all(inputs, state, params):
    """You use the weights of the second layer for every layer above it as well. Each layer has three of its own.

    你让第二层以上的各层都用第二层的权重。每一层都有自己的三个参数。"""
    params, n = list(params), len(state)
    layers = params[:3] + params[3:6] * (n - 1)
    outputs, last = _deep(inputs, state, [*layers, *params[-2:]])
    return torch.cat(outputs), tuple(last)


def deep_rnn_output_of_the_first_layer(inputs, state, params):
    """Your output layer reads the first layer. It reads the last one.

    你的输出层读的是第一层。它应读最后一层。"""
    outputs, last = _deep(inputs, state, params, read=0)
    return torch.cat(outputs), tuple(last)


def deep_rnn_last_layer_state_only(inputs, state, params):
    """You return the state of the last layer alone. The next call needs that of every layer.

    你只返回了最后一层的状态。下一次调用需要每一层的状态。"""
    outputs, last = _deep(inputs, state, params)
    return torch.cat(outputs), (last[-1],)


def deep_rnn_states_from_above(inputs, state, params):
    """Your states come back in the reverse order. The first layer's comes first.

    你返回的状态顺序颠倒了。第一层的状态在前。"""
    outputs, last = _deep(inputs, state, params)
    return torch.cat(outputs), tuple(last[::-1])


def deep_rnn_states_in_one_tensor(inputs, state, params):
    """You return the states stacked in one tensor, as nn.RNN does. Here they are a tuple of tensors.

    你像 nn.RNN 那样把各层状态堆叠成一个张量。本题中它们是由张量组成的元组。"""
    outputs, last = _deep(inputs, state, params)
    return torch.cat(outputs), torch.stack(last)


def deep_rnn_outputs_as_a_list(inputs, state, params):
    """Your outputs are a list with one tensor for each step. The statement asks for one tensor with the steps one below
    the other: torch.cat(outputs, dim=0).

    你的输出是一个列表，每一步一个张量。题目要求的是一个张量，各步上下相接：torch.cat(outputs, dim=0)。"""
    outputs, last = _deep(inputs, state, params)
    return outputs, tuple(last)


def deep_rnn_cut_between_the_steps(inputs, state, params):
    """Your values are right, but the state is detached between the steps, so no gradient travels back through time.

    你的数值正确，但状态在步与步之间被 detach 了，梯度无法穿过时间往回传。"""
    outputs = []
    for X in inputs:
        step, last = _deep(X[None], state, params)
        outputs += step
        state = [H.detach() for H in last]
    return torch.cat(outputs), tuple(last)


def deep_rnn_cut_between_the_layers(inputs, state, params):
    """Your values are right, but what goes up from layer to layer is detached: the lower layers learn nothing.

    你的数值正确，但逐层往上传的状态被 detach 了：下面的层学不到任何东西。"""
    outputs, last = _deep(inputs, state, params, below=lambda i, new, old: new[i - 1].detach())
    return torch.cat(outputs), tuple(last)


def deep_rnn_state_overwritten(inputs, state, params):
    """Your values are right, but you write the new states into the tensors that the caller passed in.

    你的数值正确，但你把新状态写进了调用者传入的张量。"""
    outputs, last = _deep(inputs, state, params)
    for old, new in zip(state, last, strict=True):
        old.data.copy_(new.data)
    return torch.cat(outputs), tuple(last)


def _params(vocab_size, num_hiddens, num_layers, device, weight=None, first=None):
    weight = weight or (lambda *shape: (torch.randn(shape, device=device) * 0.01).requires_grad_())

    def bias(size):
        return torch.zeros(size, device=device, requires_grad=True)

    v, h = vocab_size, num_hiddens
    sizes = [v] + [first or h] * (num_layers - 1)
    layers = [p for size in sizes for p in (weight(size, h), weight(h, h), bias(h))]
    return [*layers, weight(h, v), bias(v)]


def get_deep_rnn_params_every_layer_reads_tokens(vocab_size, num_hiddens, num_layers, device):
    """Your upper layers read vocab_size numbers. They read the hidden states of the layer below: num_hiddens.

    你的上层读入 vocab_size 个数。它们读入的是下层的隐状态：num_hiddens 个数。"""
    return _params(vocab_size, num_hiddens, num_layers, device, first=vocab_size)


def get_deep_rnn_params_without_gradients(vocab_size, num_hiddens, num_layers, device):
    """Your parameters do not require a gradient, so nothing can be learned. Call requires_grad_(True) on each.

    你的参数不需要梯度，也就学不到任何东西。请对每个参数调用 requires_grad_(True)。"""
    return [p.detach() for p in _params(vocab_size, num_hiddens, num_layers, device)]


def get_deep_rnn_params_of_deviation_one(vocab_size, num_hiddens, num_layers, device):
    """Your weights have standard deviation 1. Multiply by 0.01.

    你的权重标准差为 1。请乘以 0.01。"""
    return _params(
        vocab_size, num_hiddens, num_layers, device, lambda *s: torch.randn(s, device=device).requires_grad_()
    )


def get_deep_rnn_params_one_layer_repeated(vocab_size, num_hiddens, num_layers, device):
    """You drew one upper layer and put it into the list again and again: the layers share their tensors. Draw each anew.

    你只抽取了一个上层，又把它反复放进列表：各层共用同样的张量。每一层都应重新抽取。"""
    params = _params(vocab_size, num_hiddens, max(num_layers, 2), device)
    return params[:3] + params[3:6] * (num_layers - 1) + params[-2:]


def get_deep_rnn_params_in_lists(vocab_size, num_hiddens, num_layers, device):
    """Your list holds a list for each layer. It is one flat list of tensors.

    你的列表中每层又是一个列表。应是一个由张量组成的、不嵌套的列表。"""
    params = _params(vocab_size, num_hiddens, num_layers, device)
    return [params[3 * i : 3 * i + 3] for i in range(num_layers)] + params[-2:]


def init_deep_rnn_state_for_one_layer(batch_size, num_hiddens, num_layers, device):
    """Your state has one tensor. Each layer has one of its own.

    你的状态只有一个张量。每一层都有自己的一个。"""
    return (torch.zeros(batch_size, num_hiddens, device=device),)


def init_deep_rnn_state_in_one_tensor(batch_size, num_hiddens, num_layers, device):
    """Your state is one tensor with an axis for the layers, as nn.RNN's. Here it is a tuple of tensors.

    你的状态是一个张量，用一个轴来区分各层，和 nn.RNN 一样。本题中它是由张量组成的元组。"""
    return torch.zeros(num_layers, batch_size, num_hiddens, device=device)


def init_deep_rnn_state_left_on_the_cpu(batch_size, num_hiddens, num_layers, device):
    """Your first state ignores the device. Pass device=device.

    你的初始状态没有用到 device。请写上 device=device。"""
    return tuple(torch.zeros(batch_size, num_hiddens) for _ in range(num_layers))


def deep_lstm_one_layer(vocab_size, num_hiddens, num_layers=2):
    """num_layers has no effect: your LSTM has one layer. Hand the number on to nn.LSTM.

    num_layers 没有起作用：你的 LSTM 只有一层。请把层数传给 nn.LSTM。"""
    return RNNModel(nn.LSTM(vocab_size, num_hiddens), vocab_size)


def deep_lstm_always_two(vocab_size, num_hiddens, num_layers=2):
    """Your LSTM has two layers, whatever num_layers says.

    无论 num_layers 是多少，你的 LSTM 都是两层。"""
    return RNNModel(nn.LSTM(vocab_size, num_hiddens, 2), vocab_size)


def deep_lstm_two_directions(vocab_size, num_hiddens, num_layers=2):
    """Your layer reads in both directions. Several layers are asked for, one direction.

    你的层是双向的。题目要的是多层、单向。"""
    return RNNModel(nn.LSTM(vocab_size, num_hiddens, num_layers, bidirectional=True), vocab_size)


def deep_lstm_a_gru(vocab_size, num_hiddens, num_layers=2):
    """Your layer is a GRU. The LSTM of torch is nn.LSTM.

    你的层是 GRU。torch 的 LSTM 是 nn.LSTM。"""
    return RNNModel(nn.GRU(vocab_size, num_hiddens, num_layers), vocab_size)


def deep_lstm_batch_first(vocab_size, num_hiddens, num_layers=2):
    """Your layer takes the examples first (batch_first=True), but RNNModel gives it the steps first.

    你的层以样本为第一个轴（batch_first=True），而 RNNModel 给它的输入以时间步为第一个轴。"""
    return RNNModel(nn.LSTM(vocab_size, num_hiddens, num_layers, batch_first=True), vocab_size)
