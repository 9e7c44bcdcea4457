import torch
from torch import nn
from torch.nn import functional as F


class _Model(nn.Module):
    """A right model; what a mistake changes is overridden."""

    def __init__(self, rnn_layer, vocab_size, **kwargs):
        super().__init__(**kwargs)
        self.rnn, self.vocab_size = rnn_layer, vocab_size
        self.num_directions = 2 if rnn_layer.bidirectional else 1
        self.linear = nn.Linear(self.width(), vocab_size)

    def width(self):
        return self.num_directions * self.rnn.hidden_size

    def one_hot(self, inputs):
        return F.one_hot(inputs.T.long(), self.vocab_size).float()

    def forward(self, inputs, state):
        Y, state = self.rnn(self.one_hot(inputs), state)
        return self.scores(Y), state

    def scores(self, Y):
        return self.linear(Y.reshape(-1, Y.shape[-1]))

    def begin_state(self, device, batch_size=1):
        state = torch.zeros(self.depth(), batch_size, self.rnn.hidden_size, device=device)
        return (state, state.clone()) if isinstance(self.rnn, nn.LSTM) else state

    def depth(self):
        return self.num_directions * self.rnn.num_layers


class RNNModel_batch_first(_Model):
    """You feed the layer with the examples first. It expects the steps first: transpose the tokens.

    你喂给循环层的输入以样本为第一个轴。它要求时间步在前：请转置词元。"""

    def one_hot(self, inputs):
        return F.one_hot(inputs.long(), self.vocab_size).float()


class RNNModel_reshaped(_Model):
    """You reshaped the tokens to (num_steps, batch_size): that mixes the texts. A transpose is what exchanges the axes.

    你用 reshape 把词元变成 (num_steps, batch_size)：这会把各个文本搅在一起。交换两个轴要用转置。"""

    def one_hot(self, inputs):
        return F.one_hot(inputs.reshape(inputs.shape[1], -1).long(), self.vocab_size).float()


class RNNModel_linear_for_one_direction(_Model):
    """Your output layer takes hidden_size numbers. A layer with two directions gives twice as many at each step.

    你的输出层只接收 hidden_size 个数。双向的循环层每一步给出两倍那么多。"""

    def width(self):
        return self.rnn.hidden_size


class RNNModel_ignores_the_state(_Model):
    """You call the layer without the state: it starts from zeros each time.

    你调用循环层时没有传入状态：它每次都从零开始。"""

    def forward(self, inputs, state):
        Y, state = self.rnn(self.one_hot(inputs))
        return self.scores(Y), state


class RNNModel_returns_the_old_state(_Model):
    """You return the state that came in. Return the one that the layer gives back.

    你返回的是传入的状态。应返回循环层给出的新状态。"""

    def forward(self, inputs, state):
        return super().forward(inputs, state)[0], state


class RNNModel_last_step_only(_Model):
    """You give scores for the last step alone. Every step has its own prediction.

    你只给出了最后一步的得分。每一步都有自己的预测。"""

    def scores(self, Y):
        return self.linear(Y[-1])


class RNNModel_text_after_text(_Model):
    """Your scores stand text after text. They are asked for step after step: the steps are on the first axis of Y already.

    你的得分是逐个文本排列的。题目要求逐个时间步排列：Y 的第一个轴已经是时间步。"""

    def scores(self, Y):
        return super().scores(Y.transpose(0, 1))


class RNNModel_with_softmax(_Model):
    """You put a softmax behind the output layer. The cross-entropy of torch wants scores, and takes the softmax itself.

    你在输出层之后加了 softmax。torch 的交叉熵要的是得分，它自己会做 softmax。"""

    def scores(self, Y):
        return torch.softmax(super().scores(Y), dim=1)


class RNNModel_three_axes(_Model):
    """Your scores have three axes, (num_steps, batch_size, vocab_size). Put the steps one below the other.

    你的得分有三个轴：(num_steps, batch_size, vocab_size)。请把各时间步上下相接。"""

    def scores(self, Y):
        return self.linear(Y)


class RNNModel_state_of_one_layer(_Model):
    """Your first state has room for one layer. A layer of torch's may have several: rnn.num_layers.

    你的初始状态只够一层用。torch 的循环层可能有多层：rnn.num_layers。"""

    def depth(self):
        return self.num_directions


class RNNModel_state_of_one_direction(_Model):
    """Your first state has room for one direction. With two, there are twice as many states.

    你的初始状态只够一个方向用。双向时状态数要加倍。"""

    def depth(self):
        return self.rnn.num_layers


class RNNModel_one_tensor_for_an_lstm(_Model):
    """For an LSTM you give one tensor. Its state is a tuple of two: the hidden state and the memory cell.

    对 LSTM 你只给出一个张量。它的状态是含两个张量的元组：隐状态和记忆元。"""

    def begin_state(self, device, batch_size=1):
        return torch.zeros(self.depth(), batch_size, self.rnn.hidden_size, device=device)


class RNNModel_random_state(_Model):
    """Your first state is random. Before the first step nothing is known: zeros.

    你的初始状态是随机的。第一步之前还一无所知：应为零。"""

    def begin_state(self, device, batch_size=1):
        state = super().begin_state(device, batch_size)
        return tuple(map(torch.randn_like, state)) if isinstance(state, tuple) else torch.randn_like(state)


class RNNModel_a_layer_of_its_own(_Model):
    """You make a layer of your own and leave the given one aside. The given one is the model's: self.rnn = rnn_layer.

    你自己新建了循环层，把传入的那个丢在一边。传入的循环层才是模型的：self.rnn = rnn_layer。"""

    def __init__(self, rnn_layer, vocab_size, **kwargs):
        one = dict(num_layers=rnn_layer.num_layers, bidirectional=rnn_layer.bidirectional)
        super().__init__(type(rnn_layer)(vocab_size, rnn_layer.hidden_size, **one), vocab_size, **kwargs)


class RNNModel_tokens_of_64_bits_only(_Model):
    """F.one_hot takes int64 only, and tokens may be int32 here: call .long() on them.

    F.one_hot 只接受 int64，而这里的词元可能是 int32：请先调用 .long()。"""

    def one_hot(self, inputs):
        return F.one_hot(inputs.T, self.vocab_size).float()


class RNNModel_state_left_on_the_cpu(_Model):
    """Your first state ignores the device. Pass device=device.

    你的初始状态没有用到 device。请写上 device=device。"""

    def begin_state(self, device, batch_size=1):
        return super().begin_state("cpu", batch_size)
