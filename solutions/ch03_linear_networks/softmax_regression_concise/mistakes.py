import copy

import torch
from torch import nn


def init_weights_standard(m):
    """Your standard deviation is 1, the default. Pass std=0.01.

    你的标准差是默认的 1。请传入 std=0.01。"""
    if isinstance(m, nn.Linear):
        nn.init.normal_(m.weight)


def init_weights_every_layer(m):
    """You change every module that has a weight. Ask whether m is an nn.Linear.

    你改动了所有带 weight 的模块。请判断 m 是不是 nn.Linear。"""
    if hasattr(m, "weight"):
        nn.init.normal_(m.weight, std=0.01)


def init_weights_biases_too(m):
    """You set the biases as well. They stay as they are.

    你连偏置也改了。偏置应保持不变。"""
    if isinstance(m, nn.Linear):
        nn.init.normal_(m.weight, std=0.01)
        nn.init.zeros_(m.bias)


def init_weights_uniform(m):
    """Your weights are uniform. Draw them from a normal distribution.

    你的权重服从均匀分布。请从正态分布中抽取。"""
    if isinstance(m, nn.Linear):
        nn.init.uniform_(m.weight, -0.01, 0.01)


def init_weights_on_a_copy(m):
    """Your function changes a copy: m keeps its weights. Change m.weight in place.

    你的函数改的是副本，m 的权重没有变。请就地修改 m.weight。"""
    if isinstance(m, nn.Linear):
        m.weight.detach().clone().normal_(0, 0.01)


def _start(made):
    nn.init.normal_(made[-1].weight, std=0.01)
    return made


def net_with_softmax():
    """There is a softmax at the end. nn.CrossEntropyLoss contains it already; twice makes learning slow.

    末尾有 softmax。nn.CrossEntropyLoss 已经包含它；做两次会使学习变慢。"""
    return nn.Sequential(*_start(nn.Sequential(nn.Flatten(), nn.Linear(784, 10))), nn.Softmax(dim=1))


def net_without_flatten():
    """nn.Flatten is missing: a linear layer sees the last axis of an image, 28 numbers, where it expects 784.

    漏掉了 nn.Flatten：线性层看到的是图像最后一个轴上的 28 个数，而它需要 784 个。"""
    return _start(nn.Sequential(nn.Linear(784, 10)))


def net_not_initialised():
    """Your weights start as torch makes them: net.apply(init_weights) is missing.

    你的权重用的是 torch 默认的初值：漏掉了 net.apply(init_weights)。"""
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 10))


def net_hidden_layer():
    """You have a hidden layer: that is a multilayer perceptron. Softmax regression has one linear layer.

    你的模型有隐藏层：那是多层感知机。softmax 回归只有一个线性层。"""
    first = _start(nn.Sequential(nn.Flatten(), nn.Linear(784, 256)))
    return _start(nn.Sequential(*first, nn.ReLU(), nn.Linear(256, 10)))


def net_sizes_exchanged():
    """The sizes have changed places: nn.Linear takes the number of inputs first.

    两个大小弄反了：nn.Linear 的第一个参数是输入的个数。"""
    return _start(nn.Sequential(nn.Flatten(), nn.Linear(10, 784)))


class _SoftmaxFirst(nn.Module):
    def forward(self, logits, labels):
        return nn.functional.cross_entropy(torch.softmax(logits, dim=1), labels)


class _LogOfSoftmax(nn.Module):
    def forward(self, logits, labels):
        return -torch.log(torch.softmax(logits, dim=1)[range(len(labels)), labels]).mean()


def loss_after_a_softmax():
    """You take the softmax before nn.CrossEntropyLoss, which takes it again. Give it the logits themselves.

    你在 nn.CrossEntropyLoss 之前先做了 softmax，而它自己还会再做一次。请直接传入 logits。"""
    return _SoftmaxFirst()


def loss_overflowing():
    """The logarithm of a softmax that has underflowed to 0 is infinite. nn.CrossEntropyLoss computes both together.

    softmax 下溢为 0 后，对数就成了无穷。nn.CrossEntropyLoss 把两步放在一起计算。"""
    return _LogOfSoftmax()


def loss_summed():
    """You sum over the batch: the steps grow with its size. Take the mean, or the loss of each example.

    你对批量求了和：批量越大，步子越大。请取平均，或保留每个样本的损失。"""
    return nn.CrossEntropyLoss(reduction="sum")


def loss_nll():
    """nn.NLLLoss expects logarithms of probabilities; the net gives logits. Use nn.CrossEntropyLoss.

    nn.NLLLoss 需要对数概率，而网络给出的是 logits。请用 nn.CrossEntropyLoss。"""
    return nn.NLLLoss()


def loss_smoothed():
    """Your loss smooths the labels. Plain cross-entropy does not.

    你的损失做了标签平滑。普通的交叉熵不做。"""
    return nn.CrossEntropyLoss(label_smoothing=0.1)


def trainer_smaller_rate(net):
    """Your learning rate is not 0.1.

    你的学习率不是 0.1。"""
    return torch.optim.SGD(net.parameters(), lr=0.01)


def trainer_weights_only(net):
    """Your optimiser has only the weight: the bias is never trained. Hand it all of net.parameters().

    你的优化器里只有权重：偏置从未被训练。请传入全部的 net.parameters()。"""
    return torch.optim.SGD([net[1].weight], lr=0.1)


def trainer_of_another_net(net):
    """Your optimiser has the parameters of another net (net was made again after it, or copied). It must have those of net.

    你的优化器管理的是另一个网络的参数（之后又重新建了 net，或者用了副本）。它必须管理 net 的参数。"""
    return torch.optim.SGD(copy.deepcopy(net).parameters(), lr=0.1)


def trainer_with_momentum(net):
    """Your optimiser has momentum: each step repeats a part of the earlier ones. Plain SGD is asked for.

    你的优化器带有动量：每一步都重复之前的一部分。题目要求普通的 SGD。"""
    return torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)


def trainer_with_decay(net):
    """Your optimiser decays the weights. Plain SGD is asked for.

    你的优化器带有权重衰减。题目要求普通的 SGD。"""
    return torch.optim.SGD(net.parameters(), lr=0.1, weight_decay=0.1)


def trainer_adam(net):
    """Adam does not step by the gradient itself. SGD is asked for.

    Adam 的步子不是梯度本身。题目要求 SGD。"""
    return torch.optim.Adam(net.parameters(), lr=0.1)
