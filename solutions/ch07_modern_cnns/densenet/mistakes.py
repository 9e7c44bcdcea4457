import torch
from torch import nn


def _conv(a, b):
    return nn.Sequential(nn.BatchNorm2d(a), nn.ReLU(), nn.Conv2d(a, b, 3, padding=1))


def _transition(a, b, pool=nn.AvgPool2d):
    return nn.Sequential(nn.BatchNorm2d(a), nn.ReLU(), nn.Conv2d(a, b, 1), pool(2, 2))


class _Dense(nn.Module):
    """A right block, for mistakes to differ from in one thing."""

    def __init__(self, num_convs, input_channels, num_channels):
        super().__init__()
        self.net = nn.ModuleList([_conv(input_channels + i * num_channels, num_channels) for i in range(num_convs)])

    def forward(self, X):
        for block in self.net:
            X = torch.cat((X, block(X)), dim=1)
        return X


def conv_block_convolution_first(input_channels, num_channels):
    """Your convolution comes first, as in VGG. Here normalization and ReLU come before it.

    你先做了卷积，那是 VGG 的次序。这里规范化和 ReLU 在它之前。"""
    return nn.Sequential(nn.Conv2d(input_channels, num_channels, 3, padding=1), nn.BatchNorm2d(num_channels), nn.ReLU())


def conv_block_without_normalization(input_channels, num_channels):
    """There is no batch normalization in your block.

    你的块中没有批量规范化。"""
    return nn.Sequential(nn.ReLU(), nn.Conv2d(input_channels, num_channels, 3, padding=1))


def conv_block_without_relu(input_channels, num_channels):
    """There is no ReLU in your block.

    你的块中没有 ReLU。"""
    return nn.Sequential(nn.BatchNorm2d(input_channels), nn.Conv2d(input_channels, num_channels, 3, padding=1))


def conv_block_relu_before_the_normalization(input_channels, num_channels):
    """Your ReLU comes before the normalization. It comes after it.

    你的 ReLU 在规范化之前。应当在规范化之后。"""
    bn, relu, conv = _conv(input_channels, num_channels)
    return nn.Sequential(relu, bn, conv)


def conv_block_not_padded(input_channels, num_channels):
    """Your convolution has no padding, so the image loses its rim and cannot be joined to what went in.

    你的卷积层没有填充，图像会少掉一圈，无法与输入连结。"""
    bn, relu, _ = _conv(input_channels, num_channels)
    return nn.Sequential(bn, relu, nn.Conv2d(input_channels, num_channels, 3))


def conv_block_of_one_by_one(input_channels, num_channels):
    """Your convolution is of 1 x 1. It is of 3 x 3, with padding 1.

    你的卷积是 1 x 1 的。应当是 3 x 3 的，填充为 1。"""
    bn, relu, _ = _conv(input_channels, num_channels)
    return nn.Sequential(bn, relu, nn.Conv2d(input_channels, num_channels, 1))


class DenseBlock_added(_Dense):
    """You add the result of a block to what it got, as ResNet does. DenseNet joins them: the channels become more.

    你把块的输出与它的输入相加，那是 ResNet 的做法。DenseNet 是把它们连结起来：通道会变多。"""

    def forward(self, X):
        for block in self.net:
            X = X + block(X).mean(dim=1, keepdim=True)
        return X


class DenseBlock_new_ones_first(_Dense):
    """You put the new channels first. X comes first, and the new ones last.

    你把新的通道放在了前面。X 在最前，新的通道在最后。"""

    def forward(self, X):
        for block in self.net:
            X = torch.cat((block(X), X), dim=1)
        return X


class DenseBlock_joined_along_the_batch(_Dense):
    """You join along dim 0, the examples. The channels are dim 1.

    你沿 dim 0（样本）连结了。通道是 dim 1。"""

    def forward(self, X):
        for block in self.net:
            X = torch.cat((X, block(X)), dim=0)
        return X


class DenseBlock_without_X(_Dense):
    """Your result lacks X itself. It comes first, and the results of the blocks behind it.

    你的结果中没有 X 本身。它应在最前，后面是各块的输出。"""

    def forward(self, X):
        return super().forward(X)[:, X.shape[1] :]


class DenseBlock_every_block_gets_X(_Dense):
    """Every one of your blocks gets X alone. From the second on, they get what the blocks before them made as well.

    你的每个块得到的都只有 X。从第二个起，还应得到前面各块的输出。"""

    def __init__(self, num_convs, input_channels, num_channels):
        super().__init__(num_convs, input_channels, num_channels)
        self.net = nn.ModuleList([_conv(input_channels, num_channels) for _ in range(num_convs)])

    def forward(self, X):
        return torch.cat([X, *(block(X) for block in self.net)], dim=1)


class DenseBlock_one_after_another(_Dense):
    """Each of your blocks gets the result of the one before alone. It gets all that came before, X included.

    你的每个块得到的只有前一块的输出。它应得到之前的全部内容，包括 X。"""

    def __init__(self, num_convs, input_channels, num_channels):
        super().__init__(num_convs, input_channels, num_channels)
        first = _conv(input_channels, num_channels)
        self.net = nn.ModuleList([first] + [_conv(num_channels, num_channels) for _ in range(num_convs - 1)])

    def forward(self, X):
        results = [X]
        for block in self.net:
            results.append(block(results[-1]))
        return torch.cat(results, dim=1)


class DenseBlock_plain_list(_Dense):
    """Your blocks are in a plain list, where nn.Module does not find them. Use nn.ModuleList or nn.Sequential.

    你的块放在普通列表里，nn.Module 找不到它们。请用 nn.ModuleList 或 nn.Sequential。"""

    def __init__(self, num_convs, input_channels, num_channels):
        super().__init__(num_convs, input_channels, num_channels)
        blocks = list(self.net)
        del self.net
        self.net = blocks


class DenseBlock_X_activated_in_place(_Dense):
    """Your numbers are right, but X is not what it was: an operation in place has written on it.

    数值是对的，但 X 已被改变：就地的运算改写了它。"""

    def forward(self, X):
        Y = super().forward(X)
        with torch.no_grad():
            X.relu_()
        return Y


def transition_block_maximum(input_channels, num_channels):
    """You pool by the maximum. Here it is the average: what many layers have gathered is not thrown away.

    你用的是最大汇聚。这里用平均汇聚：许多层积累下来的信息不应丢掉。"""
    return _transition(input_channels, num_channels, nn.MaxPool2d)


def transition_block_without_pooling(input_channels, num_channels):
    """There is no pooling in your transition layer, so the image never becomes smaller.

    你的过渡层没有汇聚，图像始终不会变小。"""
    return _transition(input_channels, num_channels)[:3]


def transition_block_three_by_three(input_channels, num_channels):
    """Your convolution is of 3 x 3. One of 1 x 1 is enough to make the channels fewer.

    你的卷积是 3 x 3 的。减少通道数用 1 x 1 的就够了。"""
    layers = list(_transition(input_channels, num_channels))
    layers[2] = nn.Conv2d(input_channels, num_channels, 3, padding=1)
    return nn.Sequential(*layers)


def transition_block_convolution_first(input_channels, num_channels):
    """Your convolution comes first. Normalization and ReLU come before it.

    你先做了卷积。规范化和 ReLU 应在它之前。"""
    conv = nn.Conv2d(input_channels, num_channels, 1)
    return nn.Sequential(conv, nn.BatchNorm2d(num_channels), nn.ReLU(), nn.AvgPool2d(2, 2))


def transition_block_stride_in_the_convolution(input_channels, num_channels):
    """Your convolution of 1 x 1 has the stride 2, and leaves three of four pixels out. The pooling looks at all of them.

    你的 1 x 1 卷积用了步幅 2，四个像素中有三个被跳过。汇聚会看到全部像素。"""
    return nn.Sequential(
        nn.BatchNorm2d(input_channels), nn.ReLU(), nn.Conv2d(input_channels, num_channels, 1, stride=2)
    )


def _net(c=64, growth=32, counts=(4, 4, 4, 4), stem=None, dense=_Dense):
    """The children of a right network, as a list."""
    layers = [nn.Conv2d(1, c, 7, stride=2, padding=3), nn.BatchNorm2d(c), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    children = [nn.Sequential(*layers)]
    for i, n in enumerate(counts):
        if i:
            children.append(_transition(c, c // 2))
            c //= 2
        children.append(dense(n, c, growth))
        c += n * growth
    return [*children, nn.BatchNorm2d(c), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, 10)]


def DenseNet_transition_at_the_end(num_channels=64, growth_rate=32, num_convs_in_dense_blocks=(4, 4, 4, 4)):
    """There is a transition layer behind your last dense block as well. They stand between dense blocks only.

    你的最后一个稠密块之后也有过渡层。过渡层只在两个稠密块之间。"""
    net = _net(num_channels, growth_rate, num_convs_in_dense_blocks)
    c = net[-1].in_features
    tail = [nn.BatchNorm2d(c // 2), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c // 2, 10)]
    return nn.Sequential(*net[:-5], _transition(c, c // 2), *tail)


def DenseNet_without_transitions(num_channels=64, growth_rate=32, num_convs_in_dense_blocks=(4, 4, 4, 4)):
    """There are no transition layers in your network: the channels only ever become more, and the image stays as large.

    你的网络没有过渡层：通道只增不减，图像也一直那么大。"""
    blocks, c = [], num_channels
    for n in num_convs_in_dense_blocks:
        blocks.append(_Dense(n, c, growth_rate))
        c += n * growth_rate
    stem = _net(num_channels, growth_rate, (1,))[0]
    tail = [nn.BatchNorm2d(c), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, 10)]
    return nn.Sequential(stem, *blocks, *tail)


def DenseNet_without_the_last_activation(num_channels=64, growth_rate=32, num_convs_in_dense_blocks=(4, 4, 4, 4)):
    """Behind your last dense block the normalization and the ReLU are missing.

    你的最后一个稠密块之后缺少规范化和 ReLU。"""
    net = _net(num_channels, growth_rate, num_convs_in_dense_blocks)
    return nn.Sequential(*net[:-5], *net[-3:])


def DenseNet_without_the_last_relu(num_channels=64, growth_rate=32, num_convs_in_dense_blocks=(4, 4, 4, 4)):
    """Behind your last normalization the ReLU is missing.

    你的最后一次规范化之后缺少 ReLU。"""
    net = _net(num_channels, growth_rate, num_convs_in_dense_blocks)
    return nn.Sequential(*net[:-4], nn.Identity(), *net[-3:])


def DenseNet_maximum_at_the_end(num_channels=64, growth_rate=32, num_convs_in_dense_blocks=(4, 4, 4, 4)):
    """You take the maximum of each channel at the end. It is the average.

    你在末尾取了每个通道的最大值。应当取平均值。"""
    net = _net(num_channels, growth_rate, num_convs_in_dense_blocks)
    return nn.Sequential(*net[:-3], nn.AdaptiveMaxPool2d(1), *net[-2:])


def DenseNet_arguments_ignored(num_channels=64, growth_rate=32, num_convs_in_dense_blocks=(4, 4, 4, 4)):
    """Your network always has four dense blocks of four. Their sizes are arguments.

    你的网络总是四个各含四个卷积块的稠密块。这些大小由参数给出。"""
    return nn.Sequential(*_net(num_channels, growth_rate))


def DenseNet_softmax_at_the_end(num_channels=64, growth_rate=32, num_convs_in_dense_blocks=(4, 4, 4, 4)):
    """There is a softmax at the end. The cross-entropy loss contains it already.

    末尾有 softmax。交叉熵损失已经包含它。"""
    net = _net(num_channels, growth_rate, num_convs_in_dense_blocks)
    return nn.Sequential(*net[:-1], nn.Sequential(net[-1], nn.Softmax(dim=1)))


def DenseNet_first_relu_missing(num_channels=64, growth_rate=32, num_convs_in_dense_blocks=(4, 4, 4, 4)):
    """There is no ReLU in your first child.

    你的第一个子模块中没有 ReLU。"""
    net = _net(num_channels, growth_rate, num_convs_in_dense_blocks)
    conv, bn, _, pool = net[0]
    return nn.Sequential(nn.Sequential(conv, bn, pool), *net[1:])
