import torch

from grader.suite import after, check, hint, on, points


def a_pair(student, reference, *sizes, dtype=torch.float32):
    mine, right = student.PositionWiseFFN(*sizes).to(dtype), reference.PositionWiseFFN(*sizes).to(dtype)
    state = mine.state_dict()
    check.that(
        {name: p.shape for name, p in state.items()} == {name: p.shape for name, p in right.state_dict().items()},
        "The parameters are not those of dense1 and dense2, of the sizes asked for.",
        zh="模型参数不是 dense1 和 dense2 的参数，或者大小不对。",
    )
    right.load_state_dict(state)
    return mine, right


@points(2)
@hint(
    "Two nn.Linear work on the last axis, whatever axes stand before.",
    zh="nn.Linear 作用于最后一个轴，前面有几个轴都可以。",
)
def test_values(student, reference):
    """The result is right for other sizes. / 其他大小的结果都正确。"""
    for sizes, shape in (((4, 6, 3), (2, 5, 4)), ((3, 8, 3), (1, 1, 3)), ((5, 2, 7), (3, 2, 5))):
        mine, right = a_pair(student, reference, *sizes)
        X = torch.randn(shape)
        check.close(mine(X.clone()), right(X))


@points(1)
@after(test_values)
def test_every_position_by_itself(student):
    """A position's result depends on that position alone. / 每个位置的结果只取决于该位置自己。"""
    ffn, X = student.PositionWiseFFN(4, 6, 3), torch.randn(2, 5, 4)
    whole = ffn(X.clone()).detach()
    check.close(torch.cat([ffn(X[:, i : i + 1].clone()).detach() for i in range(5)], dim=1), whole)


@points(1)
@after(test_values)
def test_gradients(student, reference):
    """Gradients reach X and all parameters. / 梯度传到 X 和所有参数。"""
    mine, right = a_pair(student, reference, 4, 6, 3, dtype=torch.float64)
    check.same_gradient(lambda X: mine(X), lambda X: right(X), torch.randn(2, 3, 4, dtype=torch.float64))
    check.every_parameter_learns(mine, torch.randn(2, 3, 4, dtype=torch.float64))


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """On a GPU, the result is there. / 在 GPU 上，结果也在那里。"""
    result = student.PositionWiseFFN(4, 6, 3).to(device)(torch.randn(2, 5, 4, device=device))
    check.shape(result, (2, 5, 3))
    check.device(result, device)
