import torch
from torch import nn
from torch.nn import functional as F


def extract_features_by_number(X, net, content_layers, style_layers):
    """A loop over the numbers, as far as they are needed."""
    contents, styles = [], []
    for i in range(len(net)):
        X = net[i](X)
        if i in style_layers:
            styles.append(X + 0)
        if i in content_layers:
            contents.append(X + 0)
    return contents, styles


def extract_features_all_kept(X, net, content_layers, style_layers):
    """The features of all layers, then a choice; a list of two lists."""
    kept = []
    for layer in net.children():
        X = layer(X)
        kept.append(X.clone())
    return [[kept[i] for i in content_layers], [kept[i] for i in style_layers]]


def content_loss_by_module(Y_hat, Y):
    """nn.MSELoss."""
    return nn.MSELoss()(Y_hat, Y.detach())


def content_loss_by_hand(Y_hat, Y):
    """A sum, divided by the number of entries."""
    difference = Y_hat - Y.data
    return torch.sum(difference**2) / difference.numel()


def gram_einsum(X):
    """einsum over the pixels."""
    _, c, h, w = X.shape
    return torch.einsum("nchw,ndhw->cd", X, X) / (c * h * w)


def gram_scaled_first(X):
    """Scaled before the product, through a batch of matrices."""
    n, c = X.shape[:2]
    rows = X.flatten(2) / X[0].numel() ** 0.5
    return torch.bmm(rows, rows.transpose(1, 2)).reshape(n * c, c)


def style_loss_by_module(Y_hat, gram_Y):
    """F.mse_loss."""
    return F.mse_loss(gram(Y_hat), gram_Y.detach())


def style_loss_by_hand(Y_hat, gram_Y):
    """The Gram matrix written out."""
    rows = Y_hat.flatten(2)[0]
    with torch.no_grad():
        goal = gram_Y.clone()
    return torch.mean((rows @ rows.t() / rows.numel() - goal) ** 2)


def tv_loss_diff(Y_hat):
    """torch.diff along both axes."""
    return (torch.diff(Y_hat, dim=2).abs().mean() + torch.diff(Y_hat, dim=3).abs().mean()) / 2


def tv_loss_l1(Y_hat):
    """F.l1_loss of the picture and the shifted picture."""
    down = F.l1_loss(Y_hat[..., 1:, :], Y_hat[..., :-1, :])
    right = F.l1_loss(Y_hat[..., 1:], Y_hat[..., :-1])
    return 0.5 * down + 0.5 * right


def compute_loss_one_after_the_other(X, *features, content_weight=1, style_weight=1e3, tv_weight=10):
    """Loops, and a running sum."""
    contents_Y_hat, styles_Y_hat, contents_Y, styles_Y_gram = features
    tv_l = tv_weight * tv_loss(X)
    total, contents_l, styles_l = tv_l, [], []
    for i in range(len(contents_Y)):
        contents_l.append(content_weight * content_loss(contents_Y_hat[i], contents_Y[i]))
        total = total + contents_l[-1]
    for i in range(len(styles_Y_gram)):
        styles_l.append(style_weight * style_loss(styles_Y_hat[i], styles_Y_gram[i]))
        total = total + styles_l[-1]
    return contents_l, styles_l, tv_l, total


def compute_loss_stacked(X, *features, content_weight=1, style_weight=1e3, tv_weight=10):
    """The sum of a stacked tensor; tuples."""
    contents_Y_hat, styles_Y_hat, contents_Y, styles_Y_gram = features
    contents_l = tuple(content_loss(*pair) * content_weight for pair in zip(contents_Y_hat, contents_Y))
    styles_l = tuple(style_loss(*pair) * style_weight for pair in zip(styles_Y_hat, styles_Y_gram))
    tv_l = tv_loss(X) * tv_weight
    return contents_l, styles_l, tv_l, torch.stack([*styles_l, *contents_l, tv_l]).sum()
