import torch
from torch import nn

from grader.suite import after, check, hint, points


def from_a_list(blocks):
    """A net(ins, outs) that hands out these blocks, and the list of what it was asked for."""
    asked, left = [], list(blocks)

    def net(ins, outs):
        asked.append((ins, outs))
        return left.pop(0)

    return net, asked


@points(2)
@hint("Every block gets X; join their results along the last axis.", zh="每个块都得到 X；沿最后一个轴连结它们的结果。")
def test_values(student, reference):
    """The results stand side by side, in the order in which the blocks were made. / 结果按块生成的顺序并排。"""
    for ins, outs, k in (4, 3, 2), (3, 3, 4):
        blocks = [nn.Linear(ins, outs) for _ in range(k)]
        X = torch.randn(5, ins)
        mine = student.Factory(from_a_list(blocks)[0], ins, outs, k)
        right = reference.Factory(from_a_list(blocks)[0], ins, outs, k)
        check.close(mine(X), right(X))


@points(1)
@after(test_values)
@hint("With k = 1, it is just the block.", zh="k = 1 时，就是这个块本身。")
def test_a_single_instance(student, reference):
    """k = 1 works. / k = 1 也可以。"""
    block = nn.Linear(3, 2)
    mine = student.Factory(from_a_list([block])[0], 3, 2, 1)
    X = torch.randn(4, 3)
    check.close(mine(X), reference.Factory(from_a_list([block])[0], 3, 2, 1)(X))


@points(2)
@after(test_values)
@hint(
    "Call net(ins, outs) k times: [net(ins, outs)] * k is one block, k times.",
    zh="调用 net(ins, outs) 共 k 次：[net(ins, outs)] * k 只是同一个块重复 k 次。",
)
def test_each_instance_is_new(student):
    """net(ins, outs) is called k times, and no block is used twice. / net(ins, outs) 调用 k 次，没有块被重复使用。"""
    net, asked = from_a_list([nn.Linear(4, 3) for _ in range(9)])
    block = student.Factory(net, 4, 3, 6)
    check.equal(asked, [(4, 3)] * 6)
    Y = block(torch.randn(2, 4))
    check.equal(Y.reshape(2, 6, -1)[0].unique(dim=0).shape[0], 6)


@points(2)
@hint(
    "Use nn.ModuleList or add_module: a plain list registers nothing.",
    zh="请用 nn.ModuleList 或 add_module：普通列表不会注册。",
)
def test_the_instances_are_registered(student):
    """parameters() gives the parameters of all instances. / parameters() 给出所有实例的参数。"""
    for k in 1, 7:
        shapes = [tuple(p.shape) for p in student.Factory(nn.Linear, 2, 3, k).parameters()]
        check.equal(sorted(shapes), sorted([(3, 2), (3,)] * k))


@points(1)
@after(test_values)
@hint("A gradient for each instance: nothing is detached.", zh="每个实例都要得到梯度：不要 detach。")
def test_the_gradient(student, reference):
    """The gradient comes back through all instances. / 梯度经所有实例传回。"""
    blocks = [nn.Linear(3, 2).double() for _ in range(3)]
    mine = student.Factory(from_a_list(blocks)[0], 3, 2, 3)
    right = reference.Factory(from_a_list(blocks)[0], 3, 2, 3)
    check.same_gradient(lambda X: mine(X), lambda X: right(X), torch.randn(4, 3, dtype=torch.float64))
