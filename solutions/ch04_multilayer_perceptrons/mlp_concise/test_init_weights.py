import torch
from torch import nn

from grader.suite import after, check, hint, points
from grader.suite.spies import over_there


def initialised(student):
    """A net before and after net.apply(init_weights)."""
    net = nn.Sequential(
        nn.Linear(60, 50), nn.LayerNorm(50), nn.Sequential(nn.ReLU(), nn.Linear(50, 40)), nn.Conv1d(1, 2, 3)
    )
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(3 * torch.randn(p.shape))
    before = {name: value.clone() for name, value in net.state_dict().items()}
    net = over_there(student, net)
    net.apply(student.init_weights)
    return net.state_dict(), before


@points(3)
@hint(
    "Standard deviation 0.01: the default of nn.init.normal_ is 1.", zh="标准差为 0.01：nn.init.normal_ 的默认值是 1。"
)
def test_normal(student):
    """The weights are normal with mean 0 and standard deviation 0.01, in inner blocks too.

    权重服从均值 0、标准差 0.01 的正态分布，内层的块也一样。"""
    after_it, _ = initialised(student)
    for name in "0.weight", "2.1.weight":
        check.spread(after_it[name], 0.01, mean=0.0, of=4)
        check.normal(after_it[name], 0.0, 0.01, of=4)


@points(2)
@after(test_normal)
@hint("Only m.weight changes.", zh="只改变 m.weight。")
def test_biases_stay(student):
    """The biases stay as they are. / 偏置保持不变。"""
    after_it, before = initialised(student)
    names = ["0.bias", "2.1.bias"]
    check.equal({name: torch.equal(after_it[name], before[name]) for name in names}, dict.fromkeys(names, True))


@points(2)
@after(test_normal)
@hint(
    "A LayerNorm and a convolution have a weight, too: ask whether m is an nn.Linear.",
    zh="LayerNorm 和卷积层也有 weight：要判断 m 是不是 nn.Linear。",
)
def test_other_layers_stay(student):
    """Layers of other kinds stay as they are. / 其他类型的层保持不变。"""
    after_it, before = initialised(student)
    names = ["1.weight", "1.bias", "3.weight", "3.bias"]
    check.equal({name: torch.equal(after_it[name], before[name]) for name in names}, dict.fromkeys(names, True))
