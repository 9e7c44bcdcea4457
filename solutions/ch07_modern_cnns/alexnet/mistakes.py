import torch
from torch import nn
from torch.nn import functional as F


def _layers(channels, h, q, padding=1, pool=nn.MaxPool2d, stride=2, size=5, dropout=0.5):
    """The layers of a right AlexNet, but for what is said."""
    c1, c2, c3, c4, c5 = channels
    return [
        nn.Conv2d(1, c1, 11, stride=4, padding=padding),
        nn.ReLU(),
        pool(3, stride=stride),
        nn.Conv2d(c1, c2, 5, padding=2),
        nn.ReLU(),
        pool(3, stride=stride),
        nn.Conv2d(c2, c3, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(c3, c4, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(c4, c5, 3, padding=1),
        nn.ReLU(),
        pool(3, stride=stride),
        nn.Flatten(),
        nn.Linear(c5 * size * size, h),
        nn.ReLU(),
        nn.Dropout(dropout),
        nn.Linear(h, h),
        nn.ReLU(),
        nn.Dropout(dropout),
        nn.Linear(h, q),
    ]


def AlexNet_first_convolution_not_padded(channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
    """Your first convolution has no padding. It still gives 54 x 54, because 224 is not used up evenly by steps of 4,
    but its windows stand one pixel further in.

    你的第一个卷积层没有填充。由于步幅为 4 时 224 不能恰好分完，输出仍是 54 x 54，但各个窗口都偏移了一个像素。"""
    return nn.Sequential(*_layers(channels, num_hiddens, num_outputs, padding=0))


def AlexNet_one_hidden_layer(channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
    """You have one hidden fully connected layer. There are two, both of num_hiddens units.

    你只有一个全连接的隐藏层。应当有两个，各有 num_hiddens 个单元。"""
    layers = _layers(channels, num_hiddens, num_outputs)
    return nn.Sequential(*layers[:17], layers[20])


def AlexNet_without_dropout(channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
    """There is no dropout in your network. In training, each of the two hidden layers drops half of its units.

    你的网络没有使用暂退法。训练时，两个隐藏层都应丢弃一半的单元。"""
    return nn.Sequential(*_layers(channels, num_hiddens, num_outputs, dropout=0.0))


def AlexNet_dropout_once(channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
    """Only one of your two hidden layers is followed by dropout. Both are.

    你的两个隐藏层中只有一个之后用了暂退法。两个之后都应当有。"""
    layers = _layers(channels, num_hiddens, num_outputs)
    return nn.Sequential(*layers[:19], layers[20])


class AlexNet_dropout_in_evaluation(nn.Module):
    """F.dropout drops units in evaluation as well, unless you say training=self.training. nn.Dropout knows by itself.

    F.dropout 在评估时同样会丢弃单元，除非传入 training=self.training。nn.Dropout 自己知道当前的模式。"""

    def __init__(self, channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
        super().__init__()
        self.net = nn.Sequential(*_layers(channels, num_hiddens, num_outputs))

    def forward(self, img):
        for layer in self.net:
            img = F.dropout(img, 0.5) if isinstance(layer, nn.Dropout) else layer(img)
        return img


def AlexNet_average_pooling(channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
    """You pool by averages, as LeNet does. AlexNet takes the maximum.

    你用的是平均汇聚，那是 LeNet 的做法。AlexNet 用的是最大汇聚。"""
    return nn.Sequential(*_layers(channels, num_hiddens, num_outputs, pool=nn.AvgPool2d))


def AlexNet_pooling_without_overlap(channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
    """Your pooling windows do not overlap: without stride=2 they move on by their own size, 3.

    你的汇聚窗口没有重叠：不写 stride=2 时，步幅等于窗口大小 3。"""
    return nn.Sequential(*_layers(channels, num_hiddens, num_outputs, stride=3, size=1))


def AlexNet_relu_at_the_end(channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
    """There is a ReLU after your last layer, so that no output can be negative.

    你的最后一层之后有 ReLU，于是输出不可能为负。"""
    return nn.Sequential(*_layers(channels, num_hiddens, num_outputs), nn.ReLU())


def AlexNet_with_softmax(channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
    """There is a softmax at the end. The cross-entropy loss contains it already.

    末尾有 softmax。交叉熵损失已经包含它。"""
    return nn.Sequential(*_layers(channels, num_hiddens, num_outputs), nn.Softmax(dim=1))


def AlexNet_hidden_layers_without_relu(channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
    """There is no ReLU after your hidden fully connected layers: three linear layers in a row are one.

    你的全连接隐藏层之后没有 ReLU：连续三个线性层等于一个。"""
    layers = _layers(channels, num_hiddens, num_outputs)
    return nn.Sequential(*(layer for i, layer in enumerate(layers) if i not in (15, 18)))


def AlexNet_arguments_ignored(channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
    """Your hidden layers always have 4096 units. Their number is an argument: num_hiddens.

    你的隐藏层总是有 4096 个单元。这个数由参数 num_hiddens 给出。"""
    return nn.Sequential(*_layers(channels, 4096, num_outputs))


class AlexNet_layers_in_a_list(nn.Module):
    """Your layers are in a plain list, where nn.Module does not find them: it has no parameters to train or move. Use
    nn.Sequential or nn.ModuleList.

    你的层放在普通列表里，nn.Module 找不到它们：既没有可训练的参数，也无法移动。请用 nn.Sequential 或 nn.ModuleList。"""

    def __init__(self, channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
        super().__init__()
        self.layers = _layers(channels, num_hiddens, num_outputs)

    def forward(self, img):
        for layer in self.layers:
            img = layer(img)
        return img


def get_net_outshape_before_the_layer(net, X):
    """You print the shape before the layer. It is the output's shape that belongs beside its name.

    你打印的是经过该层之前的形状。写在类名旁边的应当是输出的形状。"""
    for layer in net:
        print(layer.__class__.__name__, "output shape:\t", X.shape)
        X = layer(X)


def get_net_outshape_always_X(net, X):
    """Every layer gets X itself in your function. It should get what the layer before it returned.

    在你的函数中，每一层得到的都是最初的 X。应当得到前一层的输出。"""
    for layer in net:
        print(layer.__class__.__name__, "output shape:\t", layer(X).shape)


def get_net_outshape_only_the_end(net, X):
    """You print one line for the whole net. Each of its layers has one.

    你只为整个网络打印了一行。每一层都应有一行。"""
    print(net.__class__.__name__, "output shape:\t", net(X).shape)


def get_net_outshape_into_the_blocks(net, X):
    """You look into the blocks: net.modules() goes down to the innermost layers. A block of net has one line.

    你深入到了块的内部：net.modules() 会一直走到最里层。net 中的块只占一行。"""
    for layer in net.modules():
        if not list(layer.children()):
            X = layer(X)
            print(layer.__class__.__name__, "output shape:\t", X.shape)


def get_net_outshape_the_whole_layer(net, X):
    """You print the layer, with all its settings. Its class has a name of its own: layer.__class__.__name__.

    你把层连同它的所有设置都打印了出来。只要类名：layer.__class__.__name__。"""
    for layer in net:
        X = layer(X)
        print(layer, "output shape:\t", X.shape)


def get_net_outshape_named_by_number(net, X):
    """You print the name under which net holds the layer, "0", "1" and so on. The name of its class is asked for.

    你打印的是该层在 net 中的名字（"0"、"1" 等）。题目要的是类名。"""
    for name, layer in net.named_children():
        X = layer(X)
        print(name, "output shape:\t", X.shape)


def get_net_outshape_of_its_own_input(net, X):
    """You make an input of your own. Use the X that you are given: the net may want another shape or device.

    你自己新建了一个输入。请使用传入的 X：网络需要的形状或设备可能不同。"""
    X = torch.rand(1, 1, 28, 28)
    for layer in net:
        X = layer(X)
        print(layer.__class__.__name__, "output shape:\t", X.shape)


def get_net_outshape_on_the_cpu(net, X):
    """You copy X into a new tensor on the CPU, while net may be on a GPU. Send X itself through the layers.

    你把 X 复制到了 CPU 上的新张量中，而 net 可能在 GPU 上。请让 X 本身通过各层。"""
    out = torch.zeros(X.shape)
    for layer in net:
        out = layer(out)
        print(layer.__class__.__name__, "output shape:\t", out.shape)
