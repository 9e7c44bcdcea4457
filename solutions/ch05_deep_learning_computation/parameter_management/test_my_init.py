import torch

from grader.suite import after, check, hint, points


def weights(student):
    net = student.wide_net()
    net.apply(student.my_init)
    return [net[i].weight.detach() for i in (0, 3)]


@points(2)
@hint("Half of the weights are zero: those below 5 in absolute value.", zh="一半的权重为零：绝对值小于 5 的那些。")
def test_half_are_zero(student):
    """Half of the weights are zero. / 一半的权重为零。"""
    for W in weights(student):
        check.share((W == 0).sum(), W.numel(), 0.5, "The share of zeros", "零所占的比例", of=2)


@points(2)
@after(test_half_are_zero)
@hint("Draw from both sides of zero.", zh="零的两侧都要抽取。")
def test_both_signs(student):
    """A quarter is positive and a quarter negative. / 四分之一为正，四分之一为负。"""
    for W in weights(student):
        check.frequencies(W.sign().int(), {0: 0.5, 1: 0.25, -1: 0.25}, of=2)


@points(2)
@after(test_half_are_zero)
@hint("What is kept is uniform between 5 and 10 in absolute value.", zh="保留下来的数，绝对值在 5 与 10 之间均匀分布。")
def test_the_sizes(student):
    """What is not zero is uniform between 5 and 10, in absolute value. / 不为零的数，绝对值在 5 与 10 之间均匀分布。"""
    for W in weights(student):
        check.uniform(W[W != 0].abs(), 5.0, 10.0, of=2)


@points(1)
@after(test_half_are_zero)
@hint("Only m.weight of an nn.Linear changes.", zh="只改变 nn.Linear 的 m.weight。")
def test_all_else_stays(student):
    """Biases and other layers stay as they are. / 偏置和其他层保持原样。"""
    net = student.wide_net()
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(torch.randn(p.shape))
    names = ["0.bias", "1.weight", "1.bias", "3.bias"]
    before = [net.state_dict()[name].clone() for name in names]
    net.apply(student.my_init)
    check.equal([torch.equal(net.state_dict()[name], old) for name, old in zip(names, before, strict=True)], [True] * 4)


@points(1)
@after(test_half_are_zero)
@hint(
    "Work under torch.no_grad() or on m.weight.data; do not replace the parameter.",
    zh="在 torch.no_grad() 之下或对 m.weight.data 操作；不要换掉参数。",
)
def test_still_parameters(student):
    """The weights are still trainable parameters, the same as before. / 权重仍是可训练的参数，且与原来是同一个。"""
    net = student.wide_net()
    first = net[0].weight
    net.apply(student.my_init)
    check.equal([torch.equal(net[0].weight, first)], [True])
    check.equal([(p.requires_grad, p.is_leaf) for p in net.parameters()], [(True, True)] * 6)
