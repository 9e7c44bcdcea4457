import torch
import torchvision
from torch import nn
from torch.nn import functional as F


def bilinear_kernel_grids(in_channels, out_channels, kernel_size, device=None):
    """Two grids of positions, and one kernel for each channel in a loop."""
    f = (kernel_size + 1) // 2
    c = f - 1 if kernel_size % 2 else f - 0.5
    rows = torch.arange(kernel_size, device=device).reshape(-1, 1)
    columns = torch.arange(kernel_size, device=device).reshape(1, -1)
    filt = (1 - torch.abs(rows - c) / f) * (1 - torch.abs(columns - c) / f)
    weight = torch.zeros((in_channels, out_channels, kernel_size, kernel_size), device=device)
    for i in range(in_channels):
        weight[i, i] = filt
    return weight


def bilinear_kernel_by_eye(in_channels, out_channels, kernel_size, device=None):
    """The identity between channels times the kernel, moved in the end."""
    place = torch.arange(kernel_size, dtype=torch.float32) - (kernel_size - 1) / 2
    ramp = 1 - place.abs() / ((kernel_size + 1) // 2)
    return torch.einsum("io,h,w->iohw", torch.eye(in_channels, out_channels), ramp, ramp).to(device)


def fcn_head_ordered(in_channels, num_classes, stride=32):
    """An OrderedDict; the weights as parameters."""
    from collections import OrderedDict

    first = nn.Conv2d(in_channels, num_classes, 1)
    torch.nn.init.xavier_uniform_(first.weight)
    second = nn.ConvTranspose2d(
        num_classes,
        num_classes,
        kernel_size=(2 * stride, 2 * stride),
        stride=stride,
        padding=(stride // 2, stride // 2),
    )
    second.weight = nn.Parameter(bilinear_kernel(num_classes, num_classes, 2 * stride))
    nn.init.constant_(second.bias, 0)
    return nn.Sequential(OrderedDict([("final_conv", first), ("transpose_conv", second)]))


def fcn_head_no_grad(in_channels, num_classes, stride=32):
    """Filled under no_grad."""
    net = nn.Sequential()
    net.final_conv = nn.Conv2d(in_channels, num_classes, 1)
    net.transpose_conv = nn.ConvTranspose2d(num_classes, num_classes, 2 * stride, stride, stride // 2)
    with torch.no_grad():
        bound = (6 / (in_channels + num_classes)) ** 0.5
        net.final_conv.weight.uniform_(-bound, bound)
        net.transpose_conv.weight.copy_(bilinear_kernel(num_classes, num_classes, 2 * stride))
        net.transpose_conv.bias.fill_(0.0)
    return net


def fcn_added(num_classes=21):
    """Layers added one by one."""
    pretrained_net = torchvision.models.resnet18()
    net = nn.Sequential(*list(pretrained_net.children())[:-2])
    head = fcn_head(512, num_classes, 32)
    net.add_module("final_conv", head.final_conv)
    net.add_module("transpose_conv", head.transpose_conv)
    return net


def fcn_by_name(num_classes=21):
    """get_model, and the layers by their names."""
    body = torchvision.models.get_model("resnet18", weights=None)
    names = ["conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4"]
    net = nn.Sequential(*[getattr(body, name) for name in names])
    net.final_conv, net.transpose_conv = fcn_head(512, num_classes)
    return net


def loss_two_means(inputs, targets):
    """One mean after the other."""
    return F.cross_entropy(inputs, targets, reduction="none").mean(1).mean(1)


def loss_picture_by_picture(inputs, targets):
    """The mean of each picture, stacked."""
    return torch.stack([F.cross_entropy(x[None], y[None]) for x, y in zip(inputs, targets)])


def loss_gathered(inputs, targets):
    """log_softmax and gather."""
    scores = inputs.log_softmax(dim=1).gather(1, targets.unsqueeze(1))
    return -scores.flatten(1).mean(dim=1)


def predict_reshaped(net, img):
    """As the book reshapes it."""
    with torch.no_grad():
        pred = net.eval()(img[None]).argmax(dim=1)
    return pred.reshape(pred.shape[1], pred.shape[2])


@torch.inference_mode()
def predict_softmax(net, img):
    """Probabilities first, which changes no order."""
    net.train(False)
    return torch.max(net(img.unsqueeze(0)).softmax(dim=1), dim=1).indices.squeeze(0)


def label2image_embedding(pred):
    """An embedding whose rows are the colours."""
    return F.embedding(pred.long(), torch.tensor(VOC_COLORMAP, device=pred.device))


def label2image_channel_by_channel(pred):
    """A table for each colour."""
    tables = [torch.as_tensor(table).to(pred.device) for table in zip(*VOC_COLORMAP)]
    return torch.stack([table[pred.to(torch.int64)] for table in tables], dim=-1)
