import torch
from torch import nn

from grader.suite import after, check, hint, points

SHAPES = {"0.weight": (8, 4), "0.bias": (8,), "2.weight": (4, 8), "2.bias": (4,)}


@points(2)
@hint("Linear, ReLU, Linear, ReLU, from 4 to 8 and back to 4.", zh="Linear、ReLU、Linear、ReLU，从 4 到 8 再回到 4。")
def test_the_layers(student):
    """The block is an nn.Sequential of four layers with the right sizes. / 这个块是四层的 nn.Sequential，大小正确。"""
    net = student.block1()
    kinds = [next((k.__name__ for k in (nn.Linear, nn.ReLU) if isinstance(m, k)), "another layer") for m in net]
    check.equal(kinds, ["Linear", "ReLU", "Linear", "ReLU"])
    check.equal({name: tuple(p.shape) for name, p in net.named_parameters()}, SHAPES)
    check.that(isinstance(net, nn.Sequential), "The block is not an nn.Sequential.", zh="这个块不是 nn.Sequential。")


@points(2)
@after(test_the_layers)
@hint("There is a ReLU at the end, too.", zh="末尾也有一个 ReLU。")
def test_values(student, reference):
    """The result is right for the block's weights. / 对该块的权重，结果正确。"""
    mine, right = student.block1(), reference.block1()
    right.load_state_dict(mine.state_dict())
    X = torch.randn(6, 4)
    check.close(mine(X), right(X))


@points(1)
@after(test_the_layers)
@hint("Make the layers inside the function.", zh="要在函数里面新建各层。")
def test_a_new_block_each_time(student):
    """Every call makes a block with weights of its own. / 每次调用都生成有自己权重的块。"""
    first, second = student.block1(), student.block1()
    before = second[0].weight.detach().clone()
    with torch.no_grad():
        first[0].weight.fill_(7.0)
    check.close(second[0].weight.detach(), before)
    check.equal(len(torch.stack([first[2].weight, second[2].weight]).unique(dim=0)), 2)
