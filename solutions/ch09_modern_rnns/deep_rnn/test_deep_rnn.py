"""The network against torch's own nn.RNN with the weights carried over; gradients through time; parameters and state."""

import torch
from torch import nn

from grader.suite import after, check, hint, on, points

V, H = 5, 4  # vocab_size, num_hiddens


def a_problem(steps, layers, device, dtype=torch.float32, n=3):
    """Inputs for n examples, a state for each layer, and parameters large enough for every part to show."""
    shapes = [shape for i in range(layers) for shape in [(H if i else V, H), (H, H), (H,)]] + [(H, V), (V,)]
    params = [torch.randn(shape, dtype=dtype, device=device) for shape in shapes]
    state = torch.randn(layers, n, H, dtype=dtype, device=device)
    return torch.randn(steps, n, V, dtype=dtype, device=device), tuple(state), params


def by_torch(X, state, params):
    """The outputs and the last states by nn.RNN, with the weights carried over, and an output layer behind it."""
    *weights, W_hq, b_q = params
    named = {}
    for i in range(len(state)):
        W_xh, W_hh, b_h = weights[3 * i : 3 * i + 3]
        named |= {f"weight_ih_l{i}": W_xh.T, f"weight_hh_l{i}": W_hh.T}
        named |= {f"bias_ih_l{i}": b_h, f"bias_hh_l{i}": torch.zeros_like(b_h)}
    layer = nn.RNN(V, H, len(state), dtype=X.dtype, device=X.device)
    hidden, last = torch.func.functional_call(layer, named, (X, torch.stack(list(state))))
    return hidden.flatten(0, 1) @ W_hq + b_q, tuple(last)


def rows(outputs):
    """Outputs in one tensor, however the student packed them: the packing is a test of its own."""
    return torch.cat(list(outputs)) if isinstance(outputs, (list, tuple)) or outputs.dim() == 3 else outputs


@points(1)
@hint("With a single layer, this is the network of section 8.5.", zh="只有一层时，就是 8.5 节的网络。")
def test_one_layer(student, device):
    """A single layer gives the outputs of nn.RNN. / 只有一层时，输出与 nn.RNN 一致。"""
    for steps, n in (1, 3), (4, 1):
        args = a_problem(steps, 1, device, n=n)
        right = by_torch(*args)[0]
        check.close(rows(student.deep_rnn(*args)[0]), right)


@points(3)
@hint(
    "A layer reads the new state of the layer below at the same step, and its own state of the step before.",
    zh="每一层读入的是下面一层在同一步的新状态，以及它自己在上一步的状态。",
)
def test_several_layers(student, device):
    """Two, three and five layers give the outputs of nn.RNN. / 两层、三层、五层时，输出与 nn.RNN 一致。"""
    for layers, steps in (2, 6), (3, 4), (5, 2):
        args = a_problem(steps, layers, device)
        right = by_torch(*args)[0]
        check.close(rows(student.deep_rnn(*args)[0]), right)


@points(1)
@after(test_several_layers)
@hint(
    "Concatenate the outputs of the steps along axis 0: (num_steps * batch_size, vocab_size).",
    zh="把各步输出沿轴 0 首尾相接：(num_steps * batch_size, vocab_size)。",
)
def test_the_outputs_are_one_tensor(student, device):
    """The outputs come as one tensor with two axes. / 输出是一个具有两个轴的张量。"""
    args = a_problem(2, 2, device)
    right = by_torch(*args)[0]
    check.close(student.deep_rnn(*args)[0], right)


@points(2)
@hint("A tuple with the last H of each layer, from below.", zh="由各层最后的 H 组成的元组，自下而上。")
def test_the_last_states(student, device):
    """The last state of every layer comes back, as a tuple. / 以元组返回每一层最后的状态。"""
    args = a_problem(5, 3, device)
    right = by_torch(*args)[1]
    check.close(student.deep_rnn(*args)[1], right)


@points(2)
@hint(
    "Every layer starts from its part of the state that is passed in; return all parts for the next call.",
    zh="每一层都从传入状态中属于它的部分出发；返回所有部分，供下一次调用使用。",
)
def test_the_state_is_carried_on(student, device):
    """Two calls, the state handed on, make one long sequence. / 分两次调用并传递状态，等于处理一个长序列。"""
    X, state, params = a_problem(7, 2, device)
    right = by_torch(X, state, params)[0]
    first, middle = student.deep_rnn(X[:3], state, params)
    second, _ = student.deep_rnn(X[3:], middle, params)
    check.close([rows(first), rows(second)], list(right.split([9, 12])))


@points(2)
@hint(
    "Keep the whole computation in autograd: no .data, .detach() or .item() between one step and the next.",
    zh="整个计算都要留在自动求导之中：步与步之间不要用 .data、.detach() 或 .item()。",
)
def test_gradients_through_time_and_layers(student, device):
    """Gradients flow through steps and layers to parameters, inputs and state.

    梯度穿过各步和各层，传到参数、输入和状态。"""
    args = a_problem(4, 2, device, dtype=torch.float64)
    check.same_gradient(lambda *args: rows(student.deep_rnn(*args)[0]), lambda *args: by_torch(*args)[0], *args)


@points(1)
@after(test_several_layers)
@hint(
    "Work on a list of your own: the state that came in, and its tensors, belong to the caller.",
    zh="请使用自己的列表：传入的状态及其中的张量属于调用者。",
)
def test_the_arguments_are_left_alone(student, device):
    """Inputs, state and parameters stay as they are, a state given as a list too.

    输入、状态和参数都保持不变，状态以列表传入时也是如此。"""
    X, state, params = a_problem(3, 2, device)
    check.leaves_alone(student.deep_rnn, X, state, params)
    check.leaves_alone(student.deep_rnn, X, list(state), params)


@points(3)
@after(test_several_layers)
@hint(
    "Three tensors for each layer and two for the output; only the first layer reads vocab_size numbers.",
    zh="每层三个张量，输出层两个；只有第一层读入 vocab_size 个数。",
)
def test_the_parameters(student, device):
    """get_deep_rnn_params gives trainable leaves of the right shapes.

    get_deep_rnn_params 给出形状正确的可训练叶子张量。"""
    for layers in 1, 3:
        params = list(student.get_deep_rnn_params(7, 3, layers, device))
        shapes = [[7, 3], [3, 3], [3]] + [[3, 3], [3, 3], [3]] * (layers - 1) + [[3, 7], [7]]
        check.close([list(p.shape) for p in params], shapes)
        check.that(
            all(p.requires_grad for p in params), "Some parameter requires no gradient.", zh="有参数不需要梯度。"
        )
        check.that(
            all(p.is_leaf for p in params), "Some parameter is the result of a computation.", zh="有参数是运算的结果。"
        )


@points(2)
@after(test_the_parameters)
@hint(
    "Draw the weights of every layer on their own from a normal distribution, times 0.01; biases are zero.",
    zh="每一层的权重都各自从正态分布中抽取，再乘以 0.01；偏置为零。",
)
def test_small_random_weights_and_zero_biases(student, device):
    """Weights are normal with deviation 0.01, biases zero. / 权重服从标准差为 0.01 的正态分布，偏置为零。"""
    params = [p.detach() for p in student.get_deep_rnn_params(60, 50, 3, device)]
    weights, biases = [p.flatten() for p in params if p.dim() == 2], [p for p in params if p.dim() == 1]
    check.close(biases, [torch.zeros_like(b) for b in biases])
    for weight in weights:
        check.spread(weight, 0.01, mean=0.0, of=14)
        check.normal(weight, 0.0, 0.01, of=14)
    likeness = torch.stack([w[:2500] for w in weights]).corrcoef() - torch.eye(7, device=device)
    check.that(likeness.abs().max() < 0.2, "Two of the weights hold the same numbers.", zh="有两个权重取了相同的数。")


@points(1)
@after(test_several_layers)
@hint("One tensor of zeros for each layer.", zh="每层一个全零张量。")
def test_the_first_state(student, device):
    """init_deep_rnn_state gives a tuple with zeros for each layer. / init_deep_rnn_state 给出每层一个全零张量的元组。"""
    for layers in 1, 3:
        zeros = tuple(torch.zeros(2, 6, device=device) for _ in range(layers))
        check.close(student.init_deep_rnn_state(2, 6, layers, device), zeros)


@points(1)
@on("cuda")
@after(test_several_layers)
@hint(
    "Create parameters and state with device=device, and no other tensor without the device of the inputs.",
    zh="生成参数和状态时要写 device=device，其他新张量也要与输入在同一设备上。",
)
def test_on_the_gpu(student, device):
    """Parameters, state and outputs live on the GPU. / 参数、状态和输出都在 GPU 上。"""
    params, state = list(student.get_deep_rnn_params(V, H, 2, device)), student.init_deep_rnn_state(2, H, 2, device)
    for tensor in [*params, *state]:
        check.device(tensor, device)
    outputs, state = student.deep_rnn(torch.randn(5, 2, V, device=device), state, params)
    check.device(rows(outputs), device)
    for part in state:
        check.device(part, device)
