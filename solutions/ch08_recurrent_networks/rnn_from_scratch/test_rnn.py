"""The network against torch's own nn.RNN with the weights carried over; gradients through time; parameters and state."""

import torch
from torch import nn

from grader.suite import after, check, hint, on, points

V, H = 5, 4  # vocab_size, num_hiddens


def a_problem(steps, device, dtype=torch.float32, n=3):
    """Inputs for n examples, a state, and parameters large enough for every part to show."""
    shapes = [(V, H), (H, H), (H,), (H, V), (V,)]
    params = [torch.randn(shape, dtype=dtype, device=device) for shape in shapes]
    X, state = torch.randn(steps, n, V, dtype=dtype, device=device), torch.randn(n, H, dtype=dtype, device=device)
    return X, (state,), params


def by_torch(X, state, params):
    """The outputs and the last state by nn.RNN, with the weights carried over, and an output layer behind it."""
    W_xh, W_hh, b_h, W_hq, b_q = params
    weights = {"weight_ih_l0": W_xh.T, "weight_hh_l0": W_hh.T, "bias_ih_l0": b_h, "bias_hh_l0": torch.zeros_like(b_h)}
    layer = nn.RNN(V, H, dtype=X.dtype, device=X.device)
    hidden, last = torch.func.functional_call(layer, weights, (X, state[0][None]))
    return hidden.flatten(0, 1) @ W_hq + b_q, (last[0],)


def rows(outputs):
    """Outputs in one tensor, however the student packed them: the packing is a test of its own."""
    return torch.cat(list(outputs)) if isinstance(outputs, (list, tuple)) or outputs.dim() == 3 else outputs


@points(1)
@hint(
    "A sequence of one step gives one output per example, (batch_size, vocab_size).",
    zh="只有一步的序列，每个样本只有一个输出，形状为 (batch_size, vocab_size)。",
)
def test_one_step(student, device):
    """A sequence of length one gives the outputs of nn.RNN. / 长度为 1 的序列，输出与 nn.RNN 一致。"""
    for n in 1, 3:
        args = a_problem(1, device, n=n)
        right = by_torch(*args)[0]
        check.close(rows(student.rnn(*args)[0]), right)


@points(2)
@hint(
    "Each step starts from the state of the step before; each output is H @ W_hq + b_q of its own step.",
    zh="每一步都从上一步的状态出发；每一步的输出是该步的 H @ W_hq + b_q。",
)
def test_the_outputs_of_a_sequence(student, device):
    """Every step of a sequence gives the outputs of nn.RNN. / 序列每一步的输出都与 nn.RNN 一致。"""
    args = a_problem(6, device)
    right = by_torch(*args)[0]
    check.close(rows(student.rnn(*args)[0]), right)


@points(1)
@after(test_the_outputs_of_a_sequence)
@hint(
    "Concatenate the outputs of the steps along axis 0: (num_steps * batch_size, vocab_size).",
    zh="把各步输出沿轴 0 首尾相接：(num_steps * batch_size, vocab_size)。",
)
def test_the_outputs_are_one_tensor(student, device):
    """The outputs come as one tensor with two axes. / 输出是一个具有两个轴的张量。"""
    args = a_problem(2, device)
    right = by_torch(*args)[0]
    check.close(student.rnn(*args)[0], right)


@points(2)
@hint("Return (outputs, (H,)) with the H of the last step.", zh="返回 (outputs, (H,))，其中 H 是最后一步的状态。")
def test_the_last_state(student, device):
    """The state that comes back is the one after the last step. / 返回的状态是最后一步之后的状态。"""
    args = a_problem(6, device)
    right = by_torch(*args)[1]
    check.close(student.rnn(*args)[1], right)


@points(2)
@hint(
    "Start from the state that is passed in, not from zeros, and return the last one for the next call.",
    zh="从传入的状态出发，而不是从零开始；并返回最后的状态，供下一次调用使用。",
)
def test_the_state_is_carried_on(student, device):
    """Two calls, the state handed on, make one long sequence. / 分两次调用并传递状态，等于处理一个长序列。"""
    X, state, params = a_problem(7, device)
    right = by_torch(X, state, params)[0]
    first, middle = student.rnn(X[:3], state, params)
    second, _ = student.rnn(X[3:], middle, params)
    check.close([rows(first), rows(second)], list(right.split([9, 12])))


@points(2)
@hint(
    "Keep the whole computation in autograd: no .data, .detach() or .item() between one step and the next.",
    zh="整个计算都要留在自动求导之中：步与步之间不要用 .data、.detach() 或 .item()。",
)
def test_gradients_through_time(student, device):
    """Gradients flow through all steps to parameters, inputs and state. / 梯度穿过各步，传到参数、输入和状态。"""
    args = a_problem(4, device, dtype=torch.float64)
    check.same_gradient(lambda *args: rows(student.rnn(*args)[0]), lambda *args: by_torch(*args)[0], *args)


@points(1)
@after(test_the_outputs_of_a_sequence)
@hint(
    "H += ... and its like change the caller's state: bind H to a new tensor at each step.",
    zh="H += ... 之类的写法会改动调用者的状态：每一步都应让 H 指向新的张量。",
)
def test_the_arguments_are_left_alone(student, device):
    """Inputs, state and parameters stay as they are. / 输入、状态和参数都保持不变。"""
    check.leaves_alone(student.rnn, *a_problem(3, device))


@points(2)
@after(test_the_outputs_of_a_sequence)
@hint(
    "Five leaf tensors in the order of the statement: make each one first, then call requires_grad_().",
    zh="按题目顺序给出五个叶子张量：先生成每个张量，再调用 requires_grad_()。",
)
def test_five_parameters_to_train(student, device):
    """get_params gives five trainable leaves of the right shape. / get_params 给出五个形状正确的可训练叶子张量。"""
    params = list(student.get_params(7, 3, device))
    check.close([list(p.shape) for p in params], [[7, 3], [3, 3], [3], [3, 7], [7]])
    check.that(all(p.requires_grad for p in params), "Some parameter requires no gradient.", zh="有参数不需要梯度。")
    check.that(
        all(p.is_leaf for p in params), "Some parameter is the result of a computation.", zh="有参数是运算的结果。"
    )


@points(2)
@after(test_five_parameters_to_train)
@hint(
    "Draw each weight on its own from a normal distribution, times 0.01; start each bias at zero.",
    zh="每个权重都各自从正态分布中抽取，再乘以 0.01；每个偏置都从零开始。",
)
def test_small_random_weights_and_zero_biases(student, device):
    """Weights are normal with deviation 0.01, biases zero. / 权重服从标准差为 0.01 的正态分布，偏置为零。"""
    params = [p.detach() for p in student.get_params(60, 50, device)]
    weights, biases = [p.flatten() for p in params if p.dim() == 2], [p for p in params if p.dim() == 1]
    check.close(biases, [torch.zeros_like(b) for b in biases])
    for weight in weights:
        check.spread(weight, 0.01, mean=0.0, of=6)
        check.normal(weight, 0.0, 0.01, of=6)
    likeness = torch.stack([w[:2500] for w in weights]).corrcoef() - torch.eye(3, device=device)
    check.that(likeness.abs().max() < 0.2, "Two of the weights hold the same numbers.", zh="有两个权重取了相同的数。")


@points(1)
@after(test_the_outputs_of_a_sequence)
@hint("The comma makes the tuple: (H,).", zh="有逗号才是元组：(H,)。")
def test_the_first_state(student, device):
    """init_rnn_state gives a tuple of one tensor of zeros. / init_rnn_state 给出只含一个全零张量的元组。"""
    check.close(student.init_rnn_state(3, 6, device), (torch.zeros(3, 6, device=device),))


@points(1)
@after(test_five_parameters_to_train, test_the_first_state)
@hint(
    "Unpack params in the order in which get_params returns them.",
    zh="按 get_params 返回的顺序拆开 params。",
)
def test_the_three_together(student, device):
    """get_params, init_rnn_state and rnn fit together and learn. / 三个函数互相配合，并且可以训练。"""
    params, state = list(student.get_params(V, H, device)), student.init_rnn_state(2, H, device)
    X = torch.randn(5, 2, V, device=device)
    right = by_torch(X, state, [p.detach() for p in params])[0]
    outputs, _ = student.rnn(X, state, params)
    check.close(rows(outputs), right)
    rows(outputs).square().sum().backward()
    check.that(
        all(p.grad is not None and p.grad.any() for p in params),
        "After backward(), some parameter has no gradient.",
        zh="backward() 之后，有参数没有得到梯度。",
    )


@points(1)
@on("cuda")
@after(test_the_outputs_of_a_sequence)
@hint(
    "Create parameters and state with device=device, and no other tensor without the device of the inputs.",
    zh="生成参数和状态时要写 device=device，其他新张量也要与输入在同一设备上。",
)
def test_on_the_gpu(student, device):
    """Parameters, state and outputs live on the GPU. / 参数、状态和输出都在 GPU 上。"""
    params, state = list(student.get_params(V, H, device)), student.init_rnn_state(2, H, device)
    for tensor in [*params, *state]:
        check.device(tensor, device)
    outputs, state = student.rnn(torch.randn(5, 2, V, device=device), state, params)
    check.device(rows(outputs), device)
    check.device(state[0], device)
