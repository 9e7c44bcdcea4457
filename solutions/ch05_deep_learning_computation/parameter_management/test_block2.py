import torch
from torch import nn

from grader.suite import after, check, hint, points

INNER = {"0.weight": (8, 4), "0.bias": (8,), "2.weight": (4, 8), "2.bias": (4,)}


@points(3)
@hint('The names are "block 0" to "block 3", with a space.', zh='名字是 "block 0" 到 "block 3"，中间有空格。')
def test_the_names(student):
    """The four blocks have their names, and every parameter its place. / 四个块各有名字，每个参数各在其位。"""
    net = student.block2()
    expected = {f"block {i}.{name}": shape for i in range(4) for name, shape in INNER.items()}
    check.equal({name: tuple(p.shape) for name, p in net.named_parameters()}, expected)
    check.equal([name for name, _ in net.named_children()], [f"block {i}" for i in range(4)])


@points(2)
@hint(
    "Call block1() four times: one block in four places would share its weights.",
    zh="调用 block1() 四次：一个块放四处会共享权重。",
)
def test_weights_of_their_own(student):
    """The four blocks share no weights. / 四个块不共享权重。"""
    weights = [block[0].weight.detach() for block in student.block2()]
    check.equal([len(weights), len(torch.stack(weights).unique(dim=0))], [4, 4])


@points(2)
@after(test_the_names)
@hint("One block after another.", zh="一个块接着一个块。")
def test_values(student, reference):
    """The blocks are applied one after another. / 各块依次作用。"""
    mine, right = student.block2(), reference.block2()
    with torch.no_grad():  # large enough that something gets through four ReLUs
        for p in mine.parameters():
            p.uniform_(-0.2, 1.0)
    right.load_state_dict(mine.state_dict())
    X = torch.randn(6, 4)
    check.close(mine(X), right(X))


@points(1)
@after(test_the_names)
@hint("The outer block is an nn.Sequential, and so are the inner ones.", zh="外层是 nn.Sequential，内层也是。")
def test_sequential(student):
    """The block and the blocks in it are nn.Sequential. / 外层的块和内层的块都是 nn.Sequential。"""
    net = student.block2()
    check.equal([isinstance(m, nn.Sequential) for m in (net, *net)], [True] * 5)
