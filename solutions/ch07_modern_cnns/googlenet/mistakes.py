import torch
from torch import nn
from torch.nn import functional as F


class _Inception(nn.Module):
    """A right block, for mistakes to differ from in one thing."""

    third = 5  # kernel size of the third path

    def __init__(self, in_channels, c1, c2, c3, c4):
        super().__init__()
        self.p1_1 = nn.Conv2d(in_channels, c1, 1)
        self.p2_1 = nn.Conv2d(in_channels, c2[0], 1)
        self.p2_2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.p3_1 = nn.Conv2d(in_channels, c3[0], 1)
        self.p3_2 = nn.Conv2d(c3[0], c3[1], self.third, padding=self.third // 2)
        self.p4_1 = nn.MaxPool2d(3, stride=1, padding=1)
        self.p4_2 = nn.Conv2d(in_channels, c4, 1)

    def paths(self, x):
        p1 = F.relu(self.p1_1(x))
        p2 = F.relu(self.p2_2(F.relu(self.p2_1(x))))
        p3 = F.relu(self.p3_2(F.relu(self.p3_1(x))))
        return p1, p2, p3, F.relu(self.p4_2(self.p4_1(x)))

    def forward(self, x):
        return torch.cat(self.paths(x), dim=1)


class Inception_joined_along_the_batch(_Inception):
    """You join along dim 0, one example below the other. The channels are dim 1.

    你沿 dim 0 连结，样本上下堆叠。通道是 dim 1。"""

    def forward(self, x):
        return torch.cat(self.paths(x), dim=0)


class Inception_paths_in_another_order(_Inception):
    """You join the paths in another order. Path 1 comes first, path 4 last.

    你连结各条路径的次序不对。路径 1 在最前，路径 4 在最后。"""

    def forward(self, x):
        return torch.cat(self.paths(x)[::-1], dim=1)


class Inception_without_the_inner_relu(_Inception):
    """In paths 2 and 3 the ReLU after the convolution of 1 x 1 is missing: it and the next one make one linear map.

    路径 2 和 3 中，1 x 1 卷积之后缺少 ReLU：它与后一个卷积合起来只是一个线性映射。"""

    def paths(self, x):
        p1, _, _, p4 = super().paths(x)
        return p1, F.relu(self.p2_2(self.p2_1(x))), F.relu(self.p3_2(self.p3_1(x))), p4


class Inception_without_the_outer_relu(_Inception):
    """The last convolution of a path is not followed by a ReLU in your block. Every convolution is.

    在你的块中，每条路径的最后一个卷积层之后没有 ReLU。每个卷积层之后都应当有。"""

    def paths(self, x):
        p2 = self.p2_2(F.relu(self.p2_1(x)))
        p3 = self.p3_2(F.relu(self.p3_1(x)))
        return self.p1_1(x), p2, p3, self.p4_2(self.p4_1(x))


class Inception_without_the_pooling(_Inception):
    """Your fourth path does not pool. Its convolution works on the maximum of each pixel's neighbourhood.

    你的第四条路径没有汇聚。其中的卷积应作用于每个像素邻域的最大值。"""

    def paths(self, x):
        return *super().paths(x)[:3], F.relu(self.p4_2(x))


class Inception_average_pooling(_Inception):
    """Your fourth path averages the neighbourhood. It takes the maximum.

    你的第四条路径对邻域求了平均。应当取最大值。"""

    def paths(self, x):
        return *super().paths(x)[:3], F.relu(self.p4_2(F.avg_pool2d(x, 3, stride=1, padding=1)))


class Inception_pooling_behind_the_convolution(_Inception):
    """In your fourth path the convolution comes first. The pooling does.

    在你的第四条路径中，先做的是卷积。应当先汇聚。"""

    def paths(self, x):
        return *super().paths(x)[:3], F.relu(self.p4_1(self.p4_2(x)))


class Inception_three_by_three_twice(_Inception):
    """Your third path has a kernel of 3 x 3, like the second. It has one of 5 x 5.

    你的第三条路径用了 3 x 3 的核，与第二条相同。应当是 5 x 5 的。"""

    third = 3


class Inception_not_padded(_Inception):
    """Your kernels of 3 x 3 and 5 x 5 have no padding, so the paths give images of different sizes, which cannot be joined.

    你的 3 x 3 和 5 x 5 卷积没有填充，各条路径得到的图像大小不同，无法连结。"""

    def __init__(self, in_channels, c1, c2, c3, c4):
        super().__init__(in_channels, c1, c2, c3, c4)
        self.p2_2 = nn.Conv2d(c2[0], c2[1], 3)
        self.p3_2 = nn.Conv2d(c3[0], c3[1], 5)


class Inception_relu_in_place(_Inception):
    """Your numbers are right, but x is not what it was: an activation in place has written on it.

    你的数值是对的，但 x 已被改变：就地的激活函数改写了它。"""

    def forward(self, x):
        result = super().forward(x)
        with torch.no_grad():
            x.relu_()
        return result


class Inception_layers_in_a_list(_Inception):
    """Your layers are in a plain list, where nn.Module does not find them. Assign each to self, or use nn.ModuleList.

    你的层放在普通列表里，nn.Module 找不到它们。请把每一层赋给 self，或使用 nn.ModuleList。"""

    def __init__(self, *args):
        nn.Module.__init__(self)
        self.layers = [_Inception(*args)]

    def forward(self, x):
        return self.layers[0](x)


def _pool():
    return nn.MaxPool2d(3, stride=2, padding=1)


def _net(d=1):
    """The six children of a right network, the first five as lists of layers."""

    blocks, n = [], 192
    for a, b, c, e in WIDTHS:
        blocks.append(_Inception(n // d, a // d, (b[0] // d, b[1] // d), (c[0] // d, c[1] // d), e // d))
        n = a + b[1] + c[1] + e
    first, second = nn.Conv2d(64 // d, 64 // d, 1), nn.Conv2d(64 // d, 192 // d, 3, padding=1)
    return [
        [nn.Conv2d(1, 64 // d, 7, stride=2, padding=3), nn.ReLU(), _pool()],
        [first, nn.ReLU(), second, nn.ReLU(), _pool()],
        [*blocks[:2], _pool()],
        [*blocks[2:7], _pool()],
        [*blocks[7:], nn.AdaptiveAvgPool2d(1), nn.Flatten()],
        [nn.Linear(1024 // d, 10)],
    ]


def _made(children):
    return nn.Sequential(*(nn.Sequential(*child) for child in children))


def GoogLeNet_second_stage_without_the_relu(divisor=1):
    """The ReLU after the convolution of 3 x 3 in your second child is missing.

    你的第二个子模块中，3 x 3 卷积之后缺少 ReLU。"""
    net = _net(divisor)
    del net[1][3]
    return _made(net)


def GoogLeNet_second_stage_without_the_first_relu(divisor=1):
    """The ReLU after the convolution of 1 x 1 in your second child is missing.

    你的第二个子模块中，1 x 1 卷积之后缺少 ReLU。"""
    net = _net(divisor)
    del net[1][1]
    return _made(net)


def GoogLeNet_first_stage_without_the_relu(divisor=1):
    """The ReLU in your first child is missing.

    你的第一个子模块中缺少 ReLU。"""
    net = _net(divisor)
    del net[0][1]
    return _made(net)


def GoogLeNet_maximum_at_the_end(divisor=1):
    """Your last pooling takes the maximum of each channel. It takes the average.

    你的最后一个汇聚层取了每个通道的最大值。应当取平均值。"""
    net = _net(divisor)
    net[4][2] = nn.AdaptiveMaxPool2d(1)
    return _made(net)


def GoogLeNet_average_pooling(divisor=1):
    """You pool by averages between the stages. There it is the maximum.

    你在各个阶段之间用了平均汇聚。那里应当用最大汇聚。"""
    net = _net(divisor)
    for child in net[:4]:
        child[-1] = nn.AvgPool2d(3, stride=2, padding=1)
    return _made(net)


def GoogLeNet_pooling_forgotten(divisor=1):
    """Your fourth child does not pool at its end.

    你的第四个子模块末尾没有汇聚层。"""
    net = _net(divisor)
    del net[3][-1]
    return _made(net)


def GoogLeNet_one_block_less(divisor=1):
    """Your fourth child has four Inception blocks. It has five.

    你的第四个子模块只有四个 Inception 块。应当有五个。"""
    net = _net(divisor)
    del net[3][1]
    return _made(net)


def GoogLeNet_not_flattened(divisor=1):
    """The result of your fifth child has four axes, and the linear layer looks at the last one: it has a single number. Flatten
    first.

    你的第五个子模块的结果有四个轴，线性层看到的是最后一个轴，上面只有一个数。请先展平。"""
    net = _net(divisor)
    del net[4][-1]
    return _made(net)


def GoogLeNet_softmax_at_the_end(divisor=1):
    """There is a softmax at the end. The cross-entropy loss contains it already.

    末尾有 softmax。交叉熵损失已经包含它。"""
    net = _net(divisor)
    net[5].append(nn.Softmax(dim=1))
    return _made(net)


def GoogLeNet_colour_images(divisor=1):
    """Your first convolution expects colour images with 3 channels. The images here are grey: 1 channel.

    你的第一个卷积层的输入是 3 个通道的彩色图像。这里的图像是灰度的：1 个通道。"""
    net = _net(divisor)
    net[0][0] = nn.Conv2d(3, 64 // divisor, 7, stride=2, padding=3)
    return _made(net)


def GoogLeNet_divisor_ignored(divisor=1):
    """Your network always has the channels of the book. They are divided by divisor.

    你的网络总是用书中的通道数。它们应当除以 divisor。"""
    return _made(_net())
