"""What a student can check at home: one step by hand, and the shapes of a short sequence."""

import torch

from grader.suite import after, check, hint, points


@points(1)
@hint(
    "Zero weights make both gates 0.5; the candidate is tanh(1 + 0.5), and Z = 0.5 mixes it with the old state.",
    zh="权重为零时两个门都是 0.5；候选状态是 tanh(1 + 0.5)，再由 Z = 0.5 与旧状态混合。",
)
def test_one_step_by_hand(student):
    """One step of one unit gives the numbers of the example. / 一个单元走一步，得到例题中的数。"""
    zero, one, H = torch.zeros(1, 1), torch.ones(1, 1), torch.ones(1, 1)
    gate = [zero, zero, torch.zeros(1)]
    params = [*gate, *gate, one, one, torch.zeros(1), 2 * one, torch.ones(1)]
    outputs, state = student.gru(torch.ones(1, 1, 1), (H,), params)
    check.close(outputs, torch.tensor([[2.9051483]]))
    check.close(state, (torch.tensor([[0.9525741]]),))


@points(1)
@after(test_one_step_by_hand)
@hint(
    "Use the state that init_gru_state returns and the list that get_params returns; concatenate the outputs.",
    zh="使用 init_gru_state 返回的状态和 get_params 返回的列表；把各步输出首尾相接。",
)
def test_the_shapes_of_a_sequence(student):
    """5 steps, 2 examples, 28 tokens, 16 units: the shapes fit. / 5 步、2 个样本、28 个词元、16 个单元：形状正确。"""
    params = list(student.get_params(28, 16, torch.device("cpu")))
    state = student.init_gru_state(2, 16, torch.device("cpu"))
    outputs, (H,) = student.gru(torch.randn(5, 2, 28), state, params)
    check.shape(outputs, (10, 28))
    check.shape(H, (2, 16))
