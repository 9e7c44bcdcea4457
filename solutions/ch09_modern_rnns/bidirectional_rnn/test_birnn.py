"""The network against torch's own nn.RNN in two directions, with the weights carried over; gradients through time."""

import torch
from torch import nn

from grader.suite import after, check, hint, on, points

V = 5  # inputs and outputs


def a_problem(steps, device, h=4, k=4, dtype=torch.float32, n=3):
    """Inputs for n examples, a state for each direction, and parameters large enough for every part to show."""
    shapes = [(V, h), (h, h), (h,), (V, k), (k, k), (k,), (h + k, V), (V,)]
    params = [torch.randn(shape, dtype=dtype, device=device) for shape in shapes]
    state = tuple(torch.randn(n, size, dtype=dtype, device=device) for size in (h, k))
    return torch.randn(steps, n, V, dtype=dtype, device=device), state, params


def one_way(X, H, W_xh, W_hh, b_h):
    """The hidden states and the last one by nn.RNN, with the weights carried over."""
    weights = {"weight_ih_l0": W_xh.T, "weight_hh_l0": W_hh.T, "bias_ih_l0": b_h, "bias_hh_l0": torch.zeros_like(b_h)}
    layer = nn.RNN(V, len(b_h), dtype=X.dtype, device=X.device)
    hidden, last = torch.func.functional_call(layer, weights, (X, H[None]))
    return hidden, last[0]


def by_torch(X, state, params):
    """The outputs and the last states by two nn.RNN, the second on the sequence turned round."""
    forwards, H = one_way(X, state[0], *params[:3])
    backwards, K = one_way(X.flip(0), state[1], *params[3:6])
    return torch.cat([forwards, backwards.flip(0)], dim=-1).flatten(0, 1) @ params[6] + params[7], (H, K)


def by_one_layer(X, state, params):
    """The same by one nn.RNN(bidirectional=True): for directions of one size."""
    names = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0"]
    weights = {}
    for end, part in ("", params[:3]), ("_reverse", params[3:6]):
        weights |= {name + end: p.T if p.dim() == 2 else p for name, p in zip(names, part, strict=True)}
        weights["bias_hh_l0" + end] = torch.zeros_like(part[2])
    layer = nn.RNN(V, len(params[2]), bidirectional=True, dtype=X.dtype, device=X.device)
    hidden, last = torch.func.functional_call(layer, weights, (X, torch.stack(state)))
    return hidden.flatten(0, 1) @ params[6] + params[7], tuple(last)


def rows(outputs):
    """Outputs in one tensor, however the student packed them: the packing is a test of its own."""
    return torch.cat(list(outputs)) if isinstance(outputs, (list, tuple)) or outputs.dim() == 3 else outputs


@points(1)
@hint(
    "With one step, both directions read the same input, each from its own state.",
    zh="只有一步时，两个方向读入同样的输入，各自从自己的状态出发。",
)
def test_one_step(student, device):
    """A sequence of length one gives the outputs of nn.RNN. / 长度为 1 的序列，输出与 nn.RNN 一致。"""
    args = a_problem(1, device)
    right = by_one_layer(*args)[0]
    check.close(rows(student.birnn(*args)[0]), right)


@points(4)
@hint(
    "Turn the backward states round again before you join them: both parts of a row belong to the same step.",
    zh="连结之前要把反向的隐状态再翻转回来：同一行的两部分属于同一步。",
)
def test_the_outputs_of_a_sequence(student, device):
    """Every step of a sequence gives the outputs of nn.RNN(bidirectional=True).

    序列每一步的输出都与 nn.RNN(bidirectional=True) 一致。"""
    for steps, n in (2, 1), (6, 3):
        args = a_problem(steps, device, n=n)
        right = by_one_layer(*args)[0]
        check.close(rows(student.birnn(*args)[0]), right)


@points(2)
@after(test_the_outputs_of_a_sequence)
@hint(
    "Take the sizes from the weights: the two directions need not have the same number of units.",
    zh="大小应取自权重：两个方向的单元数不必相同。",
)
def test_directions_of_different_size(student, device):
    """The directions may have different numbers of units. / 两个方向的单元数可以不同。"""
    for h, k in (3, 6), (5, 1):
        args = a_problem(4, device, h, k)
        right = by_torch(*args)[0]
        check.close(rows(student.birnn(*args)[0]), right)


@points(1)
@after(test_the_outputs_of_a_sequence)
@hint(
    "Concatenate the outputs of the steps along axis 0: (num_steps * batch_size, num_outputs).",
    zh="把各步输出沿轴 0 首尾相接：(num_steps * batch_size, num_outputs)。",
)
def test_the_outputs_are_one_tensor(student, device):
    """The outputs come as one tensor with two axes. / 输出是一个具有两个轴的张量。"""
    args = a_problem(2, device)
    right = by_torch(*args)[0]
    check.close(student.birnn(*args)[0], right)


@points(2)
@hint(
    "H is the state behind the last step; K the one behind the first, where the backward network ends.",
    zh="H 是最后一步之后的状态；K 是反向网络走到头、即第一步之后的状态。",
)
def test_the_last_states(student, device):
    """Both directions return the state in which they end. / 两个方向都返回各自结束时的状态。"""
    args = a_problem(5, device, 3, 4)
    right = by_torch(*args)[1]
    check.close(student.birnn(*args)[1], right)


@points(2)
@hint("Each direction begins from its own part of the state.", zh="每个方向都从状态中属于自己的部分出发。")
def test_both_states_are_used(student, device):
    """Both parts of the state that comes in are used. / 传入状态的两个部分都用到了。"""
    X, _, params = a_problem(3, device)
    state = torch.full((3, 4), 3.0, device=device), torch.full((3, 4), -3.0, device=device)
    right = by_one_layer(X, state, params)[0]
    check.close(rows(student.birnn(X, state, params)[0]), right)


@points(2)
@hint(
    "Keep the whole computation in autograd: no .data, .detach() or .item() between one step and the next.",
    zh="整个计算都要留在自动求导之中：步与步之间不要用 .data、.detach() 或 .item()。",
)
def test_gradients_through_time(student, device):
    """Gradients flow in both directions to parameters, inputs and states. / 梯度沿两个方向传到参数、输入和状态。"""
    args = a_problem(4, device, 3, 2, dtype=torch.float64)
    check.same_gradient(lambda *args: rows(student.birnn(*args)[0]), lambda *args: by_torch(*args)[0], *args)


@points(1)
@after(test_the_outputs_of_a_sequence)
@hint("Bind H and K to new tensors at each step.", zh="每一步都应让 H 和 K 指向新的张量。")
def test_the_arguments_are_left_alone(student, device):
    """Inputs, state and parameters stay as they are. / 输入、状态和参数都保持不变。"""
    check.leaves_alone(student.birnn, *a_problem(3, device))


@points(1)
@on("cuda")
@after(test_the_outputs_of_a_sequence)
@hint("Make no tensor without the device of the inputs.", zh="新建张量时要与输入在同一设备上。")
def test_on_the_gpu(student, device):
    """Outputs and states live on the GPU. / 输出和状态都在 GPU 上。"""
    outputs, state = student.birnn(*a_problem(3, device, 3, 4))
    check.device(rows(outputs), device)
    for part in state:
        check.device(part, device)
