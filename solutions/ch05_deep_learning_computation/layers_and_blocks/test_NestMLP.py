import torch
from torch import nn

from grader.suite import after, check, hint, points

SHAPES = {
    "net.0.weight": (64, 20), "net.0.bias": (64,), "net.2.weight": (32, 64), "net.2.bias": (32,),
    "linear.weight": (16, 32), "linear.bias": (16,),
}  # fmt: skip


def a_pair(student, reference, dtype=torch.float32):
    """The student's block, and ours with the student's weights."""
    mine, right = student.NestMLP().to(dtype), reference.NestMLP().to(dtype)
    state = mine.state_dict()
    check.that(
        set(state) == set(SHAPES),
        "The parameters are not those of net and linear.",
        zh="模型参数不是 net 和 linear 的参数。",
    )
    right.load_state_dict(state)
    return mine, right


@points(2)
@hint(
    "net is an nn.Sequential of four modules, linear stands beside it.",
    zh="net 是含四个模块的 nn.Sequential，linear 与它并列。",
)
def test_the_parameters(student):
    """The parameters have the six names and shapes. / 参数有六个，名字和形状都正确。"""
    check.equal({name: tuple(p.shape) for name, p in student.NestMLP().named_parameters()}, SHAPES)


@points(1)
@after(test_the_parameters)
@hint("Two linear layers, each followed by nn.ReLU().", zh="两个线性层，各自后面跟着 nn.ReLU()。")
def test_the_layers_of_net(student):
    """net is Linear, ReLU, Linear, ReLU. / net 依次是 Linear、ReLU、Linear、ReLU。"""
    kinds = [
        next((kind.__name__ for kind in (nn.Linear, nn.ReLU) if isinstance(layer, kind)), "another layer")
        for layer in student.NestMLP().net
    ]
    check.equal(kinds, ["Linear", "ReLU", "Linear", "ReLU"])


@points(2)
@hint("linear(net(X)), and nothing after that.", zh="linear(net(X))，之后什么都没有。")
def test_values(student, reference):
    """The result is right for the block's weights. / 对该块的权重，结果正确。"""
    mine, right = a_pair(student, reference)
    for n in 1, 5:
        X = torch.randn(n, 20)
        check.close(mine(X), right(X))


@points(1)
@after(test_values)
def test_gradients(student, reference):
    """Gradients reach all six parameters. / 梯度能传到全部六个参数。"""
    mine, right = a_pair(student, reference, torch.float64)
    X, weight = torch.randn(4, 20, dtype=torch.float64), torch.randn(4, 16, dtype=torch.float64)
    (mine(X) * weight).sum().backward()
    (right(X) * weight).sum().backward()
    theirs = dict(mine.named_parameters())
    check.close([theirs[name].grad for name in SHAPES], [p.grad for _, p in right.named_parameters()])


@points(1)
@after(test_values)
def test_the_input_is_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    net = student.NestMLP()
    check.leaves_alone(lambda X: net(X), torch.randn(3, 20))
