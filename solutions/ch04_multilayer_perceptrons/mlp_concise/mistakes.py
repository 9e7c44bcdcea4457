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
    """You change the biases as well. They stay as they are.

    你连偏置也改了。偏置应保持不变。"""
    if isinstance(m, nn.Linear):
        nn.init.normal_(m.weight, std=0.01)
        nn.init.zeros_(m.bias)


def init_weights_uniform(m):
    """Your weights are uniform. Draw them from a normal distribution: nn.init.normal_.

    你的权重服从均匀分布。请从正态分布中抽取：nn.init.normal_。"""
    if isinstance(m, nn.Linear):
        nn.init.uniform_(m.weight, -0.01, 0.01)


def init_weights_does_nothing(m):
    """Your function changes nothing: nn.init.normal without an underscore is old and others work on a copy. Change
    m.weight in place.

    你的函数什么也没改：它修改的是一个副本。请就地修改 m.weight。"""
    if isinstance(m, nn.Linear):
        m.weight.detach().clone().normal_(std=0.01)


def _start(net):
    for m in net:
        if isinstance(m, nn.Linear):
            nn.init.normal_(m.weight, std=0.01)
    return net


def net_without_relu():
    """There is no activation between your two linear layers: together they are one linear layer.

    你的两个线性层之间没有激活函数：合起来等于一个线性层。"""
    return _start(nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.Linear(256, 10)))


def net_with_softmax():
    """There is a softmax at the end. nn.CrossEntropyLoss contains it already: twice makes learning slow.

    末尾有 softmax。nn.CrossEntropyLoss 已经包含它：做两次会使学习变慢。"""
    return _start(nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10), nn.Softmax(dim=1)))


def net_without_flatten():
    """nn.Flatten is missing: a linear layer sees the last axis of an image, 28 numbers, where it expects 784.

    漏掉了 nn.Flatten：线性层看到的是图像最后一个轴上的 28 个数，而它需要 784 个。"""
    return _start(nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10)))


def net_not_initialised():
    """Your weights start as torch makes them: net.apply(init_weights) is missing.

    你的权重用的是 torch 默认的初值：漏掉了 net.apply(init_weights)。"""
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))


def net_relu_at_the_end():
    """There is a ReLU at the end, so that no output can be negative. Only the hidden layer has an activation.

    末尾有 ReLU，输出不可能为负。只有隐藏层有激活函数。"""
    return _start(nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10), nn.ReLU()))
