import torch
from torch import nn

from grader.suite import after, check, hint, left_on_cpu, on, points

CPU = torch.device("cpu")


@points(2)
@hint("self.linear is an nn.Linear(3, 1).", zh="self.linear 是 nn.Linear(3, 1)。")
def test_the_parameters(student):
    """The net has one layer, linear, with trainable parameters. / 网络只有一层 linear，参数可以训练。"""
    net = student.Net(CPU)
    found = {name: (tuple(p.shape), p.requires_grad) for name, p in net.named_parameters()}
    check.equal(found, {"linear.weight": ((1, 3), True), "linear.bias": ((1,), True)})
    check.layers(net, [nn.Linear(3, 1)])


@points(2)
@hint("linear(X), and nothing else.", zh="linear(X)，没有别的。")
def test_values(student, reference):
    """The result is linear(X), and a gradient reaches the parameters. / 结果是 linear(X)，梯度能传到参数。"""
    net = student.Net(CPU)
    check.same_model(net, reference.Net(CPU), torch.randn(4, 3))
    check.every_parameter_learns(net, torch.randn(4, 3))


@points(2)
@on("cuda")
@after(test_values)
@hint(
    "self.linear = nn.Linear(3, 1).to(device), and X goes where the weight is.",
    zh="self.linear = nn.Linear(3, 1).to(device)，并把 X 移到权重所在的设备。",
)
def test_on_the_gpu(student, device):
    """On a GPU, the net computes there, wherever X is. / 在 GPU 上，不论 X 在哪里，网络都在 GPU 上计算。"""
    for X in torch.randn(4, 3, device=device), left_on_cpu(torch.randn(4, 3)):
        Y = student.Net(device)(X)
        check.shape(Y, (4, 1))
        check.device(Y, device)
