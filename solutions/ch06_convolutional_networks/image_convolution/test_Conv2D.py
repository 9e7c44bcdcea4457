import torch

from grader.suite import after, check, hint, on, points


def a_pair(student, reference, kernel_size, device="cpu", dtype=torch.float32):
    """The student's layer with random parameters, and ours with the same."""
    mine = student.Conv2D(kernel_size).to(device=device, dtype=dtype)
    right = reference.Conv2D(kernel_size).to(device=device, dtype=dtype)
    with torch.no_grad():
        for name in "weight", "bias":
            value = torch.randn(getattr(right, name).shape, dtype=dtype, device=device)
            getattr(right, name).copy_(value)
            getattr(mine, name).copy_(value.reshape(getattr(mine, name).shape))
    return mine, right


@points(2)
@hint(
    "self.weight = nn.Parameter(...) of shape kernel_size, and self.bias, an nn.Parameter with one element.",
    zh="self.weight = nn.Parameter(...)，形状为 kernel_size；self.bias 是只有一个元素的 nn.Parameter。",
)
def test_the_parameters(student):
    """weight and bias are the layer's parameters. / weight 和 bias 是该层的模型参数。"""
    for size in (3, 3), (1, 4), (5, 2):
        found = dict(student.Conv2D(size).named_parameters())
        sizes = {name: p.numel() if name == "bias" else tuple(p.shape) for name, p in found.items()}
        check.equal(sizes, {"weight": size, "bias": 1})


@points(1)
@after(test_the_parameters)
@hint("Draw the weight, for example with torch.rand.", zh="weight 要随机抽取，例如用 torch.rand。")
def test_the_weight_starts_at_random(student):
    """The weights of two new layers are random and not alike. / 两个新建的层，weight 都是随机的，互不相同。"""
    first, second = student.Conv2D((4, 5)).weight.detach(), student.Conv2D((4, 5)).weight.detach()
    check.that(
        bool((first != second).any()) and first.unique().numel() > 10,
        "The weight is not random.",
        zh="weight 不是随机的。",
    )


@points(3)
@hint(
    "corr2d(x, self.weight) + self.bias: the one bias is added to every entry of the result.",
    zh="corr2d(x, self.weight) + self.bias：同一个偏置加到结果的每个元素上。",
)
def test_values(student, reference):
    """The result is the cross-correlation plus the bias, for kernels of any shape. / 结果是互相关加偏置，卷积核可为任意形状。"""
    for size in (3, 3), (1, 4), (5, 2):
        mine, right = a_pair(student, reference, size)
        X = torch.randn(6, 7)
        check.close(mine(X), right(X))


@points(1)
@after(test_values)
@hint("corr2d must keep the dtype of what it is given.", zh="corr2d 要保持输入的 dtype。")
def test_double_precision(student, reference):
    """After .double(), the layer computes in double precision. / 调用 .double() 之后，以双精度计算。"""
    mine, right = a_pair(student, reference, (2, 3), dtype=torch.float64)
    X = torch.randn(5, 6, dtype=torch.float64)
    check.close(mine(X), right(X))


@points(2)
@after(test_values)
@hint(
    "Use self.weight and self.bias themselves: .data and .detach() hide them from autograd.",
    zh="直接使用 self.weight 和 self.bias：.data 和 .detach() 会使自动微分看不到它们。",
)
def test_gradients(student, reference):
    """Gradients reach weight, bias and x. / 梯度能传到 weight、bias 和 x。"""
    mine, right = a_pair(student, reference, (2, 3), dtype=torch.float64)
    X, weight = torch.randn(5, 6, dtype=torch.float64), torch.randn(4, 4, dtype=torch.float64)
    given, other = X.clone().requires_grad_(), X.clone().requires_grad_()
    (mine(given) * weight).sum().backward()
    (right(other) * weight).sum().backward()
    check.close([mine.weight.grad, given.grad], [right.weight.grad, other.grad])
    slope = mine.bias.grad
    check.close(None if slope is None else slope.reshape(1), right.bias.grad)


@points(1)
@after(test_values)
def test_the_input_is_left_alone(student):
    """x is the same after the call as before. / 调用前后 x 保持不变。"""
    layer = student.Conv2D((2, 2))
    check.leaves_alone(lambda X: layer(X), torch.randn(4, 5))


@points(1)
@on("cuda")
@after(test_values)
@hint(
    "layer.to(device) moves parameters only; what corr2d makes must be on the device of its input.",
    zh="layer.to(device) 只移动模型参数；corr2d 新建的张量要与输入在同一设备上。",
)
def test_on_the_gpu(student, reference, device):
    """After .to(device), the layer works on the GPU. / 调用 .to(device) 之后，该层在 GPU 上工作。"""
    mine, right = a_pair(student, reference, (2, 3), device)
    X = torch.randn(5, 6, device=device)
    check.close(mine(X), right(X))
