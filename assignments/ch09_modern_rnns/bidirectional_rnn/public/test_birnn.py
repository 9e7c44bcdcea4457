"""What a student can check at home: two steps by hand, and the shapes of a short sequence."""

import torch

from grader.suite import after, check, hint, points


@points(1)
@hint(
    "Forwards: tanh(1), then tanh(2 + tanh(1)). Backwards: tanh(-2), then tanh(-1 + tanh(-2)). Each step adds its two.",
    zh="正向：先 tanh(1)，再 tanh(2 + tanh(1))。反向：先 tanh(-2)，再 tanh(-1 + tanh(-2))。每一步把两者相加。",
)
def test_two_steps_by_hand(student):
    """Two steps of one unit a direction give the numbers of the example. / 每个方向一个单元，走两步，得到例题中的数。"""
    one, zero = torch.ones(1, 1), torch.zeros(1)
    params = [one, one, zero, -one, one, zero, torch.ones(2, 1), zero]
    state = torch.zeros(1, 1), torch.zeros(1, 1)
    outputs, (H, K) = student.birnn(torch.tensor([[[1.0]], [[2.0]]]), state, params)
    check.close(outputs, torch.tensor([[-0.1998], [0.0280]]), atol=1e-3)
    check.close([H, K], [torch.tensor([[0.9920]]), torch.tensor([[-0.9614]])], atol=1e-3)


@points(1)
@after(test_two_steps_by_hand)
@hint(
    "W_hq has a row for each unit of either direction: 16 + 9.",
    zh="W_hq 的行数是两个方向的单元总数：16 + 9。",
)
def test_two_directions_of_different_size(student):
    """16 units forwards and 9 backwards: the shapes fit. / 正向 16 个单元、反向 9 个单元：形状正确。"""
    shapes = [(28, 16), (16, 16), (16,), (28, 9), (9, 9), (9,), (25, 28), (28,)]
    params, state = [torch.randn(shape) for shape in shapes], (torch.zeros(2, 16), torch.zeros(2, 9))
    outputs, (H, K) = student.birnn(torch.randn(5, 2, 28), state, params)
    check.shape(outputs, (10, 28))
    check.shape(H, (2, 16))
    check.shape(K, (2, 9))
