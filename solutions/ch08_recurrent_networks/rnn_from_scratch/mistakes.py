"""What goes wrong with a recurrent network from scratch, and what we say to whoever wrote it."""

import math
import time

import torch
from torch import nn
from torch.nn import functional as F


def _rnn(inputs, state, params, activation=torch.tanh):
    """Right but for the activation. Returns the outputs as a list, and the last state."""
    W_xh, W_hh, b_h, W_hq, b_q = params
    H, outputs = state[0], []
    for X in inputs:
        H = activation(X @ W_xh + H @ W_hh + b_h)
        outputs.append(H @ W_hq + b_q)
    return outputs, H


def rnn_every_step_from_the_first_state(inputs, state, params):
    """Every step of yours starts from the state that was passed in, so no step knows of the one before it. Each step
    must start from the H that the last step computed.

    你的每一步都从最初传入的状态出发，于是每一步都不知道上一步发生了什么。每一步都应从上一步算出的 H 出发。"""
    steps = [_rnn(X[None], state, params) for X in inputs]
    return torch.cat([outputs[0] for outputs, _ in steps]), (steps[-1][1],)


def rnn_from_zeros(inputs, state, params):
    """You start every call from a state of zeros. Start from the state that is passed in: it holds what came before.

    你每次调用都从全零状态开始。应当从传入的状态开始：其中保存着此前的信息。"""
    outputs, H = _rnn(inputs, (torch.zeros_like(state[0]),), params)
    return torch.cat(outputs), (H,)


def rnn_without_the_tanh(inputs, state, params):
    """Your hidden state is a sum without an activation: the tanh is missing, and all steps together are one linear map.

    你的隐状态只是一个和，没有激活函数：缺了 tanh，所有时间步合起来只是一个线性映射。"""
    outputs, H = _rnn(inputs, state, params, lambda H: H)
    return torch.cat(outputs), (H,)


def rnn_with_relu(inputs, state, params):
    """Your activation is a ReLU. Here it is the tanh, which keeps the state between -1 and 1.

    你的激活函数是 ReLU。本题用 tanh，它把状态保持在 -1 与 1 之间。"""
    outputs, H = _rnn(inputs, state, params, torch.relu)
    return torch.cat(outputs), (H,)


def rnn_with_sigmoid(inputs, state, params):
    """Your activation is a sigmoid. Here it is the tanh.

    你的激活函数是 sigmoid。本题用 tanh。"""
    outputs, H = _rnn(inputs, state, params, torch.sigmoid)
    return torch.cat(outputs), (H,)


def rnn_tanh_on_the_output(inputs, state, params):
    """You put a tanh around the output as well. The output layer is linear: H @ W_hq + b_q.

    你在输出外面也套了 tanh。输出层是线性的：H @ W_hq + b_q。"""
    outputs, H = _rnn(inputs, state, params)
    return torch.tanh(torch.cat(outputs)), (H,)


def rnn_examples_for_steps(inputs, state, params):
    """You loop over axis 1, the examples. The steps are on axis 0: for X in inputs.

    你沿轴 1（样本）循环。时间步在轴 0：for X in inputs。"""
    outputs, H = _rnn(inputs.transpose(0, 1), (state[0][:1].expand(inputs.shape[0], -1),), params)
    return torch.cat(outputs), (H,)


def rnn_only_the_last_output(inputs, state, params):
    """You return the output of the last step alone. Collect the output of every step and concatenate them.

    你只返回了最后一步的输出。应当收集每一步的输出，再首尾相接。"""
    outputs, H = _rnn(inputs, state, params)
    return outputs[-1], (H,)


def rnn_the_first_state_returned(inputs, state, params):
    """Your outputs are right, but the state you return is the one you were given. Return the one after the last step.

    你的输出正确，但返回的状态还是传入的那一个。应返回最后一步之后的状态。"""
    outputs, _ = _rnn(inputs, state, params)
    return torch.cat(outputs), state


def rnn_state_without_its_tuple(inputs, state, params):
    """You return the state as a bare tensor. It travels as a tuple of one tensor, (H,), so that a model with two tensors
    in its state (an LSTM) can be used in the same way.

    你直接返回了状态张量。状态要以只含一个张量的元组 (H,) 传递，这样状态中有两个张量的模型（如 LSTM）也能同样使用。"""
    outputs, H = _rnn(inputs, state, params)
    return torch.cat(outputs), H


def rnn_outputs_as_a_list(inputs, state, params):
    """Your outputs are a list with one tensor for each step. The statement asks for one tensor with the steps one below
    the other: torch.cat(outputs, dim=0).

    你的输出是一个列表，每一步一个张量。题目要求的是一个张量，各步上下相接：torch.cat(outputs, dim=0)。"""
    outputs, H = _rnn(inputs, state, params)
    return outputs, (H,)


def rnn_outputs_stacked(inputs, state, params):
    """You stacked the outputs into (num_steps, batch_size, vocab_size). The statement asks for two axes: concatenate them
    along axis 0 with torch.cat.

    你把各步输出堆叠成了 (num_steps, batch_size, vocab_size)。题目要求两个轴：用 torch.cat 沿轴 0 相接。"""
    outputs, H = _rnn(inputs, state, params)
    return torch.stack(outputs), (H,)


def rnn_cut_between_the_steps(inputs, state, params):
    """Your values are right, but the state is detached between the steps, so no gradient travels back through time.

    你的数值正确，但状态在步与步之间被 detach 了，梯度无法穿过时间往回传。"""
    outputs = []
    for X in inputs:
        step, H = _rnn(X[None], state, params)
        outputs += step
        state = (H.detach(),)
    return torch.cat(outputs), (H,)


def rnn_state_overwritten(inputs, state, params):
    """Your values are right, but you write the new state into the tensor that the caller passed in. Bind H to a new
    tensor instead of changing it in place.

    你的数值正确，但你把新状态写进了调用者传入的张量。不要原地修改，应让 H 指向新的张量。"""
    outputs, H = _rnn(inputs, state, params)
    state[0].data.copy_(H.data)
    return torch.cat(outputs), (H,)


def _params(vocab_size, num_hiddens, device, weight=None):
    weight = weight or (lambda *shape: (torch.randn(shape, device=device) * 0.01).requires_grad_())
    shapes = (vocab_size, num_hiddens), (num_hiddens, num_hiddens), (num_hiddens, vocab_size)
    W_xh, W_hh, W_hq = (weight(*shape) for shape in shapes)
    b_h, b_q = (torch.zeros(size, device=device, requires_grad=True) for size in (num_hiddens, vocab_size))
    return [W_xh, W_hh, b_h, W_hq, b_q]


def get_params_without_gradients(vocab_size, num_hiddens, device):
    """Your parameters do not require a gradient, so nothing can be learned. Call requires_grad_(True) on each.

    你的参数不需要梯度，也就学不到任何东西。请对每个参数调用 requires_grad_(True)。"""
    return [p.detach() for p in _params(vocab_size, num_hiddens, device)]


def get_params_scaled_after_the_graph_began(vocab_size, num_hiddens, device):
    """You asked for a gradient first and multiplied by 0.01 afterwards. The product is a result, not a leaf: it gets no
    .grad, and no optimizer accepts it. Scale first, then call requires_grad_().

    你先要求了梯度，然后才乘以 0.01。乘积是计算结果而不是叶子张量：它得不到 .grad，优化器也不接受它。应先缩放，
    再调用 requires_grad_()。"""
    return _params(
        vocab_size, num_hiddens, device, lambda *shape: torch.randn(shape, device=device, requires_grad=True) * 0.01
    )


def get_params_of_deviation_one(vocab_size, num_hiddens, device):
    """Your weights have standard deviation 1: with so large weights the tanh starts saturated. Multiply by 0.01.

    你的权重标准差为 1：权重这么大，tanh 一开始就饱和了。请乘以 0.01。"""
    return _params(vocab_size, num_hiddens, device, lambda *shape: torch.randn(shape, device=device).requires_grad_())


def get_params_uniform(vocab_size, num_hiddens, device):
    """Your weights are drawn evenly between 0 and 0.01 (torch.rand). They are normally distributed: torch.randn.

    你的权重在 0 与 0.01 之间均匀抽取（torch.rand）。应服从正态分布：torch.randn。"""
    return _params(
        vocab_size, num_hiddens, device, lambda *shape: (0.01 * torch.rand(shape, device=device)).requires_grad_()
    )


def get_params_random_biases(vocab_size, num_hiddens, device):
    """Your biases start at random. They start at zero.

    你的偏置初值是随机的。应从零开始。"""
    params = _params(vocab_size, num_hiddens, device)
    return [(0.01 * torch.randn_like(p)).requires_grad_() if p.dim() == 1 else p for p in params]


def get_params_without_the_output_layer(vocab_size, num_hiddens, device):
    """Your list has three parameters: W_hq and b_q, the output layer, are missing.

    你的列表中只有三个参数：缺了输出层的 W_hq 和 b_q。"""
    return _params(vocab_size, num_hiddens, device)[:3]


def get_params_left_on_the_cpu(vocab_size, num_hiddens, device):
    """Your parameters ignore the device, so on a GPU they meet inputs that live elsewhere. Pass device=device.

    你的参数没有用到 device，在 GPU 上它们会与输入处于不同的设备。请写上 device=device。"""
    return _params(vocab_size, num_hiddens, "cpu")


def init_rnn_state_without_its_tuple(batch_size, num_hiddens, device):
    """You return a bare tensor: the parentheses alone make no tuple. Write a comma: (H,).

    你返回的是张量本身：只有括号并不构成元组。请加上逗号：(H,)。"""
    return torch.zeros(batch_size, num_hiddens, device=device)


def init_rnn_state_at_random(batch_size, num_hiddens, device):
    """Your first state is random. Before the first step nothing is known: start from zeros.

    你的初始状态是随机的。第一步之前还一无所知：应从零开始。"""
    return (torch.randn(batch_size, num_hiddens, device=device),)


def init_rnn_state_sizes_exchanged(batch_size, num_hiddens, device):
    """Your state has the shape (num_hiddens, batch_size). The examples come first: (batch_size, num_hiddens).

    你的状态形状为 (num_hiddens, batch_size)。样本在前：(batch_size, num_hiddens)。"""
    return (torch.zeros(num_hiddens, batch_size, device=device),)


class _Model:
    """A right model; what a mistake changes is overridden."""

    def __init__(self, vocab_size, num_hiddens, device, get_params, init_state, forward_fn):
        self.vocab_size, self.num_hiddens = vocab_size, num_hiddens
        self.params = get_params(vocab_size, num_hiddens, device)
        self.get_params, self.init_state, self.forward_fn = get_params, init_state, forward_fn

    def __call__(self, X, state):
        return self.forward_fn(self.inputs(X), state, self.params)

    def inputs(self, X):
        return F.one_hot(X.T, self.vocab_size).float()

    def begin_state(self, batch_size, device):
        return self.init_state(batch_size, self.num_hiddens, device)


class RNNModelScratch_batch_first(_Model):
    """Your inputs have the examples on axis 0: forward_fn would walk over examples instead of steps. Transpose X first.

    你的输入中轴 0 是样本：forward_fn 会沿样本而不是沿时间步前进。请先转置 X。"""

    def inputs(self, X):
        return F.one_hot(X, self.vocab_size).float()


class RNNModelScratch_reshaped(_Model):
    """You reshaped X to (num_steps, batch_size). That mixes the texts: a transpose is what exchanges the axes.

    你用 reshape 把 X 变成 (num_steps, batch_size)。这会把各个文本搅在一起：交换两个轴要用转置。"""

    def inputs(self, X):
        return F.one_hot(X.reshape(X.shape[1], X.shape[0]), self.vocab_size).float()


class RNNModelScratch_integers(_Model):
    """Your one-hot vectors are int64, as one_hot gives them: they cannot be multiplied by float32 weights. Convert them.

    你的独热向量是 one_hot 给出的 int64，无法与 float32 的权重相乘。请转换类型。"""

    def inputs(self, X):
        return F.one_hot(X.T, self.vocab_size)


class RNNModelScratch_as_many_as_it_sees(_Model):
    """Your one-hot vectors are only as long as the largest token of X asks for. Give one_hot the size of the vocabulary.

    你的独热向量长度只取决于 X 中最大的词元。请把词表大小传给 one_hot。"""

    def inputs(self, X):
        return F.one_hot(X.T).float()


class RNNModelScratch_forgets(_Model):
    """You run forward_fn from a new state each time. Use the state that is passed in.

    你每次都让 forward_fn 从新的状态开始。应使用传入的状态。"""

    def __call__(self, X, state):
        return self.forward_fn(self.inputs(X), self.begin_state(X.shape[0], X.device), self.params)


class RNNModelScratch_without_the_state(_Model):
    """You return the outputs alone. Whoever goes on with the text needs the new state as well: return both.

    你只返回了输出。要把文本接着读下去，还需要新的状态：两者都要返回。"""

    def __call__(self, X, state):
        return self.forward_fn(self.inputs(X), state, self.params)[0]


class RNNModelScratch_new_parameters_each_time(_Model):
    """You call get_params in every forward pass: nothing that is learned stays. Make the parameters once, in __init__.

    你在每次前向传播中都调用 get_params：学到的东西都留不住。参数只应在 __init__ 中生成一次。"""

    def __call__(self, X, state):
        return self.forward_fn(self.inputs(X), state, self.get_params(self.vocab_size, self.num_hiddens, X.device))


class RNNModelScratch_state_of_the_vocabulary(_Model):
    """Your first state has vocab_size columns. It has one for each hidden unit: num_hiddens.

    你的初始状态有 vocab_size 列。应当每个隐藏单元一列：num_hiddens。"""

    def begin_state(self, batch_size, device):
        return self.init_state(batch_size, self.vocab_size, device)


class RNNModelScratch_state_for_one(_Model):
    """Your first state is for one example, whatever batch_size says.

    无论 batch_size 是多少，你的初始状态都只够一个样本用。"""

    def begin_state(self, batch_size, device):
        return self.init_state(1, self.num_hiddens, device)


def _predict(prefix, num_preds, net, vocab, device, choose=None, warm=True, keep=True):
    """The numbers of the text; right but for what a mistake changes."""
    choose = choose or (lambda scores: int(scores.argmax(dim=1)))
    state = first = net.begin_state(batch_size=1, device=device)
    tokens = [vocab[prefix[0]]]
    for i in range(1, len(prefix) + num_preds):
        scores, state = net(torch.tensor([[tokens[-1]]], device=device), state if keep else first)
        tokens.append(vocab[prefix[i]] if i < len(prefix) and warm else choose(scores))
    return tokens


def _text(tokens, vocab):
    return "".join(vocab.idx_to_token[i] for i in tokens)


def predict_ch8_without_warming_up(prefix, num_preds, net, vocab, device):
    """You feed only the last character of the prefix before you predict: the state has not read the others. Feed the
    whole prefix first.

    预测之前你只输入了前缀的最后一个字符：状态没有读过其余字符。应先输入整个前缀。"""
    return prefix[:-1] + _text(_predict(prefix[-1], num_preds, net, vocab, device), vocab)


def predict_ch8_warms_up_with_its_own(prefix, num_preds, net, vocab, device):
    """During the warm-up you go on with the net's predictions instead of the prefix: only the first character of the
    prefix is left in the text.

    预热阶段你接上的是网络的预测，而不是前缀：文本里只剩下前缀的第一个字符。"""
    return _text(_predict(prefix, num_preds, net, vocab, device, warm=False), vocab)


def predict_ch8_forgets_the_state(prefix, num_preds, net, vocab, device):
    """You feed each character together with the first state: the net reads every character as if it were the first.
    Hand on the state that net returned.

    你每次输入字符时用的都是初始状态：网络读每个字符都当成第一个。应传入上一次 net 返回的状态。"""
    return _text(_predict(prefix, num_preds, net, vocab, device, keep=False), vocab)


def predict_ch8_new_text_only(prefix, num_preds, net, vocab, device):
    """You return the new characters alone. The text begins with the prefix.

    你只返回了新的字符。文本应以前缀开头。"""
    return _text(_predict(prefix, num_preds, net, vocab, device)[len(prefix) :], vocab)


def predict_ch8_one_too_few(prefix, num_preds, net, vocab, device):
    """Your text is one character short: num_preds characters follow the prefix.

    你的文本少了一个字符：前缀之后应有 num_preds 个字符。"""
    return _text(_predict(prefix, num_preds - 1, net, vocab, device), vocab)


def predict_ch8_last_character_twice(prefix, num_preds, net, vocab, device):
    """The net reads the last character of the prefix twice: once in the warm-up, and once more before the first
    prediction.

    网络把前缀的最后一个字符读了两遍：预热时一遍，第一次预测之前又一遍。"""
    state = net.begin_state(batch_size=1, device=device)
    tokens = [vocab[c] for c in prefix]
    for token in tokens:
        _, state = net(torch.tensor([[token]], device=device), state)
    for _ in range(num_preds):
        scores, state = net(torch.tensor([[tokens[-1]]], device=device), state)
        tokens.append(int(scores.argmax(dim=1)))
    return _text(tokens, vocab)


def predict_ch8_the_least_likely(prefix, num_preds, net, vocab, device):
    """You take the character with the smallest score. Take the largest.

    你取的是得分最小的字符。应取最大的。"""
    return _text(_predict(prefix, num_preds, net, vocab, device, lambda scores: int(scores.argmin(dim=1))), vocab)


def predict_ch8_as_numbers(prefix, num_preds, net, vocab, device):
    """You return the numbers of the characters. Look each up in vocab.idx_to_token, and join them into one string.

    你返回的是字符的编号。请在 vocab.idx_to_token 中查出每个字符，再连成一个字符串。"""
    return _predict(prefix, num_preds, net, vocab, device)


def predict_ch8_as_a_list(prefix, num_preds, net, vocab, device):
    """You return a list of characters. Join them into one string.

    你返回的是字符的列表。请把它们连成一个字符串。"""
    return list(_text(_predict(prefix, num_preds, net, vocab, device), vocab))


def predict_ch8_joined_by_blanks(prefix, num_preds, net, vocab, device):
    """You put blanks between the characters: join them by "".

    你在字符之间加了空格：应用 "" 连接。"""
    return " ".join(_text(_predict(prefix, num_preds, net, vocab, device), vocab))


def _gradients(net):
    params = net.parameters() if isinstance(net, nn.Module) else net.params
    return [p for p in params if p.grad is not None]


def _norm(params):
    return math.sqrt(sum(float(p.grad.square().sum()) for p in params))


def grad_clipping_each_on_its_own(net, theta):
    """You clip each parameter by a norm of its own. That turns the gradient: take one norm over all parameters together,
    and one factor.

    你给每个参数用了各自的范数。这会改变梯度的方向：所有参数应共用一个范数、一个系数。"""
    for p in _gradients(net):
        norm = _norm([p])
        if norm > theta:
            p.grad[:] = p.grad * (theta / norm)


def grad_clipping_by_value(net, theta):
    """You clip each element to the range from -theta to theta. That turns the gradient: scale it by one number.

    你把每个元素裁剪到 -theta 与 theta 之间。这会改变梯度的方向：应乘以同一个数。"""
    for p in _gradients(net):
        p.grad[:] = p.grad.clamp(-theta, theta)


def grad_clipping_always(net, theta):
    """You scale the gradients to the norm theta even where they were smaller: clipping never makes them larger.

    梯度范数本来更小时，你也把它放大到了 theta：裁剪不应放大梯度。"""
    params = _gradients(net)
    norm = max(_norm(params), 1e-12)
    for p in params:
        p.grad[:] = p.grad * (theta / norm)


def grad_clipping_without_the_root(net, theta):
    """Your norm is the sum of the squares: the root is missing.

    你的范数是平方和：缺了开方。"""
    params = _gradients(net)
    norm = _norm(params) ** 2
    if norm > theta:
        for p in params:
            p.grad[:] = p.grad * (theta / norm)


def grad_clipping_the_norm_of_the_parameters(net, theta):
    """You measure the norm of the parameters. It is the gradients that are clipped: p.grad.

    你量的是参数的范数。要裁剪的是梯度：p.grad。"""
    params = _gradients(net)
    norm = math.sqrt(sum(float(p.detach().square().sum()) for p in params))
    if norm > theta:
        for p in params:
            p.grad[:] = p.grad * (theta / norm)


def grad_clipping_divided_by_the_norm(net, theta):
    """Your gradients end with the norm 1, whatever theta is: scale by theta / norm.

    无论 theta 是多少，你的梯度范数最后都是 1：应乘以 theta / norm。"""
    params = _gradients(net)
    norm = _norm(params)
    if norm > theta:
        for p in params:
            p.grad[:] = p.grad / norm


def grad_clipping_modules_only(net, theta):
    """You ask net.parameters() of every model. A model from scratch is no nn.Module: its list is net.params.

    你对任何模型都调用 net.parameters()。从零实现的模型不是 nn.Module：它的参数列表是 net.params。"""
    params = [p for p in net.parameters() if p.grad is not None]
    norm = _norm(params)
    if norm > theta:
        for p in params:
            p.grad[:] = p.grad * (theta / norm)


def grad_clipping_stumbles_over_none(net, theta):
    """A parameter that took no part in the loss has grad None, and your code computes with it. Leave such parameters out.

    没有参与损失计算的参数，其 grad 为 None，而你的代码拿它做了运算。请跳过这样的参数。"""
    params = [p for p in net.parameters() if p.requires_grad] if isinstance(net, nn.Module) else net.params
    norm = torch.sqrt(sum(torch.sum(p.grad**2) for p in params))
    if norm > theta:
        for p in params:
            p.grad[:] *= theta / norm


def grad_clipping_scales_the_parameters(net, theta):
    """You scale the parameters themselves along with their gradients. Scale p.grad alone.

    你把参数本身也一起缩放了。只应缩放 p.grad。"""
    params = _gradients(net)
    norm = _norm(params)
    if norm > theta:
        for p in params:
            p.grad[:] = p.grad * (theta / norm)
            p.data *= theta / norm


def _detached(state):
    return state.detach() if isinstance(state, torch.Tensor) else tuple(s.detach() for s in state)


def _epoch(net, train_iter, loss, updater, device, use_random_iter, wrong="", detach=_detached):
    """An epoch, right but for `wrong` and the way the state is detached."""
    state, total, tokens, start, number = None, 0.0, 0, time.perf_counter(), 0
    for X, Y in train_iter:
        anew = use_random_iter if wrong not in ("always anew", "never anew") else wrong == "always anew"
        if state is None or anew:
            state = net.begin_state(batch_size=X.shape[0], device=device)
        else:
            state = detach(state)
        y = (Y if wrong == "order" else Y.T).reshape(-1)
        if isinstance(updater, torch.optim.Optimizer) and wrong != "no zero_grad":
            updater.zero_grad()
        y_hat, state = net(X, state)
        l = loss(y_hat, y)  # noqa: E741 - the book's name
        (l * y.numel() if wrong == "sum" else l).backward()
        if wrong != "no clipping":
            grad_clipping(net, 1)
        if isinstance(updater, torch.optim.Optimizer):
            updater.step()
        else:
            updater(batch_size=X.shape[0] if wrong == "batch size" else 1)
        weight = 1 if wrong == "batches alike" else y.numel()
        total, tokens, number = total + float(l) * weight, tokens + weight, number + y.numel()
    mean = total / tokens
    perplexity = {"no exp": mean, "power of two": 2**mean}.get(wrong) or math.exp(mean)
    return perplexity, number / (time.perf_counter() - start)


def train_epoch_ch8_without_clipping(net, train_iter, loss, updater, device, use_random_iter):
    """Your updates use gradients that nobody clipped: call grad_clipping(net, 1) after backward (before it, there is
    nothing to clip) and before the update. A gradient through many steps can be enormous, and a single such update ruins
    the parameters.

    你更新参数时用的梯度没有裁剪过：应在 backward 之后（之前还没有可裁剪的梯度）、更新之前调用 grad_clipping(net, 1)。
    穿过许多时间步的梯度可能极大，一次这样的更新就会毁掉参数。"""
    return _epoch(net, train_iter, loss, updater, device, use_random_iter, "no clipping")


def train_epoch_ch8_state_not_detached(net, train_iter, loss, updater, device, use_random_iter):
    """You hand the state on with its graph: the backward pass of the second batch runs into the first one's graph, which
    is gone. Detach the state at the beginning of each batch.

    你把状态连同计算图一起传了下去：第二个批量的反向传播会闯进第一个批量的计算图，而它已被释放。
    每个批量开始时都应先分离状态。"""
    return _epoch(net, train_iter, loss, updater, device, use_random_iter, detach=lambda state: state)


def train_epoch_ch8_without_zero_grad(net, train_iter, loss, updater, device, use_random_iter):
    """You never clear the optimizer's gradients: those of all earlier batches add up. Call updater.zero_grad() for each
    batch, before backward.

    你从未清除优化器的梯度，之前所有批量的梯度都会累加。每个批量在 backward 之前都要调用 updater.zero_grad()。"""
    return _epoch(net, train_iter, loss, updater, device, use_random_iter, "no zero_grad")


def train_epoch_ch8_targets_in_another_order(net, train_iter, loss, updater, device, use_random_iter):
    """Your targets are Y.reshape(-1), text after text. The outputs stand step after step: transpose Y first.

    你的目标是 Y.reshape(-1)，逐个文本排列。而输出是逐个时间步排列的：请先转置 Y。"""
    return _epoch(net, train_iter, loss, updater, device, use_random_iter, "order")


def train_epoch_ch8_always_anew(net, train_iter, loss, updater, device, use_random_iter):
    """You begin every batch from a new state, although with sequential batches each goes on where the last one ended.
    Hand the state on unless use_random_iter.

    你让每个批量都从新的状态开始；但顺序分区时，每个批量都接着上一个批量。除非 use_random_iter 为真，否则应传递状态。"""
    return _epoch(net, train_iter, loss, updater, device, use_random_iter, "always anew")


def train_epoch_ch8_never_anew(net, train_iter, loss, updater, device, use_random_iter):
    """You hand the state on with use_random_iter as well. Batches drawn at random do not follow each other: begin each of
    them from a new state.

    use_random_iter 为真时你也传递了状态。随机抽取的批量彼此并不相接：每个批量都应从新的状态开始。"""
    return _epoch(net, train_iter, loss, updater, device, use_random_iter, "never anew")


def train_epoch_ch8_mean_loss_for_perplexity(net, train_iter, loss, updater, device, use_random_iter):
    """You return the mean loss. The perplexity is its exponential.

    你返回的是平均损失。困惑度是它的指数。"""
    return _epoch(net, train_iter, loss, updater, device, use_random_iter, "no exp")


def train_epoch_ch8_power_of_two(net, train_iter, loss, updater, device, use_random_iter):
    """You raise 2 to the mean loss. torch's cross-entropy takes the natural logarithm, so the base is e: math.exp.

    你算的是 2 的平均损失次方。torch 的交叉熵用的是自然对数，因此底数是 e：math.exp。"""
    return _epoch(net, train_iter, loss, updater, device, use_random_iter, "power of two")


def train_epoch_ch8_batches_alike(net, train_iter, loss, updater, device, use_random_iter):
    """You average the losses of the batches. A batch with fewer tokens counts for less: weigh each by its y.numel().

    你对各批量的损失直接取平均。词元较少的批量应占较小的份量：请按 y.numel() 加权。"""
    return _epoch(net, train_iter, loss, updater, device, use_random_iter, "batches alike")


def train_epoch_ch8_updater_gets_the_batch_size(net, train_iter, loss, updater, device, use_random_iter):
    """You call the updater function with the batch size. It divides the gradient by it, but the loss is a mean already:
    give it 1.

    你把批量大小传给了更新函数。它会用这个数去除梯度，而损失已经取过平均：应传入 1。"""
    return _epoch(net, train_iter, loss, updater, device, use_random_iter, "batch size")


def train_epoch_ch8_detaches_the_first_alone(net, train_iter, loss, updater, device, use_random_iter):
    """Of a state of two tensors (an LSTM's) you detach the first one only. Detach every tensor in it.

    状态含两个张量时（如 LSTM），你只分离了第一个。其中的每个张量都要分离。"""

    def detach(state):
        return state.detach() if isinstance(state, torch.Tensor) else (state[0].detach(), *state[1:])

    return _epoch(net, train_iter, loss, updater, device, use_random_iter, detach=detach)


def _train(net, train_iter, vocab, lr, num_epochs, device, use_random_iter, texts=2, trained=True, clear=True):
    def sgd(batch_size):
        with torch.no_grad():
            for p in net.params:
                p -= lr * p.grad / batch_size
                if clear:
                    p.grad.zero_()

    predictions = [predict_ch8(prefix, 50, net, vocab, device) for prefix in ("time traveller", "traveller")]
    updater = torch.optim.SGD(net.parameters(), lr=lr) if isinstance(net, nn.Module) else sgd
    for _ in range(num_epochs):
        perplexity, speed = train_epoch_ch8(net, train_iter, nn.CrossEntropyLoss(), updater, device, use_random_iter)
    if trained:
        predictions = [predict_ch8(prefix, 50, net, vocab, device) for prefix in ("time traveller", "traveller")]
    print(f"perplexity {perplexity:.1f}, {speed:.1f} tokens/sec on {device!s}")
    for text in predictions[:texts]:
        print(text)


def train_ch8_one_epoch(net, train_iter, vocab, lr, num_epochs, device, use_random_iter=False):
    """You train for one epoch only, whatever num_epochs says.

    无论 num_epochs 是多少，你都只训练了一个迭代周期。"""
    _train(net, train_iter, vocab, lr, 1, device, use_random_iter)


def train_ch8_never_random(net, train_iter, vocab, lr, num_epochs, device, use_random_iter=False):
    """You do not hand use_random_iter on to train_epoch_ch8: the state is carried over between batches that do not follow
    each other.

    你没有把 use_random_iter 传给 train_epoch_ch8：状态被带到了并不相接的批量之间。"""
    _train(net, train_iter, vocab, lr, num_epochs, device, False)


def train_ch8_always_random(net, train_iter, vocab, lr, num_epochs, device, use_random_iter=False):
    """You tell train_epoch_ch8 that the batches are random even when they are not: each begins from a new state.

    批量并非随机抽取时，你也告诉 train_epoch_ch8 它们是随机的：每个批量都从新状态开始。"""
    _train(net, train_iter, vocab, lr, num_epochs, device, True)


def train_ch8_with_adam(net, train_iter, vocab, lr, num_epochs, device, use_random_iter=False):
    """Your optimizer is Adam. Here it is plain SGD with the learning rate lr.

    你的优化器是 Adam。本题用学习率为 lr 的普通 SGD。"""
    updater = torch.optim.Adam(net.parameters(), lr=lr)
    for _ in range(num_epochs):
        found = train_epoch_ch8(net, train_iter, nn.CrossEntropyLoss(), updater, device, use_random_iter)
    print(f"perplexity {found[0]:.1f}")
    for prefix in "time traveller", "traveller":
        print(predict_ch8(prefix, 50, net, vocab, device))


def train_ch8_a_rate_of_its_own(net, train_iter, vocab, lr, num_epochs, device, use_random_iter=False):
    """Your learning rate is not lr.

    你的学习率不是 lr。"""
    _train(net, train_iter, vocab, 0.1, num_epochs, device, use_random_iter)


def train_ch8_modules_only(net, train_iter, vocab, lr, num_epochs, device, use_random_iter=False):
    """You ask net.parameters() of every model. A model from scratch is no nn.Module: it has a list, net.params.

    你对任何模型都调用 net.parameters()。从零实现的模型不是 nn.Module：它有的是列表 net.params。"""
    torch.optim.SGD(net.parameters(), lr=lr)
    _train(net, train_iter, vocab, lr, num_epochs, device, use_random_iter)


def train_ch8_scratch_gradients_pile_up(net, train_iter, vocab, lr, num_epochs, device, use_random_iter=False):
    """For a model from scratch, your updater leaves the gradients where they are: they add up from batch to batch.

    对从零实现的模型，你的更新器没有清零梯度：它们会逐批累加。"""
    _train(net, train_iter, vocab, lr, num_epochs, device, use_random_iter, clear=False)


def train_ch8_predicts_too_early(net, train_iter, vocab, lr, num_epochs, device, use_random_iter=False):
    """Your texts are those of the untrained net: you predict before the training.

    你打印的文本出自未训练的网络：你在训练之前就做了预测。"""
    _train(net, train_iter, vocab, lr, num_epochs, device, use_random_iter, trained=False)


def train_ch8_one_text(net, train_iter, vocab, lr, num_epochs, device, use_random_iter=False):
    """You print only one text. There are two prefixes: "time traveller" and "traveller".

    你只打印了一个文本。前缀有两个："time traveller" 和 "traveller"。"""
    _train(net, train_iter, vocab, lr, num_epochs, device, use_random_iter, texts=1)


def sample_the_likeliest(logits, temperature=1.0):
    """You take the largest logit every time: nothing is drawn. Draw by the probabilities.

    你每次都取最大的 logit：没有抽取任何东西。应按概率随机抽取。"""
    return logits.argmax(dim=1)


def sample_times_the_temperature(logits, temperature=1.0):
    """You multiply by the temperature: warm draws become sharp and cold ones flat. Divide.

    你乘了温度：温度越高反而越集中，温度越低反而越均匀。应当相除。"""
    return torch.multinomial(torch.softmax(logits * temperature, dim=1), 1).squeeze(1)


def sample_without_the_temperature(logits, temperature=1.0):
    """The temperature has no effect: dividing the probabilities by a number leaves their ratios as they are. Divide the
    logits, before softmax.

    温度没有起作用：概率除以一个数，彼此的比例不变。应在 softmax 之前用 logits 除以温度。"""
    return torch.multinomial(torch.softmax(logits, dim=1) / temperature, 1).squeeze(1)


def sample_probabilities_to_the_temperature(logits, temperature=1.0):
    """You raise the probabilities to the power of the temperature. The power is 1 / temperature.

    你把概率取了温度次方。指数应为 1 / temperature。"""
    return torch.multinomial(torch.softmax(logits.double(), dim=1) ** (temperature + 1e-9), 1).squeeze(1)


def sample_evenly(logits, temperature=1.0):
    """You draw every token with the same probability, whatever the logits say.

    无论 logits 是多少，你都以相同的概率抽取每个词元。"""
    return torch.randint(logits.shape[1], (logits.shape[0],), device=logits.device)


def sample_by_the_bare_exponential(logits, temperature=1.0):
    """exp overflows for large logits: inf / inf is nan. Let softmax take the exponentials, or subtract the largest logit.

    logits 很大时 exp 会溢出：inf / inf 得到 nan。让 softmax 来取指数，或先减去最大的 logit。"""
    weights = torch.exp(logits / temperature)
    return torch.multinomial(weights / weights.sum(dim=1, keepdim=True), 1).squeeze(1)


def sample_one_for_all(logits, temperature=1.0):
    """You draw once, from the first row, and give this token to all rows. Each row is drawn on its own.

    你只从第一行抽了一次，就把这个词元给了所有行。每一行都应各自抽取。"""
    return torch.multinomial(torch.softmax(logits[:1] / temperature, dim=1), 1).squeeze(1).expand(len(logits))


def sample_as_a_column(logits, temperature=1.0):
    """Your result has the shape (n, 1), as torch.multinomial gives it. Drop the last axis.

    你的结果形状为 (n, 1)，即 torch.multinomial 的原样。请去掉最后一个轴。"""
    return torch.multinomial(torch.softmax(logits / temperature, dim=1), 1)
