import torch
from torch import nn

from grader.suite import after, check, hint, points


@points(1)
@hint("Every parameter counts, whatever layer it belongs to.", zh="每个参数都要列出，不论属于哪种层。")
def test_other_models(student, reference):
    """Nested models and other layers work too. / 嵌套的模型和其他的层也可以。"""
    for net in (
        nn.Sequential(nn.Sequential(nn.Conv2d(1, 3, 2), nn.ReLU()), nn.Flatten(), nn.Linear(12, 2, bias=False)),
        nn.Linear(3, 4),
        nn.Sequential(nn.ReLU(), nn.Embedding(5, 2)),
    ):
        check.equal(student.parameter_shapes(net), reference.parameter_shapes(net))


@points(1)
@after(test_other_models)
@hint(
    "Buffers are in state_dict(), but not in named_parameters().",
    zh="缓冲区在 state_dict() 中，但不在 named_parameters() 中。",
)
def test_buffers_do_not_count(student, reference):
    """The moving statistics of a batch normalisation are no parameters. / 批量规范化的移动统计量不是参数。"""
    net = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2))
    check.equal(student.parameter_shapes(net), reference.parameter_shapes(net))


@points(1)
@after(test_other_models)
@hint("named_parameters() lists a shared parameter once.", zh="named_parameters() 对共享的参数只列一次。")
def test_a_shared_parameter_counts_once(student, reference):
    """A shared layer is listed once, under its first name. / 共享的层只以第一个名字列出一次。"""
    shared = nn.Linear(3, 3)
    net = nn.Sequential(shared, nn.ReLU(), shared)
    check.equal(student.parameter_shapes(net), reference.parameter_shapes(net))


@points(1)
@after(test_other_models)
@hint("A dict keeps the order in which it is filled.", zh="字典会保持填入的顺序。")
def test_the_order(student):
    """The names come in the order of the layers. / 名字按层的顺序排列。"""
    net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2), nn.Linear(2, 2))
    names = [f"{i}.{part}" for i in range(3) for part in ("weight", "bias")]
    check.equal(list(student.parameter_shapes(net)), names)


@points(1)
@after(test_other_models)
@hint("tuple(p.shape): also of a parameter that is frozen.", zh="tuple(p.shape)：冻结的参数也一样。")
def test_frozen_parameters(student, reference):
    """A parameter that requires no gradient is a parameter still. / 不要求梯度的参数仍是参数。"""
    net = nn.Sequential(nn.Linear(2, 3).requires_grad_(False), nn.Linear(3, 1))
    before = {name: value.clone() for name, value in net.state_dict().items()}
    check.equal(student.parameter_shapes(net), reference.parameter_shapes(net))
    check.equal(all(torch.equal(value, before[name]) for name, value in net.state_dict().items()), True)
