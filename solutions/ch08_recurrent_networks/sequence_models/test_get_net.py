import math

import torch
from torch import nn

from grader.suite import after, check, hint, points
from grader.suite.spies import over_there


@points(2)
@hint(
    "Linear(4, 10), ReLU, Linear(10, 1), in an nn.Sequential.",
    zh="Linear(4, 10)、ReLU、Linear(10, 1)，放进 nn.Sequential。",
)
def test_the_layers(student):
    """The model is an nn.Sequential of the three layers. / 模型是由这三层组成的 nn.Sequential。"""
    net = student.get_net()
    check.layers(net, [nn.Linear(4, 10), nn.ReLU, nn.Linear(10, 1)])
    check.that(isinstance(net, nn.Sequential), "The model is not an nn.Sequential.", zh="模型不是 nn.Sequential。")


@points(2)
@after(test_the_layers)
@hint("net.apply(init_weights), in each call.", zh="每次调用都要 net.apply(init_weights)。")
def test_the_start(student):
    """The weights of the model start as Xavier has it. / 模型的权重按 Xavier 方法初始化。"""
    nets = [student.get_net() for _ in range(40)]
    for layer, n in ((0, 14), (2, 11)):
        bound = math.sqrt(6 / n)
        weights = torch.cat([net[layer].weight.detach().flatten() for net in nets])
        check.uniform(weights, -bound, bound, of=2)


@points(1)
@after(test_the_layers)
@hint("Make a new model in each call.", zh="每次调用都新建一个模型。")
def test_a_new_one_each_time(student):
    """Every call makes a model of its own. / 每次调用都得到一个新的模型。"""
    first, second = student.get_net(), student.get_net()
    check.equal(bool((first[0].weight != second[0].weight).any()), True)


def initialised(student):
    """A net before and after net.apply(init_weights)."""
    net = nn.Sequential(nn.Linear(60, 20), nn.LayerNorm(20), nn.Sequential(nn.Linear(20, 90)), nn.Conv1d(1, 2, 3))
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(3 * torch.randn(p.shape))
    before = {name: value.clone() for name, value in net.state_dict().items()}
    net = over_there(student, net)
    net.apply(student.init_weights)
    return net.state_dict(), before


@points(2)
@hint("nn.init.xavier_uniform_(m.weight) for an nn.Linear.", zh="对 nn.Linear 使用 nn.init.xavier_uniform_(m.weight)。")
def test_xavier(student):
    """init_weights draws uniformly from the range of Xavier, in inner blocks too. / init_weights 在 Xavier 的范围内均匀抽取，内层的块也一样。"""
    now, _ = initialised(student)
    for name, n in (("0.weight", 80), ("2.0.weight", 110)):
        bound = math.sqrt(6 / n)
        check.uniform(now[name].flatten(), -bound, bound, of=2)


@points(2)
@after(test_xavier)
@hint("Only the weights of nn.Linear change.", zh="只改变 nn.Linear 的权重。")
def test_all_else_stays(student):
    """Biases and layers of other kinds stay as they are. / 偏置和其他类型的层保持不变。"""
    now, before = initialised(student)
    names = ["0.bias", "2.0.bias", "1.weight", "1.bias", "3.weight", "3.bias"]
    check.equal({name: torch.equal(now[name], before[name]) for name in names}, dict.fromkeys(names, True))
