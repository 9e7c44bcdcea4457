"""What a student can check at home: one step by hand, and the shapes of a short sequence."""

import torch

from grader.suite import after, check, hint, points


@points(1)
@hint(
    "The second layer reads the new state of the first: tanh(0.5 * 0.9051 + 1 * 2).",
    zh="第二层读入的是第一层的新状态：tanh(0.5 * 0.9051 + 1 * 2)。",
)
def test_one_step_by_hand(student):
    """One step through two layers gives the numbers of the example. / 两层网络走一步，得到例题中的数。"""
    one = torch.ones(1, 1)
    params = [one, 0.5 * one, torch.zeros(1), 0.5 * one, one, torch.zeros(1), 2 * one, torch.ones(1)]
    outputs, (first, second) = student.deep_rnn(torch.ones(1, 1, 1), (one, 2 * one), params)
    check.close([outputs, first, second], [torch.tensor([[n]]) for n in (2.9706, 0.9051, 0.9853)], atol=1e-3)


@points(1)
@after(test_one_step_by_hand)
@hint(
    "Use the state of init_deep_rnn_state and the list of get_deep_rnn_params; concatenate the outputs.",
    zh="使用 init_deep_rnn_state 返回的状态和 get_deep_rnn_params 返回的列表；把各步输出首尾相接。",
)
def test_the_shapes_of_a_sequence(student):
    """5 steps, 2 examples, 28 tokens, 3 layers of 16 units: the shapes fit.

    5 步、2 个样本、28 个词元、3 层各 16 个单元：形状正确。"""
    params = list(student.get_deep_rnn_params(28, 16, 3, torch.device("cpu")))
    state = student.init_deep_rnn_state(2, 16, 3, torch.device("cpu"))
    outputs, state = student.deep_rnn(torch.randn(5, 2, 28), state, params)
    check.shape(outputs, (10, 28))
    check.equal([tuple(H.shape) for H in state], [(2, 16)] * 3)
