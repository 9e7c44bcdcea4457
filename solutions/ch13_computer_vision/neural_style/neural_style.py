"""The losses of neural style transfer (Dive into Deep Learning, section 13.12; Gatys, Ecker and Bethge, 2016)."""

from collections.abc import Sequence

import torch
from torch import nn


def extract_features(
    X: torch.Tensor, net: nn.Sequential, content_layers: Sequence[int], style_layers: Sequence[int]
) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    """Send X through net, layer after layer; keep what the asked-for layers give.

    X: pictures, shape (n, c, h, w). net: its layers work one after the other; some may work in place.
    content_layers, style_layers: numbers of layers, counted from 0, in rising order.
    Returns (contents, styles): the results of these layers, as they left the layer.
    """
    ### BEGIN SOLUTION
    contents, styles = [], []
    for i, layer in enumerate(net):
        X = layer(X)
        if i in style_layers:
            styles.append(X.clone())  # the next layer may write over X
        if i in content_layers:
            contents.append(X.clone())
    return contents, styles
    ### END SOLUTION


def content_loss(Y_hat: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    """The mean squared difference of two features. Y is the goal: a constant, no gradient flows to it.

    Y_hat, Y: floating point, of one shape. Returns a tensor without axes.
    """
    ### BEGIN SOLUTION
    return (Y_hat - Y.detach()).square().mean()
    ### END SOLUTION


def gram(X: torch.Tensor) -> torch.Tensor:
    """The Gram matrix of the channels of one picture's features, divided by the number of entries of X.

    X: floating point, shape (1, c, h, w). Returns shape (c, c), with the dtype and device of X.
    """
    ### BEGIN SOLUTION
    channels = X.reshape(X.shape[1], -1)
    return channels @ channels.T / X.numel()
    ### END SOLUTION


def style_loss(Y_hat: torch.Tensor, gram_Y: torch.Tensor) -> torch.Tensor:
    """The mean squared difference of the Gram matrix of Y_hat and gram_Y, which is the goal: a constant.

    Y_hat: floating point, shape (1, c, h, w). gram_Y: shape (c, c). Returns a tensor without axes.
    """
    ### BEGIN SOLUTION
    return (gram(Y_hat) - gram_Y.detach()).square().mean()
    ### END SOLUTION


def tv_loss(Y_hat: torch.Tensor) -> torch.Tensor:
    """Half of: the mean absolute difference of vertical neighbours plus that of horizontal neighbours.

    Y_hat: pictures, floating point, shape (n, c, h, w), with h and w at least 2. Returns a tensor without axes.
    """
    ### BEGIN SOLUTION
    down = (Y_hat[:, :, 1:, :] - Y_hat[:, :, :-1, :]).abs().mean()
    right = (Y_hat[:, :, :, 1:] - Y_hat[:, :, :, :-1]).abs().mean()
    return 0.5 * (down + right)
    ### END SOLUTION


def compute_loss(
    X: torch.Tensor,
    contents_Y_hat: Sequence[torch.Tensor],
    styles_Y_hat: Sequence[torch.Tensor],
    contents_Y: Sequence[torch.Tensor],
    styles_Y_gram: Sequence[torch.Tensor],
    content_weight: float = 1,
    style_weight: float = 1e3,
    tv_weight: float = 10,
) -> tuple[list[torch.Tensor], list[torch.Tensor], torch.Tensor, torch.Tensor]:
    """(contents_l, styles_l, tv_l, l): the weighted losses of the layers, that of the picture X, and the sum of all.

    contents_Y_hat, styles_Y_hat: the features of X, one tensor for each layer. contents_Y: the goals of the first;
    styles_Y_gram: the Gram matrices that are the goals of the second.
    """
    ### BEGIN SOLUTION
    contents_l = [content_weight * loss for loss in map(content_loss, contents_Y_hat, contents_Y)]
    styles_l = [style_weight * loss for loss in map(style_loss, styles_Y_hat, styles_Y_gram)]
    tv_l = tv_loss(X) * tv_weight
    return contents_l, styles_l, tv_l, sum([*contents_l, *styles_l, tv_l])
    ### END SOLUTION
