import torch
from torch import nn

from grader.suite import after, check, hint, points


@points(1)
@hint("net.apply(init_weights), once the model is made.", zh="模型建好之后调用 net.apply(init_weights)。")
def test_the_start(student):
    """The weights start normally distributed with standard deviation 0.01. / 权重初值服从标准差 0.01 的正态分布。"""
    weights = [p for p in student.net.parameters() if p.dim() == 2]
    check.that(bool(weights), "net has no matrix of weights.", "net 没有权重矩阵。")
    for p in weights:
        check.normal(p, 0.0, 0.01, of=len(weights))


@points(3)
@hint("nn.Flatten(), nn.Linear(784, 10), and nothing behind.", zh="nn.Flatten()、nn.Linear(784, 10)，后面没有别的。")
def test_the_layers(student):
    """The model is a Sequential of these two layers; there is no softmax. / 模型是由这两层组成的 Sequential，其中没有 softmax。"""
    check.layers(student.net, [nn.Flatten(), nn.Linear(784, 10)])
    check.that(isinstance(student.net, nn.Sequential), "net is not an nn.Sequential.", "net 不是 nn.Sequential。")


@points(2)
@after(test_the_layers)
@hint("Logits may be any numbers: X @ W.T + b.", zh="logits 可以是任意实数：X @ W.T + b。")
def test_values(student, reference):
    """With our weights, it gives our logits. / 换上我们的权重，得到与我们相同的 logits。"""
    check.same_model(student.net, reference.net, 3 * torch.randn(4, 1, 28, 28))


@points(1)
@after(test_the_layers)
@hint("The bias takes part, too.", zh="偏置也要起作用。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    check.every_parameter_learns(student.net, torch.randn(4, 1, 28, 28))
