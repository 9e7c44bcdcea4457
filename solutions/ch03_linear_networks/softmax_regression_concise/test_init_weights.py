import torch
from torch import nn

from grader.suite import after, check, hint, points
from grader.suite.spies import over_there


def initialised(student):
    """The state of a net before and after net.apply(init_weights)."""
    net = nn.Sequential(
        nn.Linear(40, 30), nn.BatchNorm1d(30), nn.Sequential(nn.Tanh(), nn.Linear(30, 60)), nn.Conv1d(1, 2, 3)
    )
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(2 + torch.rand(p.shape))
    before = {name: value.clone() for name, value in net.state_dict().items()}
    net = over_there(student, net)
    net.apply(student.init_weights)
    return net.state_dict(), before


@points(3)
@hint(
    "Mean 0 and standard deviation 0.01; the default of normal_ is 1.",
    zh="均值 0，标准差 0.01；normal_ 的默认标准差是 1。",
)
def test_normal(student):
    """The weights of linear layers are normal with standard deviation 0.01, in inner blocks too. / 线性层的权重服从标准差 0.01 的正态分布，内层的块也一样。"""
    state, _ = initialised(student)
    for name in "0.weight", "2.1.weight":
        check.normal(state[name], 0.0, 0.01, of=2)


@points(2)
@after(test_normal)
@hint("Only m.weight changes.", zh="只改变 m.weight。")
def test_biases_stay(student):
    """The biases stay as they are. / 偏置保持不变。"""
    state, before = initialised(student)
    names = ["0.bias", "2.1.bias"]
    check.equal({name: torch.equal(state[name], before[name]) for name in names}, dict.fromkeys(names, True))


@points(2)
@after(test_normal)
@hint(
    "Batch normalisation and convolutions have a weight, too: ask for nn.Linear.",
    zh="批量归一化层和卷积层也有 weight：要判断是不是 nn.Linear。",
)
def test_other_layers_stay(student):
    """Layers of other kinds stay as they are. / 其他类型的层保持不变。"""
    state, before = initialised(student)
    names = ["1.weight", "1.bias", "3.weight", "3.bias"]
    check.equal({name: torch.equal(state[name], before[name]) for name in names}, dict.fromkeys(names, True))
