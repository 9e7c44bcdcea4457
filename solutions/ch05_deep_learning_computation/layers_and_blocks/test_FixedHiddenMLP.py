import torch

from grader.suite import after, check, hint, on, points


def a_pair(student, reference, dtype=torch.float32):
    """The student's block, and ours with the student's weights."""
    mine, right = student.FixedHiddenMLP().to(dtype), reference.FixedHiddenMLP().to(dtype)
    with torch.no_grad():
        right.linear.weight.copy_(mine.linear.weight)
        right.linear.bias.copy_(mine.linear.bias)
        right.rand_weight.copy_(mine.rand_weight)
    return mine, right


@points(3)
@hint("Follow the five steps in their order.", zh="按顺序完成五个步骤。")
def test_values(student, reference):
    """The five steps give the right scalar. / 五个步骤得到正确的标量。"""
    mine, right = a_pair(student, reference)
    for n in 1, 3, 50:
        X = 2 * torch.randn(n, 20)
        check.close(mine(X), right(X))


@points(2)
@after(test_values)
@hint(
    "Halve only while the sum of absolute values is greater than 1: it may be so from the start, or take many steps.",
    zh="只有绝对值之和大于 1 时才减半：可能一开始就不大于 1，也可能要减很多次。",
)
def test_many_halvings_or_none(student, reference):
    """Large values are halved many times, small ones never. / 大的值减半很多次，小的值一次也不减。"""
    mine, right = a_pair(student, reference)
    X = torch.randn(4, 20)
    check.close(mine(1e6 * X), right(1e6 * X))
    with torch.no_grad():
        for net in mine, right:
            net.linear.weight.mul_(1e-4)
            net.linear.bias.mul_(1e-4)
    check.close(mine(X), right(X))
    with torch.no_grad():
        for net in mine, right:  # now the sum is 1 exactly
            net.linear.weight.zero_()
            net.linear.bias.zero_()
            net.linear.bias[3] = -1.0
    check.close(mine(X[:1]), right(X[:1]))


@points(2)
@hint(
    "linear is the only layer with parameters, used twice; rand_weight is not trained.",
    zh="linear 是唯一带参数的层，用了两次；rand_weight 不参与训练。",
)
def test_what_is_trained(student):
    """Only linear is trained: 420 numbers. / 只有 linear 参与训练，共 420 个数。"""
    trained = {name: tuple(p.shape) for name, p in student.FixedHiddenMLP().named_parameters() if p.requires_grad}
    check.equal(trained, {"linear.weight": (20, 20), "linear.bias": (20,)})


@points(1)
@after(test_values)
@hint(
    "Draw rand_weight in the constructor, with torch.rand: between 0 and 1, and the same in every call.",
    zh="在构造函数中用 torch.rand 抽取 rand_weight：在 0 与 1 之间，每次调用都相同。",
)
def test_the_constant(student):
    """rand_weight is uniform on [0, 1), other for each instance, and stays.

    rand_weight 在 [0, 1) 上均匀，各实例不同，且保持不变。"""
    net, other = student.FixedHiddenMLP(), student.FixedHiddenMLP()
    before = net.rand_weight.clone()
    X = torch.randn(2, 20)
    check.close(net(X), net(X.clone()).detach())
    check.close(net.rand_weight, before)
    check.shape(before, (20, 20))
    # 400 uniform numbers: their mean is within 0.1 of 0.5 (seven standard deviations), and the largest is above 0.9
    # but for 0.9 ** 400 = 5e-19.
    spread = bool((before >= 0).all() and (before < 1).all() and before.max() > 0.9 and before.min() < 0.1)
    check.that(
        spread and abs(float(before.mean()) - 0.5) < 0.1,
        "rand_weight is not uniform between 0 and 1.",
        zh="rand_weight 不是 0 到 1 之间的均匀分布。",
    )
    check.that(
        bool((other.rand_weight != before).any()),
        "All instances have the same rand_weight.",
        zh="所有实例的 rand_weight 都相同。",
    )


@points(1)
@after(test_values)
@hint("The gradient reaches linear twice, and X.", zh="梯度经两条路传到 linear，并传到 X。")
def test_gradients(student, reference):
    """Gradients reach linear and X. / 梯度能传到 linear 和 X。"""
    mine, right = a_pair(student, reference)
    X = torch.randn(3, 20)
    given, other = X.clone().requires_grad_(), X.clone().requires_grad_()
    mine(given).backward()
    right(other).backward()
    check.close(
        [mine.linear.weight.grad, mine.linear.bias.grad, given.grad],
        [right.linear.weight.grad, right.linear.bias.grad, other.grad],
    )


@points(1)
@after(test_values)
@hint("Work on new tensors.", zh="请生成新的张量。")
def test_the_input_is_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    net = student.FixedHiddenMLP()
    check.leaves_alone(lambda X: net(X), torch.randn(3, 20))


@points(1)
@after(test_values)
@hint(
    "self.register_buffer(name, tensor) makes the constant part of the module.",
    zh="self.register_buffer(名字, 张量) 使常数成为模块的一部分。",
)
def test_the_constant_is_saved(student):
    """A block loaded from state_dict() gives the same results. / 由 state_dict() 恢复的块，结果相同。"""
    saved, loaded = student.FixedHiddenMLP(), student.FixedHiddenMLP()
    loaded.load_state_dict(saved.state_dict())
    X = torch.randn(3, 20)
    check.close(loaded(X), saved(X).detach())


@points(1)
@on("cuda")
@after(test_what_is_trained)
@hint(
    "A plain tensor attribute stays on the CPU; a buffer goes with .to(device).",
    zh="普通的张量属性会留在 CPU 上；缓冲区会随 .to(device) 移动。",
)
def test_on_the_gpu(student, reference, device):
    """After .to(device), the block works on the GPU. / 调用 .to(device) 之后，在 GPU 上工作。"""
    check.device(student.FixedHiddenMLP().to(device)(torch.randn(3, 20, device=device)), device)
