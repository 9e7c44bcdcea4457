import torch
from torch import nn

from grader.suite import after, check, files, hint, points
from grader.suite.spies import over_there


def problem(student):
    """A new net whose head is another, in the student's room, and the old net's state_dict in a file."""
    old = nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 3))
    new = nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 2), nn.Linear(2, 2))
    files(student).save("old.params", old.state_dict())
    before = {name: value.clone() for name, value in new.state_dict().items()}
    return over_there(student, new), before, old.state_dict()


@points(3)
@hint("Choose by name and shape, then load what was chosen.", zh="按名字和形状挑选，再加载挑中的部分。")
def test_the_first_layers(student):
    """The first two layers are those of the old net. / 前两层与旧网络相同。"""
    net, _, old = problem(student)
    loaded = student.load_first_layers(net, "old.params")
    names = ["0.weight", "0.bias", "2.weight", "2.bias"]
    check.equal(loaded, names)
    state = net.state_dict()
    check.close([state[name] for name in names], [old[name] for name in names])


@points(2)
@after(test_the_first_layers)
@hint("What does not fit stays as it is.", zh="不合适的部分保持不变。")
def test_the_rest_stays(student):
    """The head keeps its own parameters. / 输出层保留自己的参数。"""
    net, before, _ = problem(student)
    student.load_first_layers(net, "old.params")
    state = net.state_dict()
    names = ["4.weight", "4.bias", "5.weight", "5.bias"]
    check.equal({name: torch.equal(state[name], before[name]) for name in names}, dict.fromkeys(names, True))


@points(1)
@hint(
    "The saved entries may come in another order, and nothing may fit.",
    zh="保存的各项次序可能不同，也可能没有一项合适。",
)
def test_the_order_and_nothing(student):
    """The order is that of the new net; where nothing fits, the list is empty.

    次序以新网络为准；没有合适的则为空列表。"""
    net, _, old = problem(student)
    files(student).save("backwards", dict(reversed(list(old.items()))))
    files(student).save("strange", {"layer.weight": torch.ones(3, 3)})
    check.equal(student.load_first_layers(net, "strange"), [])
    check.equal(student.load_first_layers(net, "backwards"), ["0.weight", "0.bias", "2.weight", "2.bias"])


@points(1)
@after(test_the_first_layers)
@hint("Copy into the parameters: they stay trainable.", zh="把数值复制进参数：它们仍可训练。")
def test_still_trainable(student):
    """The parameters are still the net's own, and trained. / 参数仍属于原来的网络，可以训练。"""
    net, _, _ = problem(student)
    first = net[0].weight
    student.load_first_layers(net, "old.params")
    check.equal([torch.equal(first, net[0].weight), *(p.requires_grad for p in net.parameters())], [True] * 9)
