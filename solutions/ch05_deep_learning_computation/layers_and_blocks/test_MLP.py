import torch

from grader.suite import after, check, hint, on, points

SHAPES = {"hidden.weight": (256, 20), "hidden.bias": (256,), "out.weight": (10, 256), "out.bias": (10,)}


def a_pair(student, reference, dtype=torch.float32):
    """The student's block, and ours with the student's weights."""
    mine, right = student.MLP().to(dtype), reference.MLP().to(dtype)
    state = mine.state_dict()
    check.that(
        set(state) == set(SHAPES),
        "The parameters are not those of hidden and out.",
        zh="模型参数不是 hidden 和 out 的参数。",
    )
    right.load_state_dict(state)
    return mine, right


@points(2)
@hint(
    "Assign both layers to self in the constructor: self.hidden and self.out.",
    zh="在构造函数中把两个层赋给 self：self.hidden 和 self.out。",
)
def test_the_parameters(student):
    """hidden and out are registered, with the right shapes. / hidden 和 out 已注册，形状正确。"""
    net = student.MLP()
    found = [{name: tuple(p.shape) for name, p in net.named_parameters()}]
    net(torch.randn(2, 20))  # a forward pass adds nothing
    found.append({name: tuple(p.shape) for name, p in net.named_parameters()})
    check.equal(found, [SHAPES, SHAPES])


@points(2)
@hint("hidden, then ReLU, then out, and nothing after that.", zh="先 hidden，再 ReLU，再 out，之后什么都没有。")
def test_values(student, reference):
    """The result is out(relu(hidden(X))). / 结果是 out(relu(hidden(X)))。"""
    mine, right = a_pair(student, reference)
    for n in 1, 4:
        X = torch.randn(n, 20)
        check.close(mine(X), right(X))


@points(1)
@after(test_values)
@hint("Let the layers decide the dtype.", zh="dtype 由各层决定。")
def test_double_precision(student, reference):
    """After .double(), the block computes in double precision. / 调用 .double() 之后，以双精度计算。"""
    mine, right = a_pair(student, reference, torch.float64)
    X = torch.randn(4, 20, dtype=torch.float64)
    check.close(mine(X), right(X))


@points(1)
@after(test_values)
@hint(
    "Use the layers themselves, without .data, detach or no_grad.", zh="直接使用各层，不要用 .data、detach 或 no_grad。"
)
def test_gradients(student, reference):
    """Gradients reach all parameters. / 梯度能传到所有参数。"""
    mine, right = a_pair(student, reference, torch.float64)
    X, weight = torch.randn(4, 20, dtype=torch.float64), torch.randn(4, 10, dtype=torch.float64)
    (mine(X) * weight).sum().backward()
    (right(X) * weight).sum().backward()
    theirs = dict(mine.named_parameters())
    check.close([theirs[name].grad for name in SHAPES], [p.grad for _, p in right.named_parameters()])


@points(1)
@after(test_values)
def test_the_input_is_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    net = student.MLP()
    check.leaves_alone(lambda X: net(X), torch.randn(3, 20))


@points(1)
@on("cuda")
@after(test_values)
@hint("Make no tensor in forward without device=X.device.", zh="在 forward 中新建张量要写 device=X.device。")
def test_on_the_gpu(student, reference, device):
    """After .to(device), the block works on the GPU. / 调用 .to(device) 之后，在 GPU 上工作。"""
    X = torch.randn(3, 20, device=device)
    check.device(student.MLP().to(device)(X), device)
