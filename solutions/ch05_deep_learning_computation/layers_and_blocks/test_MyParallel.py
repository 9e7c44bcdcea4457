import torch
from torch import nn

from grader.suite import after, check, hint, points


@points(2)
@hint(
    "Give X to every block and join the results with torch.cat along dim=-1.",
    zh="把 X 交给每个块，再用 torch.cat 沿 dim=-1 连结。",
)
def test_two_blocks(student, reference):
    """Two blocks of different widths are joined in order. / 宽度不同的两个块，按顺序连结。"""
    for blocks in [nn.Linear(4, 3), nn.Linear(4, 5)], [nn.Sequential(nn.Linear(4, 4), nn.Tanh()), nn.Linear(4, 1)]:
        X = torch.randn(6, 4)
        check.close(student.MyParallel(*blocks)(X), reference.MyParallel(*blocks)(X))


@points(2)
@after(test_two_blocks)
@hint("*args takes any number of blocks: loop over all of them.", zh="*args 可以接收任意多个块：请遍历所有的块。")
def test_one_block_or_four(student, reference):
    """It works with one block and with four. / 一个块和四个块都可以。"""
    for k in 1, 3, 4:
        blocks = [nn.Linear(3, 2 + i) for i in range(k)]
        X = torch.randn(5, 3)
        check.close(student.MyParallel(*blocks)(X), reference.MyParallel(*blocks)(X))


@points(1)
@after(test_two_blocks)
@hint("The last axis is dim=-1, whatever the number of axes.", zh="无论有几个轴，最后一个轴都是 dim=-1。")
def test_other_numbers_of_axes(student, reference):
    """X may have one axis, or three. / X 可以有一个轴，也可以有三个轴。"""
    blocks = [nn.Linear(4, 3), nn.Linear(4, 2)]
    for shape in (4,), (2, 3, 4):
        X = torch.randn(shape)
        check.close(student.MyParallel(*blocks)(X), reference.MyParallel(*blocks)(X))


@points(2)
@hint(
    "Use nn.ModuleList or add_module: a plain list, or a tuple, registers nothing.",
    zh="请用 nn.ModuleList 或 add_module：普通的列表或元组不会注册任何东西。",
)
def test_the_blocks_are_registered(student):
    """parameters() gives the parameters of all blocks, each once. / parameters() 给出所有块的参数，每个一次。"""
    blocks = [nn.Linear(4, 3), nn.Linear(4, 5, bias=False), nn.Linear(4, 2)]
    shapes = [tuple(p.shape) for p in student.MyParallel(*blocks).parameters()]
    check.equal(sorted(shapes), sorted([(3, 4), (3,), (5, 4), (2, 4), (2,)]))


@points(1)
@after(test_two_blocks)
@hint(
    "X goes into every block: its gradient is the sum of all their shares.", zh="X 进入每个块：它的梯度是各块贡献之和。"
)
def test_the_gradient(student, reference):
    """The gradient comes back through all blocks. / 梯度经所有的块传回。"""
    blocks = [nn.Linear(4, 3).double(), nn.Linear(4, 2).double()]
    mine, right = student.MyParallel(*blocks), reference.MyParallel(*blocks)
    check.same_gradient(lambda X: mine(X), lambda X: right(X), torch.randn(3, 4, dtype=torch.float64))


@points(1)
@after(test_two_blocks)
def test_the_input_is_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    block = student.MyParallel(nn.Linear(4, 3), nn.ReLU())
    check.leaves_alone(lambda X: block(X), torch.randn(3, 4))
