from torch import nn


def _block(ins, outs, kernel, strides, padding):
    convs = nn.Conv2d(ins, outs, kernel, strides, padding), nn.Conv2d(outs, outs, 1), nn.Conv2d(outs, outs, 1)
    return nn.Sequential(*(layer for conv in convs for layer in (conv, nn.ReLU())))


def _net(pool=nn.MaxPool2d, dropout=0.5, padding=0):
    return [
        _block(1, 96, 11, 4, padding),
        pool(3, 2),
        _block(96, 256, 5, 1, 2),
        pool(3, 2),
        _block(256, 384, 3, 1, 1),
        pool(3, 2),
        nn.Dropout(dropout),
        _block(384, 10, 3, 1, 1),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
    ]


def nin_block_one_pixelwise_twice(in_channels, out_channels, kernel_size, strides, padding):
    """You use the same convolution of 1 x 1 twice. The two have weights of their own.

    你把同一个 1 x 1 卷积层用了两次。两个卷积层应各有自己的权重。"""
    block = _block(in_channels, out_channels, kernel_size, strides, padding)
    return nn.Sequential(block[0], block[1], block[2], block[3], block[2], block[3])


def nin_block_one_pixelwise(in_channels, out_channels, kernel_size, strides, padding):
    """There is one convolution of 1 x 1 in your block. There are two.

    你的块中只有一个 1 x 1 的卷积层。应当有两个。"""
    return _block(in_channels, out_channels, kernel_size, strides, padding)[:4]


def nin_block_without_the_last_relu(in_channels, out_channels, kernel_size, strides, padding):
    """The ReLU after the last convolution is missing. One follows each of the three.

    最后一个卷积层之后缺少 ReLU。三个卷积层之后各有一个。"""
    return _block(in_channels, out_channels, kernel_size, strides, padding)[:5]


def nin_block_one_relu(in_channels, out_channels, kernel_size, strides, padding):
    """There is a ReLU at the end of your block only. Without one after each convolution, the three are one linear map.

    你的块只在末尾有一个 ReLU。如果不是每个卷积层之后都有，三个卷积层只是一个线性映射。"""
    block = _block(in_channels, out_channels, kernel_size, strides, padding)
    return nn.Sequential(block[0], block[2], block[4], block[5])


def nin_block_padding_everywhere(in_channels, out_channels, kernel_size, strides, padding):
    """You pad the convolutions of 1 x 1 as well: a rim of zeros grows around the image. They need no padding.

    你给 1 x 1 的卷积层也加了填充：图像四周会多出一圈零。它们不需要填充。"""
    block = _block(in_channels, out_channels, kernel_size, strides, padding)
    for i in (2, 4):
        block[i] = nn.Conv2d(out_channels, out_channels, 1, padding=padding)
    return block


def nin_block_strides_everywhere(in_channels, out_channels, kernel_size, strides, padding):
    """Your convolutions of 1 x 1 have the stride as well, and leave pixels out. Only the first convolution has it.

    你的 1 x 1 卷积层也用了步幅，会跳过一些像素。只有第一个卷积层才用它。"""
    block = _block(in_channels, out_channels, kernel_size, strides, padding)
    for i in (2, 4):
        block[i] = nn.Conv2d(out_channels, out_channels, 1, stride=strides)
    return block


def nin_block_kernels_of_one_size(in_channels, out_channels, kernel_size, strides, padding):
    """All three of your convolutions have the given kernel size. The second and the third are of 1 x 1.

    你的三个卷积层都用了给定的核大小。第二、第三个应是 1 x 1 的。"""
    block = _block(in_channels, out_channels, kernel_size, strides, padding)
    for i in (2, 4):
        block[i] = nn.Conv2d(out_channels, out_channels, kernel_size, padding="same")
    return block


def nin_block_strides_and_padding_swapped(in_channels, out_channels, kernel_size, strides, padding):
    """You pass the padding as the stride and the stride as the padding. In nn.Conv2d the stride comes first.

    你把填充当成了步幅，把步幅当成了填充。在 nn.Conv2d 中步幅在前。"""
    return _block(in_channels, out_channels, kernel_size, padding or 1, strides)


def NiN_without_dropout():
    """There is no dropout in your network. It stands before the last block.

    你的网络没有使用暂退法。它位于最后一个块之前。"""
    return nn.Sequential(*(layer for layer in _net() if not isinstance(layer, nn.Dropout)))


def NiN_maximum_at_the_end():
    """You take the maximum of each channel at the end. NiN takes the average.

    你在末尾取了每个通道的最大值。NiN 取的是平均值。"""
    return nn.Sequential(*_net()[:8], nn.AdaptiveMaxPool2d(1), nn.Flatten())


def NiN_average_pooling():
    """You pool by averages between the blocks. There it is the maximum; the average comes at the end.

    你在块与块之间用了平均汇聚。那里应当用最大汇聚；求平均是最后的事。"""
    return nn.Sequential(*_net(pool=nn.AvgPool2d))


def NiN_not_flattened():
    """Your result has shape (n, 10, 1, 1). Flatten it to (n, 10).

    你的结果的形状是 (n, 10, 1, 1)。请把它展平为 (n, 10)。"""
    return nn.Sequential(*_net()[:9])


def NiN_first_block_padded():
    """Your first block has padding 1, as in our AlexNet. In NiN it has none.

    你的第一个块的填充为 1，那是 AlexNet 的做法。NiN 中没有填充。"""
    return nn.Sequential(*_net(padding=1))


def NiN_fully_connected_at_the_end():
    """You end with a fully connected layer, which NiN does without: the last block has 10 channels, one for each class, and
    their averages are the result.

    你在末尾用了全连接层，而 NiN 正是不用它：最后一个块有 10 个通道，每个类别一个，它们的平均值就是结果。"""
    net = _net()
    return nn.Sequential(*net[:7], _block(384, 384, 3, 1, 1), net[8], net[9], nn.Linear(384, 10))


def NiN_softmax_at_the_end():
    """There is a softmax at the end. The cross-entropy loss contains it already.

    末尾有 softmax。交叉熵损失已经包含它。"""
    return nn.Sequential(*_net(), nn.Softmax(dim=1))
