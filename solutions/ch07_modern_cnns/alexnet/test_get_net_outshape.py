import re

import torch
from torch import nn

from grader.suite import after, check, hint, on, points
from grader.suite.spies import over_there


def shown(student, net, X):
    """What the student prints about `net`, line by line: the name, and the numbers after it."""
    student.get_net_outshape(over_there(student, net), X)
    lines = []
    for line in check.printed(student).splitlines():
        name = re.match(r"\s*(\w*)", line)
        if line.strip():
            lines.append((name[1], [int(n) for n in re.findall(r"\d+", line[name.end() :])]))
    return lines


@points(2)
@hint(
    "X becomes the output of each layer in turn; print its shape after the layer, not before.",
    zh="X 依次变为每一层的输出；打印的是经过该层之后的形状，而不是之前的。",
)
def test_a_convolutional_net(student):
    """Every layer has its line, in order, with the shape of its output. / 每一层依次占一行，并给出其输出的形状。"""
    net = nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2),
        nn.Sigmoid(),
        nn.AvgPool2d(2, 2),
        nn.Conv2d(6, 4, 3, stride=2),
        nn.Flatten(),
        nn.Linear(144, 5),
    )
    expected = [
        ("Conv2d", [2, 6, 28, 28]),
        ("Sigmoid", [2, 6, 28, 28]),
        ("AvgPool2d", [2, 6, 14, 14]),
        ("Conv2d", [2, 4, 6, 6]),
        ("Flatten", [2, 144]),
        ("Linear", [2, 5]),
    ]
    check.equal(shown(student, net, torch.randn(2, 1, 28, 28)), expected)


@points(1)
@after(test_a_convolutional_net)
@hint("Nothing is said of the number of axes, nor of pixels.", zh="题目没有限定轴的个数，也没有限定像素数。")
def test_any_net(student):
    """It works for sequences and vectors as well, and for a single layer. / 对序列、向量以及只有一层的网络同样适用。"""
    net = nn.Sequential(nn.Conv1d(3, 2, 2), nn.Tanh(), nn.MaxPool1d(3))
    check.equal(
        shown(student, net, torch.randn(4, 3, 10)),
        [("Conv1d", [4, 2, 9]), ("Tanh", [4, 2, 9]), ("MaxPool1d", [4, 2, 3])],
    )
    check.equal(shown(student, nn.Sequential(nn.Linear(4, 7)), torch.randn(4)), [("Linear", [7])])


@points(2)
@after(test_a_convolutional_net)
@hint("A block is one layer of net: do not look into it.", zh="块是 net 的一层：不要深入它的内部。")
def test_blocks_are_layers(student):
    """A block inside the net has one line. / 网络中的块只占一行。"""
    block = nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Sequential(nn.Linear(8, 6), nn.ReLU()))
    expected = [("Sequential", [5, 6]), ("Linear", [5, 2]), ("Softmax", [5, 2])]
    check.equal(shown(student, nn.Sequential(block, nn.Linear(6, 2), nn.Softmax(dim=1)), torch.randn(5, 3)), expected)


@points(1)
@after(test_a_convolutional_net)
@on("cuda")
@hint("Use the X that you are given: a new tensor would be on the CPU.", zh="请使用传入的 X：新建的张量会在 CPU 上。")
def test_on_the_gpu(student, device):
    """It works where net and X are on a GPU. / net 与 X 在 GPU 上时同样可用。"""
    net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten())
    expected = [("Conv2d", [2, 2, 4, 4]), ("Flatten", [2, 32])]
    check.equal(shown(student, net, torch.randn(2, 1, 6, 6, device=device)), expected)
