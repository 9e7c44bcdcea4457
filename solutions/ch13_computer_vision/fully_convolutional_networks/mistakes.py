import torch
import torchvision
from torch import nn
from torch.nn import functional as F


def bilinear_kernel_always_on_the_cpu(in_channels, out_channels, kernel_size, device=None):
    """Your numbers are right, but the kernel is on the CPU, whatever device says. Pass it to all that you make.

    数值是对的，但无论 device 是什么，卷积核都在 CPU 上。请把它传给每个新建的张量。"""
    return _bilinear(in_channels, kernel_size)


def bilinear_kernel_one_center(in_channels, out_channels, kernel_size, device=None):
    """You used the center of odd sizes for even ones as well: there it lies between two entries, at factor - 0.5.

    偶数大小时你也用了奇数的中心：此时中心在两个元素之间，即 factor - 0.5。"""
    factor = (kernel_size + 1) // 2
    return _bilinear(in_channels, kernel_size, device, center=factor - 1)


def bilinear_kernel_all_channels_mixed(in_channels, out_channels, kernel_size, device=None):
    """You put the kernel between all pairs of channels: each would become the sum of all. It stands between a channel
    and itself alone.

    你在每一对通道之间都放了核：每个通道都会变成所有通道之和。只有通道与自己之间才有核。"""
    weight = _bilinear(1, kernel_size, device)
    return weight.expand(in_channels, out_channels, kernel_size, kernel_size).clone()


def bilinear_kernel_sums_to_one(in_channels, out_channels, kernel_size, device=None):
    """You divided the kernel by its sum: the enlarged picture would be darker. Its largest entries come near to 1.

    你把核除以了它的和：放大后的图像会变暗。它最大的元素接近 1。"""
    weight = _bilinear(in_channels, kernel_size, device)
    return weight / weight[0, 0].sum()


def bilinear_kernel_added(in_channels, out_channels, kernel_size, device=None):
    """You added the two directions. Bilinear weights are their product.

    你把两个方向相加了。双线性的权重是二者的乘积。"""
    ramp = _ramp(kernel_size, device)
    weight = torch.zeros(in_channels, out_channels, kernel_size, kernel_size, device=device)
    weight[range(in_channels), range(in_channels)] = (ramp[:, None] + ramp) / 2
    return weight


def bilinear_kernel_half_size_as_factor(in_channels, out_channels, kernel_size, device=None):
    """Your factor is kernel_size // 2: for odd sizes that is one too small, and the corners become zero. It is
    (kernel_size + 1) // 2.

    你的 factor 是 kernel_size // 2：奇数大小时它少了 1，四角会变成零。应为 (kernel_size + 1) // 2。"""
    factor = max(kernel_size // 2, 1)
    return _bilinear(in_channels, kernel_size, device, factor=factor)


def fcn_head_random_transposed(in_channels, num_classes, stride=32):
    """Your transposed convolution starts at random. Copy the bilinear kernel into its weight.

    你的转置卷积以随机数开始。请把双线性插值的卷积核复制到它的权重里。"""
    return _head(in_channels, num_classes, stride, bilinear=False)


def fcn_head_random_bias(in_channels, num_classes, stride=32):
    """The bias of your transposed convolution starts at random. It starts at zero.

    你的转置卷积的偏置以随机数开始。应从零开始。"""
    return _head(in_channels, num_classes, stride, zeros=False)


def fcn_head_without_xavier(in_channels, num_classes, stride=32):
    """Your 1x1 convolution keeps torch's own start. Draw its weight with nn.init.xavier_uniform_.

    你的 1x1 卷积用的是 torch 默认的初始化。请用 nn.init.xavier_uniform_ 初始化它的权重。"""
    return _head(in_channels, num_classes, stride, xavier=False)


def fcn_head_kernel_as_large_as_the_stride(in_channels, num_classes, stride=32):
    """Your kernel is as large as the stride, and so its windows do not overlap. Bilinear interpolation needs windows
    twice as large.

    你的卷积核与步幅一样大，窗口之间没有重叠。双线性插值需要两倍大的窗口。"""
    return _head(in_channels, num_classes, stride, kernel_size=stride, padding=0)


def fcn_head_without_padding(in_channels, num_classes, stride=32):
    """Your result is larger than it should be: the padding is missing. Here it takes stride // 2 away at each side.

    你的结果偏大：漏掉了填充。这里的填充在每一边去掉 stride // 2。"""
    return _head(in_channels, num_classes, stride, padding=0)


def fcn_head_frozen(in_channels, num_classes, stride=32):
    """Your bilinear weight is not trained. It is a start, not the end.

    你的双线性权重不参与训练。它只是起点，不是终点。"""
    net = _head(in_channels, num_classes, stride)
    net.transpose_conv.weight.requires_grad_(False)
    return net


def fcn_the_pooling_stays(num_classes=21):
    """You took away the last layer only: the average pooling that is left makes one number of each channel. Leave out
    the last two.

    你只去掉了最后一层：留下的平均汇聚层会把每个通道变成一个数。要去掉最后两层。"""
    return _fcn(torchvision.models.resnet18(weights=None), -1, num_classes)


def fcn_a_block_too_few(num_classes=21):
    """You took too many layers away: the last block of the ResNet belongs to the body.

    你去掉的层太多了：ResNet 的最后一个模块属于主干。"""
    return _fcn(torchvision.models.resnet18(weights=None), -3, num_classes, channels=256)


def fcn_a_larger_resnet(num_classes=21):
    """Your body is a ResNet-34. ResNet-18 is asked for.

    你的主干是 ResNet-34。题目要求的是 ResNet-18。"""
    return _fcn(torchvision.models.resnet34(weights=None), -2, num_classes)


def fcn_frozen_body(num_classes=21):
    """The body of your network is not trained (requires_grad is False).

    你的网络的主干不参与训练（requires_grad 为 False）。"""
    net = _fcn(torchvision.models.resnet18(weights=None), -2, num_classes)
    for layer in list(net.children())[:8]:
        layer.requires_grad_(False)
    return net


def fcn_enlarges_half_as_much(num_classes=21):
    """Your pictures come out at half their size: the body makes them 32 times smaller, not 16 times.

    你的图像出来只有一半大小：主干把它们缩小到 1/32，而不是 1/16。"""
    return _fcn(torchvision.models.resnet18(weights=None), -2, num_classes, stride=16)


def loss_of_all_pictures(inputs, targets):
    """You return one number for all pictures. One for each is asked for.

    你对所有图像只返回了一个数。题目要求每幅图像一个。"""
    return F.cross_entropy(inputs, targets)


def loss_of_each_pixel(inputs, targets):
    """You return a loss for each pixel. Take the mean over height and width.

    你返回的是每个像素的损失。请对高和宽求平均。"""
    return F.cross_entropy(inputs, targets, reduction="none")


def loss_sum_of_the_pixels(inputs, targets):
    """You summed over the pixels. Take their mean.

    你对像素求了和。请求平均。"""
    return F.cross_entropy(inputs, targets, reduction="none").sum(dim=(1, 2))


def loss_mean_over_the_rows_alone(inputs, targets):
    """You took one mean, over the rows: a number for each column is left. The columns want one as well.

    你只对行求了一次平均：每列还剩一个数。列也要求平均。"""
    return F.cross_entropy(inputs, targets, reduction="none").mean(1)


def loss_numbers(inputs, targets):
    """Your values are right, but you made plain numbers of them (.item()), and a new tensor: no gradient comes back, and
    the GPU is left.

    数值是对的，但你把它们变成了普通的数（.item()）再新建张量：梯度传不回来，结果也离开了 GPU。"""
    return F.cross_entropy(inputs, targets, reduction="none").mean(dim=(1, 2)).detach().cpu()


def predict_with_the_batch(net, img):
    """Your result has an axis for the batch still: take the one picture out of it.

    你的结果还带着批量的轴：请取出其中唯一的一幅。"""
    net.eval()
    with torch.no_grad():
        return net(img.unsqueeze(0)).argmax(dim=1)


def predict_scores(net, img):
    """You return the highest scores. Asked for are the numbers of their classes: argmax.

    你返回的是最高的得分。题目要的是它们的类别编号：argmax。"""
    net.eval()
    with torch.no_grad():
        return net(img.unsqueeze(0)).amax(dim=1)[0]


def predict_over_the_rows(net, img):
    """You took argmax over the wrong axis. The classes are on axis 1 of the scores.

    你在错误的轴上取了 argmax。得分的类别在轴 1 上。"""
    net.eval()
    with torch.no_grad():
        return net(img.unsqueeze(0)).argmax(dim=2)[0]


def predict_in_training_mode(net, img):
    """Your net stays in training mode: dropout and batch normalisation disturb the scores. Call net.eval() first.

    你的网络仍处于训练模式：暂退法和批量规范化会干扰得分。请先调用 net.eval()。"""
    with torch.no_grad():
        return net(img.unsqueeze(0)).argmax(dim=1)[0]


def predict_with_a_graph(net, img):
    """Gradients are recorded while you predict, which costs memory for nothing. Use torch.no_grad().

    预测时你仍在记录梯度，白白占用内存。请使用 torch.no_grad()。"""
    net.eval()
    return net(img.unsqueeze(0)).argmax(dim=1)[0]


def predict_on_the_cpu(net, img):
    """Your classes are on the CPU. Leave them on the device of the scores.

    你的类别在 CPU 上。请留在得分所在的设备上。"""
    net.eval()
    with torch.no_grad():
        return net(img.unsqueeze(0)).argmax(dim=1)[0].cpu()


def label2image_channels_first(pred):
    """Your picture has shape (3, h, w). The colours are the last axis here: (h, w, 3).

    你的图像形状是 (3, h, w)。这里颜色是最后一个轴：(h, w, 3)。"""
    return _colours(pred).permute(2, 0, 1)


def label2image_blue_first(pred):
    """Red and blue have changed places.

    红色和蓝色弄反了。"""
    return _colours(pred).flip(2)


def label2image_as_a_mask(pred):
    """You index with pred as it is: torch takes uint8 for a mask. Convert it to int64 first.

    你直接用 pred 作索引：torch 会把 uint8 当成掩码。请先转换成 int64。"""
    return torch.tensor([_colour(i) for i in range(21)], device=pred.device)[pred]


def label2image_colours_on_the_cpu(pred):
    """Your colours are on the CPU: classes on a GPU cannot index them, or the picture stays there. Make them on the
    device of pred.

    你的颜色在 CPU 上：GPU 上的类别无法索引它们，或者图像会留在 CPU 上。请把颜色建在 pred 所在的设备上。"""
    return torch.tensor([_colour(i) for i in range(21)])[pred.long().cpu()]


def label2image_between_zero_and_one(pred):
    """You divided by 255. The colours stay whole numbers from 0 to 255.

    你除以了 255。颜色应保持 0 到 255 的整数。"""
    return _colours(pred) / 255


def _ramp(kernel_size, device=None, center=None, factor=None):
    factor = factor or (kernel_size + 1) // 2
    if center is None:
        center = (kernel_size - 1) / 2
    return 1 - (torch.arange(kernel_size, device=device) - center).abs() / factor


def _bilinear(channels, kernel_size, device=None, **settings):
    ramp = _ramp(kernel_size, device, **settings)
    weight = torch.zeros(channels, channels, kernel_size, kernel_size, device=device)
    weight[range(channels), range(channels)] = ramp[:, None] * ramp
    return weight


def _head(in_channels, num_classes, stride, bilinear=True, zeros=True, xavier=True, kernel_size=None, padding=None):
    """Right but for what a mistake changes."""
    k = kernel_size or 2 * stride
    p = stride // 2 if padding is None else padding
    net = nn.Sequential()
    net.add_module("final_conv", nn.Conv2d(in_channels, num_classes, 1))
    net.add_module("transpose_conv", nn.ConvTranspose2d(num_classes, num_classes, k, padding=p, stride=stride))
    if xavier:
        nn.init.xavier_uniform_(net.final_conv.weight)
    if bilinear:
        net.transpose_conv.weight.data.copy_(_bilinear(num_classes, k))
    if zeros:
        net.transpose_conv.bias.data.zero_()
    return net


def _fcn(body, end, num_classes, channels=512, stride=32):
    net = nn.Sequential(*list(body.children())[:end])
    for name, layer in _head(channels, num_classes, stride).named_children():
        net.add_module(name, layer)
    return net


def _colour(i):
    """The bits of a class, spread over red, green and blue from the top."""
    return [sum((i >> 3 * k + c & 1) << 7 - k for k in range(3)) for c in range(3)]


def _colours(pred):
    return torch.tensor([_colour(i) for i in range(21)], device=pred.device)[pred.long()]
