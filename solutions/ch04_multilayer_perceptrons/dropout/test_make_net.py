import torch
from torch import nn

from grader.suite import after, check, hint, points

KINDS = [nn.Flatten, nn.Linear, nn.ReLU, nn.Dropout]
ORDER = ["Flatten", "Linear", "ReLU", "Dropout", "Linear", "ReLU", "Dropout", "Linear"]


def names_of(layers):
    return [next((kind.__name__ for kind in KINDS if isinstance(layer, kind)), "another layer") for layer in layers]


@points(3)
@hint(
    "Flatten, then Linear, ReLU, Dropout twice, then the last Linear.",
    zh="先 Flatten，再是两组 Linear、ReLU、Dropout，最后一个 Linear。",
)
def test_the_layers(student):
    """The model is an nn.Sequential of eight layers in the right order. / 模型是八层的 nn.Sequential，顺序正确。"""
    net = student.make_net(0.2, 0.5)
    check.that(isinstance(net, nn.Sequential), "The model is not an nn.Sequential.", zh="模型不是 nn.Sequential。")
    check.equal(names_of(net), ORDER)


@points(1)
@after(test_the_layers)
@hint("784 - 256 - 256 - 10.", zh="784 - 256 - 256 - 10。")
def test_the_sizes(student):
    """The linear layers have the right sizes, with biases. / 线性层大小正确，且带有偏置。"""
    shapes = [tuple(p.shape) for p in student.make_net(0.2, 0.5).parameters()]
    check.equal(shapes, [(256, 784), (256,), (256, 256), (256,), (10, 256), (10,)])


@points(1)
@after(test_the_layers)
@hint(
    "The first nn.Dropout gets dropout1, the second dropout2.", zh="第一个 nn.Dropout 用 dropout1，第二个用 dropout2。"
)
def test_the_probabilities(student):
    """Each dropout layer has its own probability. / 每个暂退层有各自的概率。"""
    for p1, p2 in (0.2, 0.5), (0.7, 0.1):
        net = student.make_net(p1, p2)
        check.close([layer.p for layer in net if isinstance(layer, nn.Dropout)], [p1, p2])


@points(2)
@hint(
    "nn.init.normal_(layer.weight, std=0.01) for every linear layer.",
    zh="对每个线性层调用 nn.init.normal_(layer.weight, std=0.01)。",
)
def test_the_start(student):
    """The weights start with mean 0 and standard deviation 0.01. / 权重初值的均值为 0、标准差为 0.01。"""
    for p in student.make_net(0.2, 0.5).parameters():
        if p.dim() == 2:
            check.spread(p, 0.01, mean=0.0, of=6)
            check.normal(p, 0.0, 0.01, of=6)


@points(1)
@after(test_the_layers)
@hint("The model returns what the last linear layer returns.", zh="模型返回最后一个线性层的结果。")
def test_evaluation(student):
    """After eval(), the model computes both hidden layers and the output.

    调用 eval() 之后，依次计算两个隐藏层和输出。"""
    net = student.make_net(0.2, 0.5).eval()
    X = torch.randn(4, 1, 28, 28)
    w1, b1, w2, b2, w3, b3 = list(net.parameters())
    H = torch.relu(torch.relu(X.flatten(1) @ w1.T + b1) @ w2.T + b2)
    check.close(net(X), H @ w3.T + b3)
