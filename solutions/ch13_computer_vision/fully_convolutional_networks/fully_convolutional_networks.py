"""A network that labels every pixel (Dive into Deep Learning, section 13.11; Long, Shelhamer and Darrell, 2015)."""

import torch
import torchvision
from torch import nn
from torch.nn import functional as F

# The colours of the 21 classes of Pascal VOC, as (red, green, blue).
VOC_COLORMAP = [
    [0, 0, 0], [128, 0, 0], [0, 128, 0], [128, 128, 0], [0, 0, 128], [128, 0, 128], [0, 128, 128],
    [128, 128, 128], [64, 0, 0], [192, 0, 0], [64, 128, 0], [192, 128, 0], [64, 0, 128], [192, 0, 128],
    [64, 128, 128], [192, 128, 128], [0, 64, 0], [128, 64, 0], [0, 192, 0], [128, 192, 0], [0, 64, 128],
]  # fmt: skip


def bilinear_kernel(in_channels: int, out_channels: int, kernel_size: int, device=None) -> torch.Tensor:
    """The weight with which a transposed convolution enlarges by bilinear interpolation, each channel by itself.

    in_channels, out_channels: equal. device: where the result is made; None: torch's default.
    Returns float32, shape (in_channels, out_channels, kernel_size, kernel_size); zero between different channels.
    """
    ### BEGIN SOLUTION
    factor = (kernel_size + 1) // 2
    center = factor - 1 if kernel_size % 2 == 1 else factor - 0.5
    ramp = 1 - (torch.arange(kernel_size, device=device) - center).abs() / factor
    weight = torch.zeros(in_channels, out_channels, kernel_size, kernel_size, device=device)
    channels = torch.arange(in_channels, device=device)
    weight[channels, channels] = ramp[:, None] * ramp
    return weight
    ### END SOLUTION


def fcn_head(in_channels: int, num_classes: int, stride: int = 32) -> nn.Sequential:
    """Two layers, named final_conv and transpose_conv: scores of the classes, enlarged stride times.

    final_conv: 1x1, in_channels to num_classes, weight drawn by Xavier (uniform). transpose_conv: kernel 2 * stride,
    padding stride // 2, a bias of zeros, weight bilinear. stride: even.
    (n, in_channels, h, w) becomes (n, num_classes, stride * h, stride * w).
    """
    ### BEGIN SOLUTION
    net = nn.Sequential()
    net.add_module("final_conv", nn.Conv2d(in_channels, num_classes, kernel_size=1))
    nn.init.xavier_uniform_(net.final_conv.weight)
    transposed = nn.ConvTranspose2d(num_classes, num_classes, 2 * stride, padding=stride // 2, stride=stride)
    transposed.weight.data.copy_(bilinear_kernel(num_classes, num_classes, 2 * stride))
    nn.init.zeros_(transposed.bias)
    net.add_module("transpose_conv", transposed)
    return net
    ### END SOLUTION


def fcn(num_classes: int = 21) -> nn.Sequential:
    """torchvision's ResNet-18, untrained and without its last two layers, and behind it two layers as of fcn_head.

    Children: the eight of the body, then final_conv and transpose_conv. (n, 3, h, w) becomes (n, num_classes, h, w)
    where h and w are multiples of 32.
    """
    ### BEGIN SOLUTION
    body = torchvision.models.resnet18(weights=None)
    net = nn.Sequential(*list(body.children())[:-2])
    net.add_module("final_conv", nn.Conv2d(512, num_classes, kernel_size=1))
    net.add_module("transpose_conv", nn.ConvTranspose2d(num_classes, num_classes, 64, padding=16, stride=32))
    return net
    ### END SOLUTION


def loss(inputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """The cross-entropy of each picture: the mean over its pixels.

    inputs: scores, floating point, shape (n, q, h, w). targets: classes, int64, shape (n, h, w). Returns shape (n,).
    """
    ### BEGIN SOLUTION
    return F.cross_entropy(inputs, targets, reduction="none").mean(dim=(1, 2))
    ### END SOLUTION


def predict(net: nn.Module, img: torch.Tensor) -> torch.Tensor:
    """The class of each pixel of one picture: the one with the highest score.

    net: takes (1, 3, h, w) and gives scores (1, q, h, w). img: shape (3, h, w). Returns int64, shape (h, w), on the
    device of the scores, without a graph; the net is in eval mode meanwhile.
    """
    ### BEGIN SOLUTION
    net.eval()
    with torch.no_grad():
        return net(img.unsqueeze(0)).argmax(dim=1)[0]
    ### END SOLUTION


def label2image(pred: torch.Tensor) -> torch.Tensor:
    """The picture of the classes: each number becomes its colour in VOC_COLORMAP.

    pred: classes, of an integer dtype, shape (h, w). Returns int64, shape (h, w, 3), on the device of pred.
    """
    ### BEGIN SOLUTION
    return torch.tensor(VOC_COLORMAP, device=pred.device)[pred.long()]
    ### END SOLUTION
