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
    raise NotImplementedError("cls_predictor is not written yet")


def bbox_predictor(num_inputs: int, num_anchors: int) -> nn.Module:
    """A layer that predicts the offsets of the anchors of each pixel.

    Maps (b, num_inputs, h, w) to (b, num_anchors * 4, h, w).
    """
    raise NotImplementedError("bbox_predictor is not written yet")


def flatten_pred(pred: torch.Tensor) -> torch.Tensor:
    """One row for each picture, pixel by pixel: (b, c, h, w) becomes (b, h * w * c)."""
    raise NotImplementedError("flatten_pred is not written yet")


def concat_preds(preds: list[torch.Tensor]) -> torch.Tensor:
    """The predictions of all scales in one row for each picture: shape (b, sum of all h * w * c)."""
    raise NotImplementedError("concat_preds is not written yet")


def down_sample_blk(in_channels: int, out_channels: int) -> nn.Module:
    """Two 3x3 convolutions that keep the size, each with batch normalisation and ReLU, and a max pooling that halves it.

    Maps (b, in_channels, h, w) to (b, out_channels, h // 2, w // 2).
    """
    raise NotImplementedError("down_sample_blk is not written yet")


def base_net() -> nn.Module:
    """Three blocks that halve, with 16, 32 and 64 channels: (b, 3, h, w) to (b, 64, h // 8, w // 8)."""
    raise NotImplementedError("base_net is not written yet")


def get_blk(i: int) -> nn.Module:
    """Block i of the five: the base net, three blocks that halve with 128 channels, a pooling over all that is left."""
    raise NotImplementedError("get_blk is not written yet")


def blk_forward(X, blk, size, ratio, cls_predictor, bbox_predictor):
    """One block: its output Y, the anchors of Y with these sizes and ratios, and what is predicted from Y.

    X: shape (b, c, h, w). Returns (Y, anchors, cls_preds, bbox_preds), the predictions as the layers give them.
    """
    raise NotImplementedError("blk_forward is not written yet")


class TinySSD(nn.Module):
    """Five blocks, one after another, each with a layer for the classes and one for the boxes.

    Maps (b, 3, h, w) to (anchors, cls_preds, bbox_preds): (1, n, 4), (b, n, num_classes + 1) and (b, n * 4) for n anchors.
    """

    def __init__(self, num_classes: int):
        super().__init__()
        raise NotImplementedError("TinySSD.__init__ is not written yet")

    def forward(self, X: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        raise NotImplementedError("TinySSD.forward is not written yet")


def calc_loss(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks) -> torch.Tensor:
    """For each picture the mean cross-entropy of its anchors plus the mean absolute error of its offsets, shape (b,).

    cls_preds: logits, shape (b, n, c + 1). cls_labels: int64, shape (b, n). bbox_preds, bbox_labels, bbox_masks: shape
    (b, 4n); where the mask is 0 an offset has no error.
    """
    raise NotImplementedError("calc_loss is not written yet")


def cls_eval(cls_preds: torch.Tensor, cls_labels: torch.Tensor) -> float:
    """The number of anchors whose class is predicted rightly. Shapes (b, n, c + 1) and (b, n)."""
    raise NotImplementedError("cls_eval is not written yet")


def bbox_eval(bbox_preds: torch.Tensor, bbox_labels: torch.Tensor, bbox_masks: torch.Tensor) -> float:
    """The sum of the absolute errors of the offsets, where the mask is 1. All of shape (b, 4n)."""
    raise NotImplementedError("bbox_eval is not written yet")
