import torch

from grader.suite import after, check, hint, on, points


def a_pair(student, reference, in_units, units, device="cpu", dtype=torch.float32):
    """The student's layer, and ours with the student's weights."""
    mine = student.MyLinear(in_units, units).to(device=device, dtype=dtype)
    right = reference.MyLinear(in_units, units).to(device=device, dtype=dtype)
    with torch.no_grad():
        mine.bias.copy_(torch.randn(units, dtype=dtype, device=device))
        right.weight.copy_(mine.weight)
        right.bias.copy_(mine.bias)
    return mine, right


@points(2)
@hint(
    "weight has shape (in_units, units), so no transpose is needed: X @ weight + bias, and then the ReLU.",
    zh="weight 的形状是 (in_units, units)，不需要转置：X @ weight + bias，然后是 ReLU。",
)
def test_values(student, reference, device):
    """The layer computes relu(XW + b). / 该层计算 relu(XW + b)。"""
    for n, in_units, units in (5, 4, 3), (2, 3, 3), (3, 1, 2), (4, 6, 1):
        mine, right = a_pair(student, reference, in_units, units)
        X = torch.randn(n, in_units)
        check.close(mine(X), right(X))


@points(1)
@after(test_values)
@hint("The product runs along the last axis of X: @ does that.", zh="乘积沿 X 的最后一个轴进行：用 @ 即可。")
def test_other_numbers_of_axes(student, reference):
    """A single example and a batch of sequences work too. / 单个样本和序列的批量也可以。"""
    mine, right = a_pair(student, reference, 4, 3)
    for shape in (4,), (2, 5, 4):
        X = torch.randn(shape)
        check.close(mine(X), right(X))


@points(2)
@hint(
    "Wrap both tensors in nn.Parameter and assign them to self: then parameters() and state_dict() know them.",
    zh="把两个张量包装成 nn.Parameter 并赋给 self 的属性：这样 parameters() 和 state_dict() 才认得它们。",
)
def test_the_parameters(student):
    """weight and bias are the layer's parameters. / weight 和 bias 是该层的模型参数。"""
    for in_units, units in (5, 3), (2, 7):
        found = {name: tuple(p.shape) for name, p in student.MyLinear(in_units, units).named_parameters()}
        check.equal(found, {"weight": (in_units, units), "bias": (units,)})


@points(1)
@after(test_the_parameters)
@hint("Draw the weights, for example with torch.randn.", zh="权重要随机抽取，例如用 torch.randn。")
def test_the_weights_start_at_random(student):
    """The weights of two new layers are random and not alike. / 两个新建的层，权重都是随机的，互不相同。"""
    first, second = student.MyLinear(6, 5).weight.detach(), student.MyLinear(6, 5).weight.detach()
    check.that(
        bool((first != second).any()) and first.unique().numel() > 10,
        "The weights are not random: units that start alike stay alike.",
        zh="权重不是随机的：起点相同的单元会一直相同。",
    )


@points(2)
@hint(
    "Use self.weight and self.bias themselves: .data and .detach() hide them from autograd.",
    zh="直接使用 self.weight 和 self.bias：.data 和 .detach() 会使自动微分看不到它们。",
)
def test_gradients(student, reference):
    """Gradients reach weight, bias and X. / 梯度能传到 weight、bias 和 X。"""
    mine, right = a_pair(student, reference, 4, 3, dtype=torch.float64)
    X, weight = torch.randn(5, 4, dtype=torch.float64), torch.randn(5, 3, dtype=torch.float64)
    given, other = X.clone().requires_grad_(), X.clone().requires_grad_()
    Y = mine(given)
    check.that(Y.requires_grad, "The result is not connected with the parameters.", zh="结果与模型参数之间没有计算图。")
    (Y * weight).sum().backward()
    (right(other) * weight).sum().backward()
    check.close([mine.weight.grad, mine.bias.grad, given.grad], [right.weight.grad, right.bias.grad, other.grad])


@points(1)
@after(test_values)
@hint(
    "Work on new tensors: += and relu_ write into what they are given.", zh="请生成新的张量：+= 和 relu_ 会就地改写。"
)
def test_the_input_is_left_alone(student):
    """Neither X nor the parameters change in a call. / 调用既不改变 X，也不改变参数。"""
    layer = student.MyLinear(4, 4)
    before = {name: value.clone() for name, value in layer.state_dict().items()}
    check.leaves_alone(lambda X: layer(X), torch.randn(4, 4))
    check.equal(layer.state_dict(), before)


@points(1)
@on("cuda")
@after(test_values)
@hint("layer.to(device) moves parameters, not plain tensors.", zh="layer.to(device) 只移动模型参数，不移动普通张量。")
def test_on_the_gpu(student, reference, device):
    """After .to(device), the layer works on the GPU. / 调用 .to(device) 之后，该层在 GPU 上工作。"""
    mine, right = a_pair(student, reference, 4, 3, device)
    X = torch.randn(5, 4, device=device)
    check.close(mine(X), right(X))
