from torch import nn
from torch.nn import functional as F


class _Residual(nn.Module):
    """A right block, for mistakes to differ from in one thing."""

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        self.conv1 = nn.Conv2d(input_channels, num_channels, 3, padding=1, stride=strides)
        self.conv2 = nn.Conv2d(num_channels, num_channels, 3, padding=1)
        self.conv3 = nn.Conv2d(input_channels, num_channels, 1, stride=strides) if use_1x1conv else None
        self.bn1 = nn.BatchNorm2d(num_channels)
        self.bn2 = nn.BatchNorm2d(num_channels)

    def shortcut(self, X):
        return self.conv3(X) if self.conv3 else X

    def body(self, X):
        return self.bn2(self.conv2(F.relu(self.bn1(self.conv1(X)))))

    def forward(self, X):
        return F.relu(self.body(X) + self.shortcut(X))


class Residual_relu_before_the_sum(_Residual):
    """Your last ReLU comes before the sum, so that the block can only ever add to its input. It belongs after the sum.

    你的最后一个 ReLU 在相加之前，于是这个块只能让输入变大。它应当在相加之后。"""

    def forward(self, X):
        return F.relu(self.body(X)) + self.shortcut(X)


class Residual_without_the_last_relu(_Residual):
    """There is no ReLU on the sum.

    你没有对和取 ReLU。"""

    def forward(self, X):
        return self.body(X) + self.shortcut(X)


class Residual_without_the_shortcut(_Residual):
    """Your block never adds its input: these are two ordinary convolutions.

    你的块没有加上输入：那只是两个普通的卷积层。"""

    def forward(self, X):
        return F.relu(self.body(X))


class Residual_without_the_inner_relu(_Residual):
    """There is no ReLU between your two convolutions, so together they are one linear map.

    你的两个卷积层之间没有 ReLU，合起来只是一个线性映射。"""

    def body(self, X):
        return self.bn2(self.conv2(self.bn1(self.conv1(X))))


class Residual_normalized_after_the_sum(_Residual):
    """You normalize the sum. The second normalization belongs to the convolution, before X is added.

    你对和做了规范化。第二次规范化属于卷积，应在加上 X 之前。"""

    def forward(self, X):
        return F.relu(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(X)))) + self.shortcut(X)))


class Residual_one_normalization_for_both(_Residual):
    """You use bn1 twice. Each convolution has a normalization of its own.

    你把 bn1 用了两次。每个卷积层都有自己的规范化层。"""

    def body(self, X):
        return self.bn1(self.conv2(F.relu(self.bn1(self.conv1(X)))))


class Residual_X_changed_in_place(_Residual):
    """Your numbers are right, but X += Y writes the sum into the input. X + Y makes a new tensor.

    数值是对的，但 X += Y 把和写进了输入。X + Y 会新建张量。"""

    def forward(self, X):
        Y = self.body(X)
        if self.conv3:
            return F.relu(Y + self.conv3(X))
        X += Y
        return F.relu(X)


class Residual_stride_in_both_convolutions(_Residual):
    """Both of your convolutions of 3 x 3 have the stride. Only the first one has.

    你的两个 3 x 3 卷积层都用了步幅。只有第一个才用。"""

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__(input_channels, num_channels, use_1x1conv, strides)
        self.conv2 = nn.Conv2d(num_channels, num_channels, 3, padding=1, stride=strides)


class Residual_shortcut_without_stride(_Residual):
    """Your convolution of 1 x 1 has no stride, so the shortcut is larger than what it is added to.

    你的 1 x 1 卷积层没有用步幅，捷径的结果比要相加的另一项大。"""

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__(input_channels, num_channels, use_1x1conv, strides)
        if use_1x1conv:
            self.conv3 = nn.Conv2d(input_channels, num_channels, 1)


class Residual_shortcut_normalized(_Residual):
    """You normalize the shortcut as well. Here it is a convolution of 1 x 1 and nothing else.

    你对捷径也做了规范化。这里它只是一个 1 x 1 卷积。"""

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__(input_channels, num_channels, use_1x1conv, strides)
        self.bn3 = nn.BatchNorm2d(num_channels) if use_1x1conv else None

    def shortcut(self, X):
        return self.bn3(self.conv3(X)) if self.conv3 else X


class Residual_convolution_always(_Residual):
    """Your shortcut always has a convolution. Without use_1x1conv it is X itself.

    你的捷径总是带卷积。没有 use_1x1conv 时它就是 X 本身。"""

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__(input_channels, num_channels, True, strides)


class Residual_layers_on_the_fly(_Residual):
    """You make a layer in forward: it is on the CPU, has new weights each time, and is never trained. Make all layers in the
    constructor.

    你在 forward 中创建了层：它在 CPU 上，每次权重都是新的，也从不参与训练。所有层都应在构造函数中创建。"""

    def shortcut(self, X):
        if self.conv3 is None:
            return X
        return nn.Conv2d(X.shape[1], self.conv3.out_channels, 1, stride=self.conv3.stride, dtype=X.dtype)(X)


def _blocks(input_channels, num_channels, num_residuals, first_block=False):
    halving = () if first_block else (_Residual(input_channels, num_channels, True, 2),)
    return [*halving, *(_Residual(num_channels, num_channels) for _ in range(num_residuals - len(halving)))]


def resnet_block_every_block_halves(input_channels, num_channels, num_residuals, first_block=False):
    """All of your blocks halve height and width. Only the first one of a stage does.

    你的每个块都使高和宽减半。一个阶段中只有第一个块这样做。"""
    if first_block:
        return _blocks(input_channels, num_channels, num_residuals, True)
    channels = [input_channels] + [num_channels] * num_residuals
    return [_Residual(channels[i], channels[i + 1], True, 2) for i in range(num_residuals)]


def resnet_block_first_block_ignored(input_channels, num_channels, num_residuals, first_block=False):
    """You ignore first_block: the first stage halves height and width as well.

    你没有理会 first_block：第一个阶段也使高和宽减半了。"""
    return _blocks(input_channels, num_channels, num_residuals)


def resnet_block_first_block_the_other_way_round(input_channels, num_channels, num_residuals, first_block=False):
    """Your condition is the wrong way round: with first_block=True nothing is halved.

    你的条件写反了：first_block=True 时不减半。"""
    return _blocks(input_channels, num_channels, num_residuals, not first_block)


def resnet_block_channels_not_passed_on(input_channels, num_channels, num_residuals, first_block=False):
    """Your later blocks expect input_channels. They get the num_channels of the block before them.

    你后面的块的输入通道数是 input_channels。它们得到的是前一块输出的 num_channels 个通道。"""
    if first_block:
        return _blocks(input_channels, num_channels, num_residuals, True)
    rest = [_Residual(input_channels, num_channels) for _ in range(num_residuals - 1)]
    return [_Residual(input_channels, num_channels, True, 2), *rest]


def resnet_block_one_block_repeated(input_channels, num_channels, num_residuals, first_block=False):
    """You made one block and repeated it: [block] * n is the same block n times, with one set of weights.

    你只创建了一个块然后重复它：[block] * n 是同一个块出现 n 次，只有一套权重。"""
    if first_block:
        return [_Residual(num_channels, num_channels)] * num_residuals
    return [_Residual(input_channels, num_channels, True, 2)] + [_Residual(num_channels, num_channels)] * (
        num_residuals - 1
    )


def resnet_block_one_too_many(input_channels, num_channels, num_residuals, first_block=False):
    """Your stage has one block more than num_residuals. The one that halves counts as well.

    你的阶段比 num_residuals 多一个块。减半的那一个也要算在内。"""
    return _blocks(input_channels, num_channels, num_residuals + 1, first_block)


def resnet_block_as_a_sequential(input_channels, num_channels, num_residuals, first_block=False):
    """You return an nn.Sequential. A list of the blocks is asked for.

    你返回的是 nn.Sequential。题目要求的是由块组成的列表。"""
    return nn.Sequential(*_blocks(input_channels, num_channels, num_residuals, first_block))


def _net(c, first=True, count=2, growth=2):
    """The eight children of a right network, the first five as lists of layers."""
    widths = [c * growth**i for i in range(4)]
    stages = [_blocks(c, c, count, first)] + [_blocks(widths[i], widths[i + 1], count) for i in range(3)]
    stem = [nn.Conv2d(1, c, 7, stride=2, padding=3), nn.BatchNorm2d(c), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    return [stem, *stages, [nn.AdaptiveAvgPool2d(1)], [nn.Flatten()], [nn.Linear(widths[-1], 10)]]


def _made(children):
    return nn.Sequential(*(nn.Sequential(*child) for child in children))


def ResNet18_first_stage_halves(num_channels=64):
    """Your first stage of residual blocks halves height and width. After the pooling that is once too often:
    first_block=True.

    你的第一个残差阶段使高和宽减半。汇聚之后再减半就多了一次：请用 first_block=True。"""
    return _made(_net(num_channels, first=False))


def ResNet18_without_the_pooling(num_channels=64):
    """There is no pooling in your first child.

    你的第一个子模块中没有汇聚层。"""
    net = _net(num_channels)
    del net[0][3]
    return _made(net)


def ResNet18_without_the_first_normalization(num_channels=64):
    """There is no batch normalization in your first child.

    你的第一个子模块中没有批量规范化。"""
    net = _net(num_channels)
    del net[0][1]
    return _made(net)


def ResNet18_without_the_first_relu(num_channels=64):
    """There is no ReLU in your first child.

    你的第一个子模块中没有 ReLU。"""
    net = _net(num_channels)
    del net[0][2]
    return _made(net)


def ResNet18_one_block_a_stage(num_channels=64):
    """Your stages have one residual block each. They have two.

    你的每个阶段只有一个残差块。应当有两个。"""
    return _made(_net(num_channels, count=1))


def ResNet18_channels_stay(num_channels=64):
    """The number of channels stays the same in your network. It doubles from stage to stage.

    你的网络中通道数始终不变。每个阶段应当加倍。"""
    return _made(_net(num_channels, growth=1))


def ResNet18_maximum_at_the_end(num_channels=64):
    """You take the maximum of each channel at the end. It is the average.

    你在末尾取了每个通道的最大值。应当取平均值。"""
    net = _net(num_channels)
    net[5] = [nn.AdaptiveMaxPool2d(1)]
    return _made(net)


def ResNet18_width_ignored(num_channels=64):
    """Your first stages always have 64 channels. Their number is an argument: num_channels.

    你的前两个阶段总是有 64 个通道。这个数由参数 num_channels 给出。"""
    return _made(_net(64))


def ResNet18_softmax_at_the_end(num_channels=64):
    """There is a softmax at the end. The cross-entropy loss contains it already.

    末尾有 softmax。交叉熵损失已经包含它。"""
    net = _net(num_channels)
    net[7].append(nn.Softmax(dim=1))
    return _made(net)


class _Bottleneck(nn.Module):
    """A right block, for mistakes to differ from in one thing."""

    divisor, first_stride = 4, False

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        m = num_channels // self.divisor
        first, second = (strides, 1) if self.first_stride else (1, strides)
        self.conv1, self.bn1 = nn.Conv2d(input_channels, m, 1, stride=first), nn.BatchNorm2d(m)
        self.conv2, self.bn2 = nn.Conv2d(m, m, 3, padding=1, stride=second), nn.BatchNorm2d(m)
        self.conv3, self.bn3 = nn.Conv2d(m, num_channels, 1), nn.BatchNorm2d(num_channels)
        self.conv4 = nn.Conv2d(input_channels, num_channels, 1, stride=strides) if use_1x1conv else nn.Identity()

    def body(self, X):
        return self.bn3(self.conv3(F.relu(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(X))))))))

    def forward(self, X):
        return F.relu(self.body(X) + self.conv4(X))


class Bottleneck_as_wide_in_the_middle(_Bottleneck):
    """Your block is as wide in the middle as at its end, which makes it a chimney rather than a bottleneck. A quarter of the
    channels is enough there.

    你的块中间和末尾一样宽，算不上瓶颈。中间只用四分之一的通道。"""

    divisor = 1


class Bottleneck_half_as_wide(_Bottleneck):
    """Your block has half of the channels in the middle. It has a quarter.

    你的块中间用了一半的通道。应当是四分之一。"""

    divisor = 2


class Bottleneck_stride_in_the_first(_Bottleneck):
    """Your stride is in the first convolution of 1 x 1, which then never looks at three of four pixels. Put it into the one of
    3 x 3.

    你把步幅用在了第一个 1 x 1 卷积上，于是四个像素中有三个从未被看到。请把它用在 3 x 3 卷积上。"""

    first_stride = True


class Bottleneck_one_relu_less(_Bottleneck):
    """There is no ReLU between your convolution of 3 x 3 and the last one.

    你的 3 x 3 卷积与最后一个卷积之间没有 ReLU。"""

    def body(self, X):
        return self.bn3(self.conv3(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(X)))))))


class Bottleneck_relu_before_the_sum(_Bottleneck):
    """Your last ReLU comes before the sum. It belongs after it.

    你的最后一个 ReLU 在相加之前。它应当在相加之后。"""

    def forward(self, X):
        return F.relu(self.body(X)) + self.conv4(X)


class Bottleneck_without_the_shortcut(_Bottleneck):
    """Your block never adds its input.

    你的块没有加上输入。"""

    def forward(self, X):
        return F.relu(self.body(X))


class Bottleneck_X_changed_in_place(_Bottleneck):
    """Your numbers are right, but += writes the sum into the input.

    数值是对的，但 += 把和写进了输入。"""

    def forward(self, X):
        Y, X = self.body(X), self.conv4(X)
        X += Y
        return F.relu(X)


class _PreActResidual(nn.Module):
    """A right block, for mistakes to differ from in one thing."""

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(input_channels)
        self.conv1 = nn.Conv2d(input_channels, num_channels, 3, padding=1, stride=strides)
        self.bn2 = nn.BatchNorm2d(num_channels)
        self.conv2 = nn.Conv2d(num_channels, num_channels, 3, padding=1)
        self.conv3 = nn.Conv2d(input_channels, num_channels, 1, stride=strides) if use_1x1conv else nn.Identity()

    def body(self, X):
        return self.conv2(F.relu(self.bn2(self.conv1(F.relu(self.bn1(X))))))

    def forward(self, X):
        return self.body(X) + self.conv3(X)


class PreActResidual_relu_at_the_end(_PreActResidual):
    """There is a ReLU on your sum, as in the first version of the block. Here nothing comes after the sum, so that X passes
    through all blocks unchanged.

    你对和取了 ReLU，那是最初版本的做法。这里相加之后没有任何运算，X 才能不加改变地通过所有的块。"""

    def forward(self, X):
        return F.relu(super().forward(X))


class PreActResidual_shortcut_activated(_PreActResidual):
    """Your shortcut starts from the normalized and activated X. It takes X as it came.

    你的捷径从规范化、激活之后的 X 开始。应当取原来的 X。"""

    def forward(self, X):
        return self.body(X) + self.conv3(F.relu(self.bn1(X)))


class PreActResidual_relu_before_the_normalization(_PreActResidual):
    """In your block the ReLU comes before the normalization. It comes after it.

    在你的块中，ReLU 在规范化之前。应当在规范化之后。"""

    def body(self, X):
        return self.conv2(self.bn2(F.relu(self.conv1(self.bn1(F.relu(X))))))


class PreActResidual_in_the_first_order(_PreActResidual):
    """Your order is that of the first version: convolution, normalization, ReLU. Here normalization and ReLU come before
    each convolution.

    你用的是最初版本的次序：卷积、规范化、ReLU。这里每个卷积之前先做规范化和 ReLU。"""

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__(input_channels, num_channels, use_1x1conv, strides)
        self.bn1 = nn.BatchNorm2d(num_channels)

    def body(self, X):
        return self.bn2(self.conv2(F.relu(self.bn1(self.conv1(X)))))


class PreActResidual_without_relu(_PreActResidual):
    """There is no ReLU in your block: the convolutions make one linear map.

    你的块中没有 ReLU：两个卷积合起来只是一个线性映射。"""

    def body(self, X):
        return self.conv2(self.bn2(self.conv1(self.bn1(X))))


class PreActResidual_X_changed_in_place(_PreActResidual):
    """Your numbers are right, but += writes the sum into the input.

    数值是对的，但 += 把和写进了输入。"""

    def forward(self, X):
        Y, X = self.body(X), self.conv3(X)
        X += Y
        return X
