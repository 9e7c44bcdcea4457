"""A small detector that predicts classes and boxes at five scales at once (Dive into Deep Learning, section 13.7)."""

import torch
from torch import nn
from torch.nn import functional as F

# Given: for each of the five scales the sizes and ratios of its anchors, and how many anchors a pixel has.
sizes = [[0.2, 0.272], [0.37, 0.447], [0.54, 0.619], [0.71, 0.79], [0.88, 0.961]]
ratios = [[1, 2, 0.5]] * 5
num_anchors = len(sizes[0]) + len(ratios[0]) - 1


def multibox_prior(data: torch.Tensor, sizes, ratios) -> torch.Tensor:
    """Given: the anchors of section 13.4 for a feature map, shape (1, h * w * (n + m - 1), 4)."""
    h, w = data.shape[-2:]
    size = data.new_tensor([*sizes, *[sizes[0]] * (len(ratios) - 1)])
    root = data.new_tensor([*[ratios[0]] * len(sizes), *ratios[1:]]) ** 0.5
    reach = torch.stack((size * root * h / w, size / root), dim=1) / 2
    grid = torch.cartesian_prod(*((torch.arange(k, device=data.device) + 0.5) / k for k in (h, w)))
    middle = grid.flip(1)[:, None]
    return torch.cat((middle - reach, middle + reach), dim=2).reshape(1, -1, 4).to(data.dtype)


def cls_predictor(num_inputs: int, num_anchors: int, num_classes: int) -> nn.Module:
    """A layer that predicts the classes of the anchors of each pixel.

    Maps (b, num_inputs, h, w) to (b, num_anchors * (num_classes + 1), h, w).
    """
    ### BEGIN SOLUTION
    return nn.Conv2d(num_inputs, num_anchors * (num_classes + 1), kernel_size=3, padding=1)
    ### END SOLUTION


def bbox_predictor(num_inputs: int, num_anchors: int) -> nn.Module:
    """A layer that predicts the offsets of the anchors of each pixel.

    Maps (b, num_inputs, h, w) to (b, num_anchors * 4, h, w).
    """
    ### BEGIN SOLUTION
    return nn.Conv2d(num_inputs, num_anchors * 4, kernel_size=3, padding=1)
    ### END SOLUTION


def flatten_pred(pred: torch.Tensor) -> torch.Tensor:
    """One row for each picture, pixel by pixel: (b, c, h, w) becomes (b, h * w * c)."""
    ### BEGIN SOLUTION
    return pred.permute(0, 2, 3, 1).flatten(start_dim=1)
    ### END SOLUTION


def concat_preds(preds: list[torch.Tensor]) -> torch.Tensor:
    """The predictions of all scales in one row for each picture: shape (b, sum of all h * w * c)."""
    ### BEGIN SOLUTION
    return torch.cat([flatten_pred(pred) for pred in preds], dim=1)
    ### END SOLUTION


def down_sample_blk(in_channels: int, out_channels: int) -> nn.Module:
    """Two 3x3 convolutions that keep the size, each with batch normalisation and ReLU, and a max pooling that halves it.

    Maps (b, in_channels, h, w) to (b, out_channels, h // 2, w // 2).
    """
    ### BEGIN SOLUTION
    layers: list[nn.Module] = []
    for channels in (in_channels, out_channels):
        layers += [nn.Conv2d(channels, out_channels, kernel_size=3, padding=1), nn.BatchNorm2d(out_channels), nn.ReLU()]
    return nn.Sequential(*layers, nn.MaxPool2d(2))
    ### END SOLUTION


def base_net() -> nn.Module:
    """Three blocks that halve, with 16, 32 and 64 channels: (b, 3, h, w) to (b, 64, h // 8, w // 8)."""
    ### BEGIN SOLUTION
    channels = [3, 16, 32, 64]
    return nn.Sequential(*[down_sample_blk(channels[i], channels[i + 1]) for i in range(3)])
    ### END SOLUTION


def get_blk(i: int) -> nn.Module:
    """Block i of the five: the base net, three blocks that halve with 128 channels, a pooling over all that is left."""
    ### BEGIN SOLUTION
    if i == 0:
        return base_net()
    if i == 1:
        return down_sample_blk(64, 128)
    if i == 4:
        return nn.AdaptiveMaxPool2d((1, 1))
    return down_sample_blk(128, 128)
    ### END SOLUTION


def blk_forward(X, blk, size, ratio, cls_predictor, bbox_predictor):
    """One block: its output Y, the anchors of Y with these sizes and ratios, and what is predicted from Y.

    X: shape (b, c, h, w). Returns (Y, anchors, cls_preds, bbox_preds), the predictions as the layers give them.
    """
    ### BEGIN SOLUTION
    Y = blk(X)
    anchors = multibox_prior(Y, sizes=size, ratios=ratio)
    return Y, anchors, cls_predictor(Y), bbox_predictor(Y)
    ### END SOLUTION


class TinySSD(nn.Module):
    """Five blocks, one after another, each with a layer for the classes and one for the boxes.

    Maps (b, 3, h, w) to (anchors, cls_preds, bbox_preds): (1, n, 4), (b, n, num_classes + 1) and (b, n * 4) for n anchors.
    """

    def __init__(self, num_classes: int):
        super().__init__()
        ### BEGIN SOLUTION
        self.num_classes = num_classes
        channels = [64, 128, 128, 128, 128]
        self.blocks = nn.ModuleList(get_blk(i) for i in range(5))
        self.classes = nn.ModuleList(cls_predictor(c, num_anchors, num_classes) for c in channels)
        self.boxes = nn.ModuleList(bbox_predictor(c, num_anchors) for c in channels)
        ### END SOLUTION

    def forward(self, X: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        ### BEGIN SOLUTION
        anchors, cls_preds, bbox_preds = [], [], []
        for i in range(5):
            X, prior, classes, boxes = blk_forward(
                X, self.blocks[i], sizes[i], ratios[i], self.classes[i], self.boxes[i]
            )
            anchors.append(prior)
            cls_preds.append(classes)
            bbox_preds.append(boxes)
        joined = concat_preds(cls_preds)
        return torch.cat(anchors, dim=1), joined.reshape(len(X), -1, self.num_classes + 1), concat_preds(bbox_preds)
        ### END SOLUTION


def calc_loss(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks) -> torch.Tensor:
    """For each picture the mean cross-entropy of its anchors plus the mean absolute error of its offsets, shape (b,).

    cls_preds: logits, shape (b, n, c + 1). cls_labels: int64, shape (b, n). bbox_preds, bbox_labels, bbox_masks: shape
    (b, 4n); where the mask is 0 an offset has no error.
    """
    ### BEGIN SOLUTION
    cls = F.cross_entropy(cls_preds.transpose(1, 2), cls_labels, reduction="none").mean(dim=1)
    bbox = F.l1_loss(bbox_preds * bbox_masks, bbox_labels * bbox_masks, reduction="none").mean(dim=1)
    return cls + bbox
    ### END SOLUTION


def cls_eval(cls_preds: torch.Tensor, cls_labels: torch.Tensor) -> float:
    """The number of anchors whose class is predicted rightly. Shapes (b, n, c + 1) and (b, n)."""
    ### BEGIN SOLUTION
    return float((cls_preds.argmax(dim=-1) == cls_labels).sum())
    ### END SOLUTION


def bbox_eval(bbox_preds: torch.Tensor, bbox_labels: torch.Tensor, bbox_masks: torch.Tensor) -> float:
    """The sum of the absolute errors of the offsets, where the mask is 1. All of shape (b, 4n)."""
    ### BEGIN SOLUTION
    return float(((bbox_preds - bbox_labels) * bbox_masks).abs().sum())
    ### END SOLUTION
