"""What a student can check at home: two steps by hand, and the shapes of a short sequence."""

import torch

from grader.suite import after, check, hint, points


@points(1)
@hint(
    "H = tanh(1 + 0.5), then H = tanh(-1 + 0.5 H); each output is 2 H + 1.",
    zh="先是 H = tanh(1 + 0.5)，再是 H = tanh(-1 + 0.5 H)；每一步的输出都是 2 H + 1。",
)
def test_two_steps_by_hand(student):
    """Two steps of one unit give the numbers of the example. / 一个单元走两步，得到例题中的数。"""
    one = torch.ones(1, 1)
    params = [one, 0.5 * one, torch.zeros(1), 2 * one, torch.ones(1)]
    outputs, state = student.rnn(torch.tensor([[[1.0]], [[-1.0]]]), (one,), params)
    check.close(outputs, torch.tensor([[2.8102965], [0.0028230]]), atol=1e-4)
    check.close(state, (torch.tensor([[-0.4985885]]),), atol=1e-4)


@points(1)
@after(test_two_steps_by_hand)
@hint(
    "Use the state that init_rnn_state returns and the list that get_params returns; concatenate the outputs.",
    zh="使用 init_rnn_state 返回的状态和 get_params 返回的列表；把各步输出首尾相接。",
)
def test_the_shapes_of_a_sequence(student):
    """5 steps, 2 examples, 28 tokens, 16 units: the shapes fit. / 5 步、2 个样本、28 个词元、16 个单元：形状正确。"""
    params = list(student.get_params(28, 16, torch.device("cpu")))
    state = student.init_rnn_state(2, 16, torch.device("cpu"))
    outputs, (H,) = student.rnn(torch.randn(5, 2, 28), state, params)
    check.shape(outputs, (10, 28))
    check.shape(H, (2, 16))
