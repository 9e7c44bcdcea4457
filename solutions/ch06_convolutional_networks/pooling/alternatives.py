import torch
from torch import nn
from torch.nn import functional as F


def pool2d_stacked(X, pool_size, mode="max"):
    """One number a window, stacked; a dictionary of functions."""
    functions = {"max": torch.max, "avg": torch.mean}
    if mode not in functions:
        raise ValueError(mode)
    ph, pw = pool_size
    rows = range(X.shape[0] - ph + 1)
    columns = range(X.shape[1] - pw + 1)
    return torch.stack([torch.stack([functions[mode](X[i : i + ph, j : j + pw]) for j in columns]) for i in rows])


def pool2d_unfolded(X, pool_size, mode="max"):
    """All windows as a view."""
    windows = X.unfold(0, pool_size[0], 1).unfold(1, pool_size[1], 1)
    if mode == "max":
        return windows.amax(dim=(2, 3))
    elif mode == "avg":
        return windows.mean(dim=(2, 3))
    raise ValueError("unknown mode")


def pool2d_shifted_images(X, pool_size, mode="max"):
    """The maximum, or the sum, of shifted images."""
    if mode != "max" and mode != "avg":
        raise ValueError("unknown mode")
    (h, w), (ph, pw) = X.shape, pool_size
    shifted = [X[a : a + h - ph + 1, b : b + w - pw + 1] for a in range(ph) for b in range(pw)]
    stack = torch.stack(shifted)
    return stack.max(dim=0).values if mode == "max" else stack.sum(dim=0) / (ph * pw)


def pool2d_pad_stride_loop(X, pool_size, mode="max", padding=(0, 0), stride=None):
    """A loop over the places, all images and channels at once."""
    (n, c, h, w), (kh, kw), (ph, pw) = X.shape, pool_size, padding
    sh, sw = pool_size if stride is None else stride
    padded = X.new_full((n, c, h + 2 * ph, w + 2 * pw), -torch.inf if mode == "max" else 0)
    padded[:, :, ph : ph + h, pw : pw + w] = X
    rows, columns = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    Y = torch.empty((n, c, rows, columns), dtype=X.dtype, device=X.device)
    for i in range(rows):
        for j in range(columns):
            window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw].flatten(2)
            Y[:, :, i, j] = window.max(dim=2)[0] if mode == "max" else window.mean(dim=2)
    return Y


def pool2d_pad_stride_channel_by_channel(X, pool_size, mode="max", padding=(0, 0), stride=None):
    """The function above for each channel of the padded images, and rows and columns left out; never says no."""
    sh, sw = stride or pool_size
    pad = (padding[1], padding[1], padding[0], padding[0])
    images = F.pad(X, pad, value=torch.finfo(X.dtype).min if mode == "max" else 0)
    pooled = [torch.stack([pool2d_unfolded(channel, pool_size, mode) for channel in image]) for image in images]
    return torch.stack(pooled)[:, :, ::sh, ::sw]


def pool_layers_by_keyword():
    """A tuple, with everything said."""
    return (
        nn.MaxPool2d(kernel_size=(3, 3), stride=(3, 3), padding=0),
        nn.MaxPool2d(kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)),
        nn.MaxPool2d(kernel_size=(2, 3), padding=(0, 1)),
        nn.AvgPool2d(kernel_size=(2, 2), stride=(1, 1)),
    )


def pool_layers_last_from_a_convolution():
    """The list appended; the strides given in order."""
    layers = [nn.MaxPool2d(3, 3)]
    layers.append(nn.MaxPool2d(3, 2, 1))
    layers.append(nn.MaxPool2d((2, 3), (2, 3), (0, 1)))
    layers.append(nn.AvgPool2d(2, 1))
    return layers


def avg_pool_conv_diagonal(channels, pool_size):
    """Weights for all pairs of channels, zero but where they are the same; a bias of zero."""
    layer = nn.Conv2d(channels, channels, pool_size, stride=pool_size)
    with torch.no_grad():
        layer.bias.zero_()
        layer.weight.zero_()
        for c in range(channels):
            layer.weight[c, c] = 1 / (pool_size[0] * pool_size[1])
    return layer


def avg_pool_conv_frozen(channels, pool_size):
    """New weights that are not trained."""
    ph, pw = pool_size
    layer = nn.Conv2d(channels, channels, pool_size, pool_size, groups=channels, bias=False)
    layer.weight = nn.Parameter(torch.full((channels, 1, ph, pw), 1.0 / ph / pw), requires_grad=False)
    return layer
