"""What a student can check at home: one step by hand, and the shapes of a short sequence."""

import torch

from grader.suite import after, check, hint, points


@points(1)
@hint(
    "Zero weights make all gates 0.5; C = 0.5 * 2 + 0.5 * tanh(1 + 1), H = 0.5 * tanh(C).",
    zh="权重为零时三个门都是 0.5；C = 0.5 * 2 + 0.5 * tanh(1 + 1)，H = 0.5 * tanh(C)。",
)
def test_one_step_by_hand(student):
    """One step of one unit gives the numbers of the example. / 一个单元走一步，得到例题中的数。"""
    zero, one = torch.zeros(1, 1), torch.ones(1, 1)
    gate = [zero, zero, torch.zeros(1)]
    params = [*gate, *gate, *gate, one, one, torch.zeros(1), 2 * one, torch.ones(1)]
    state = torch.ones(1, 1), torch.full((1, 1), 2.0)
    outputs, (H, C) = student.lstm(torch.ones(1, 1, 1), state, params)
    check.close([outputs, H, C], [torch.tensor([[n]]) for n in (1.9018, 0.4509, 1.4820)], atol=1e-3)


@points(1)
@after(test_one_step_by_hand)
@hint(
    "Use the state that init_lstm_state returns and the list that get_lstm_params returns; concatenate the outputs.",
    zh="使用 init_lstm_state 返回的状态和 get_lstm_params 返回的列表；把各步输出首尾相接。",
)
def test_the_shapes_of_a_sequence(student):
    """5 steps, 2 examples, 28 tokens, 16 units: the shapes fit. / 5 步、2 个样本、28 个词元、16 个单元：形状正确。"""
    params = list(student.get_lstm_params(28, 16, torch.device("cpu")))
    state = student.init_lstm_state(2, 16, torch.device("cpu"))
    outputs, (H, C) = student.lstm(torch.randn(5, 2, 28), state, params)
    check.shape(outputs, (10, 28))
    check.shape(H, (2, 16))
    check.shape(C, (2, 16))
