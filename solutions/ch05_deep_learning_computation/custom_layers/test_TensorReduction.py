import torch

from grader.suite import after, check, hint, on, points


def a_pair(student, reference, in_units, units, device="cpu", dtype=torch.float32):
    """The student's layer, and ours with the student's weights."""
    mine = student.TensorReduction(in_units, units).to(device=device, dtype=dtype)
    right = reference.TensorReduction(in_units, units).to(device=device, dtype=dtype)
    with torch.no_grad():
        right.weight.copy_(mine.weight)
    return mine, right


@points(2)
@hint(
    "Write the formula as an einsum: which letters are summed, and which are left?",
    zh="把公式写成 einsum：哪些字母被求和，哪些保留下来？",
)
def test_values(student, reference):
    """The layer computes the double sum for each example. / 该层对每个样本计算双重求和。"""
    for n, in_units, units in (5, 4, 3), (3, 3, 3), (1, 2, 5), (4, 1, 2), (2, 5, 1):
        mine, right = a_pair(student, reference, in_units, units)
        X = torch.randn(n, in_units)
        check.close(mine(X), right(X))


@points(1)
@after(test_values)
@hint("Let the dtype of X and weight decide.", zh="结果的 dtype 由 X 和 weight 决定。")
def test_double_precision(student, reference):
    """After .double(), the layer computes in double precision. / 调用 .double() 之后，以双精度计算。"""
    mine, right = a_pair(student, reference, 4, 3, dtype=torch.float64)
    X = torch.randn(5, 4, dtype=torch.float64)
    check.close(mine(X), right(X))


@points(2)
@hint(
    "weight is the only nn.Parameter, with one axis each for i, j and k.",
    zh="weight 是唯一的 nn.Parameter，三个轴依次对应 i、j、k。",
)
def test_the_parameter(student):
    """The only parameter is weight, random at the start. / 唯一的模型参数是 weight，初值随机。"""
    layer = student.TensorReduction(4, 3)
    check.equal({name: tuple(p.shape) for name, p in layer.named_parameters()}, {"weight": (4, 4, 3)})
    other = student.TensorReduction(4, 3).weight
    check.that(bool((layer.weight != other).any()), "weight does not start at random.", zh="weight 的初值不是随机的。")


@points(1)
@after(test_values)
@hint("x_i and x_j are both X: neither may be detached.", zh="x_i 和 x_j 都是 X：两处都不能 detach。")
def test_gradients(student, reference):
    """Gradients reach weight and X, through both factors. / 梯度经两个因子传到 weight 和 X。"""
    mine, right = a_pair(student, reference, 4, 3, dtype=torch.float64)
    X, weight = torch.randn(5, 4, dtype=torch.float64), torch.randn(5, 3, dtype=torch.float64)
    given, other = X.clone().requires_grad_(), X.clone().requires_grad_()
    (mine(given) * weight).sum().backward()
    (right(other) * weight).sum().backward()
    check.close([mine.weight.grad, given.grad], [right.weight.grad, other.grad])


@points(1)
@after(test_values)
def test_the_input_is_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    layer = student.TensorReduction(4, 3)
    check.leaves_alone(lambda X: layer(X), torch.randn(5, 4))


@points(1)
@on("cuda")
@after(test_values)
@hint("layer.to(device) moves parameters, not plain tensors.", zh="layer.to(device) 只移动模型参数，不移动普通张量。")
def test_on_the_gpu(student, reference, device):
    """After .to(device), the layer works on the GPU. / 调用 .to(device) 之后，该层在 GPU 上工作。"""
    mine, right = a_pair(student, reference, 4, 3, device)
    X = torch.randn(5, 4, device=device)
    check.close(mine(X), right(X))
