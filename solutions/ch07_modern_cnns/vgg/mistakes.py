from torch import nn


def _block(num_convs, in_channels, out_channels, pool=nn.MaxPool2d):
    layers = []
    for _ in range(num_convs):
        layers += [nn.Conv2d(in_channels, out_channels, 3, padding=1), nn.ReLU()]
        in_channels = out_channels
    return nn.Sequential(*layers, pool(2, 2))


def _head(channels, h, dropout=0.5):
    first = [nn.Flatten(), nn.Linear(channels * 49, h), nn.ReLU(), nn.Dropout(dropout)]
    return [*first, nn.Linear(h, h), nn.ReLU(), nn.Dropout(dropout), nn.Linear(h, 10)]


def _blocks(conv_arch, channels=1):
    blocks = []
    for num_convs, out_channels in conv_arch:
        blocks.append(_block(num_convs, channels, out_channels))
        channels = out_channels
    return blocks


def vgg_block_channels_not_passed_on(num_convs, in_channels, out_channels):
    """All your convolutions expect in_channels. From the second on, they get the out_channels of the one before.

    你的所有卷积层的输入通道数都是 in_channels。从第二个起，得到的是前一个卷积层的 out_channels 个通道。"""
    layers = []
    for _ in range(num_convs):
        layers += [nn.Conv2d(in_channels, out_channels, 3, padding=1), nn.ReLU()]
    return nn.Sequential(*layers, nn.MaxPool2d(2, 2))


def vgg_block_not_padded(num_convs, in_channels, out_channels):
    """Your convolutions have no padding, so each takes two rows and two columns away. Only the pooling makes the image
    smaller.

    你的卷积层没有填充，每一层都会少掉两行两列。只有汇聚层才应使图像变小。"""
    layers = []
    for _ in range(num_convs):
        layers += [nn.Conv2d(in_channels, out_channels, 3), nn.ReLU()]
        in_channels = out_channels
    return nn.Sequential(*layers, nn.MaxPool2d(2, 2))


def vgg_block_one_relu(num_convs, in_channels, out_channels):
    """There is one ReLU in your block. It follows every convolution, or several of them in a row are just one linear map.

    你的块中只有一个 ReLU。每个卷积层之后都要有，否则连续几个卷积层只是一个线性映射。"""
    layers = []
    for _ in range(num_convs):
        layers.append(nn.Conv2d(in_channels, out_channels, 3, padding=1))
        in_channels = out_channels
    return nn.Sequential(*layers, nn.ReLU(), nn.MaxPool2d(2, 2))


def vgg_block_pooling_every_time(num_convs, in_channels, out_channels):
    """You pool after every convolution. A block pools once, at its end.

    你在每个卷积层之后都做了汇聚。一个块只在末尾汇聚一次。"""
    layers = []
    for _ in range(num_convs):
        layers += [nn.Conv2d(in_channels, out_channels, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2, 2)]
        in_channels = out_channels
    return nn.Sequential(*layers)


def vgg_block_average_pooling(num_convs, in_channels, out_channels):
    """You pool by averages. VGG takes the maximum.

    你用的是平均汇聚。VGG 用的是最大汇聚。"""
    return _block(num_convs, in_channels, out_channels, pool=nn.AvgPool2d)


def vgg_block_one_layer_repeated(num_convs, in_channels, out_channels):
    """You made one convolution and used it several times: it has one set of weights. Make a new layer each time.

    你只创建了一个卷积层，然后多次使用：权重只有一份。每次都应创建新的层。"""
    layers = [nn.Conv2d(in_channels, out_channels, 3, padding=1), nn.ReLU()]
    if num_convs > 1:
        layers += [nn.Conv2d(out_channels, out_channels, 3, padding=1), nn.ReLU()] * (num_convs - 1)
    return nn.Sequential(*layers, nn.MaxPool2d(2, 2))


def vgg_block_one_too_many(num_convs, in_channels, out_channels):
    """Your block has one convolution more than num_convs. The one that changes the channels counts as well.

    你的块比 num_convs 多一个卷积层。改变通道数的那一个也要算在内。"""
    return _block(num_convs + 1, in_channels, out_channels)


def vgg_block_as_a_list(num_convs, in_channels, out_channels):
    """You return a list of layers. Put them into an nn.Sequential.

    你返回的是层的列表。请把它们放进 nn.Sequential。"""
    return list(_block(num_convs, in_channels, out_channels))


def vgg_channels_not_passed_on(conv_arch, fc_hidden_units=4096):
    """Each of your blocks expects 1 channel. From the second on, a block gets the channels of the block before.

    你的每个块的输入都只有 1 个通道。从第二个起，块得到的是前一块的输出通道。"""
    blocks = [_block(num_convs, 1, out_channels) for num_convs, out_channels in conv_arch]
    return nn.Sequential(*blocks, *_head(conv_arch[-1][1], fc_hidden_units))


def vgg_three_channels(conv_arch, fc_hidden_units=4096):
    """Your first block expects colour images with 3 channels. The images here are grey: 1 channel.

    你的第一个块的输入是 3 个通道的彩色图像。这里的图像是灰度的：1 个通道。"""
    return nn.Sequential(*_blocks(conv_arch, 3), *_head(conv_arch[-1][1], fc_hidden_units))


def vgg_one_hidden_layer(conv_arch, fc_hidden_units=4096):
    """You have one hidden fully connected layer. There are two, each with ReLU and dropout.

    你只有一个全连接的隐藏层。应当有两个，各带 ReLU 和暂退法。"""
    head = _head(conv_arch[-1][1], fc_hidden_units)
    return nn.Sequential(*_blocks(conv_arch), *head[:4], head[-1])


def vgg_without_dropout(conv_arch, fc_hidden_units=4096):
    """There is no dropout in your network: it follows the ReLU of both hidden layers.

    你的网络没有使用暂退法：它位于两个隐藏层的 ReLU 之后。"""
    head = [layer for layer in _head(conv_arch[-1][1], fc_hidden_units) if not isinstance(layer, nn.Dropout)]
    return nn.Sequential(*_blocks(conv_arch), *head)


def vgg_hidden_units_ignored(conv_arch, fc_hidden_units=4096):
    """Your hidden layers do not have fc_hidden_units units. It is an argument; 4096 is its default.

    你的隐藏层的单元数不是 fc_hidden_units。它是参数，4096 只是默认值。"""
    return nn.Sequential(*_blocks(conv_arch), *_head(conv_arch[-1][1], 64))


def vgg_with_softmax(conv_arch, fc_hidden_units=4096):
    """There is a softmax at the end. The cross-entropy loss contains it already.

    末尾有 softmax。交叉熵损失已经包含它。"""
    return nn.Sequential(*_blocks(conv_arch), *_head(conv_arch[-1][1], fc_hidden_units), nn.Softmax(dim=1))


def vgg_relu_at_the_end(conv_arch, fc_hidden_units=4096):
    """There is a ReLU after your last layer, so that no output can be negative.

    你的最后一层之后有 ReLU，于是输出不可能为负。"""
    return nn.Sequential(*_blocks(conv_arch), *_head(conv_arch[-1][1], fc_hidden_units), nn.ReLU())


class vgg_blocks_in_a_list(nn.Module):
    """Your blocks are in a plain list, where nn.Module does not find them. Use nn.Sequential or nn.ModuleList.

    你的块放在普通列表里，nn.Module 找不到它们。请用 nn.Sequential 或 nn.ModuleList。"""

    def __init__(self, conv_arch, fc_hidden_units=4096):
        super().__init__()
        self.blocks = _blocks(conv_arch)
        self.head = nn.Sequential(*_head(conv_arch[-1][1], fc_hidden_units))

    def forward(self, X):
        for block in self.blocks:
            X = block(X)
        return self.head(X)


def vgg11_eight_blocks():
    """You wrote a block for each convolution. There are five blocks, and each of them halves the image.

    你为每个卷积层写了一个块。应当是五个块，每个块都使图像减半。"""
    return (1, 64), (1, 128), (1, 256), (1, 256), (1, 512), (1, 512), (1, 512), (1, 512)


def vgg11_channels_first():
    """Your pairs are the other way round: first the number of convolutions, then the channels.

    你的每对数顺序反了：先是卷积层的个数，然后是通道数。"""
    return (64, 1), (128, 1), (256, 2), (512, 2), (512, 2)


def vgg11_two_in_every_block():
    """Two convolutions in every block make ten, and VGG-13. In VGG-11 the first two blocks have one each.

    每块两个卷积层，一共十个，那是 VGG-13。VGG-11 的前两块各只有一个。"""
    return (2, 64), (2, 128), (2, 256), (2, 512), (2, 512)


def vgg16_convolutions_counted_as_sixteen():
    """Your convolutions are sixteen. The number in the name counts the three fully connected layers, too.

    你有十六个卷积层。名字中的数字还包括三个全连接层。"""
    return (2, 64), (2, 128), (4, 256), (4, 512), (4, 512)


def vgg16_one_in_the_first_blocks():
    """Your first two blocks have one convolution each, as in VGG-11. In VGG-16 they have two.

    你的前两块各有一个卷积层，那是 VGG-11。VGG-16 的前两块各有两个。"""
    return (1, 64), (1, 128), (3, 256), (3, 512), (3, 512)


def vgg19_all_in_the_last_block():
    """You put the three additional convolutions into the last block. Each of the last three blocks has one more than in
    VGG-16.

    你把多出的三个卷积层都放进了最后一块。应当是后三块各比 VGG-16 多一个。"""
    return (2, 64), (2, 128), (3, 256), (3, 512), (6, 512)


def vgg19_convolutions_counted_as_nineteen():
    """Your convolutions are nineteen. The number in the name counts the three fully connected layers, too.

    你有十九个卷积层。名字中的数字还包括三个全连接层。"""
    return (2, 64), (2, 128), (5, 256), (5, 512), (5, 512)
