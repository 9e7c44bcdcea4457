"""From what a detector predicts to the boxes that it shows (Dive into Deep Learning, section 13.4)."""

import torch
from torchvision import ops


def box_corner_to_center(boxes: torch.Tensor) -> torch.Tensor:
    """Given: from corners (x1, y1, x2, y2) to (centre x, centre y, width, height). Shape (n, 4)."""
    return ops.box_convert(boxes, "xyxy", "cxcywh")


def box_center_to_corner(boxes: torch.Tensor) -> torch.Tensor:
    """Given: from (centre x, centre y, width, height) to corners (x1, y1, x2, y2). Shape (n, 4)."""
    return ops.box_convert(boxes, "cxcywh", "xyxy")


def box_iou(boxes1: torch.Tensor, boxes2: torch.Tensor) -> torch.Tensor:
    """Given: the IoU of every box of boxes1, shape (n, 4), with every box of boxes2, shape (m, 4). Shape (n, m)."""
    return ops.box_iou(boxes1, boxes2)


def offset_inverse(anchors: torch.Tensor, offset_preds: torch.Tensor) -> torch.Tensor:
    """The boxes to which the predicted offsets lead.

    anchors: corners, shape (n, 4). offset_preds: shape (n, 4), as `offset_boxes` makes them (without its eps). Returns corners,
    shape (n, 4), with their dtype and device.
    """
    raise NotImplementedError("offset_inverse is not written yet")


def nms(boxes: torch.Tensor, scores: torch.Tensor, iou_threshold: float) -> torch.Tensor:
    """Which boxes are kept: those that no better kept one overlaps by more than the threshold.

    boxes: corners, shape (n, 4), n may be 0. scores: shape (n,). Returns int64 on the device of boxes, shape (k,): indices,
    by descending score.
    """
    raise NotImplementedError("nms is not written yet")


def multibox_detection(
    cls_probs: torch.Tensor,
    offset_preds: torch.Tensor,
    anchors: torch.Tensor,
    nms_threshold: float = 0.5,
    pos_threshold: float = 0.009999999,
) -> torch.Tensor:
    """Class, confidence and box of every anchor, for each picture of a batch; the best first.

    cls_probs: shape (b, c + 1, n), class 0 is the background. offset_preds: shape (b, 4n). anchors: shape (1, n, 4). All
    float32. Returns float32, shape (b, n, 6): class (or -1), confidence, corners.
    """
    raise NotImplementedError("multibox_detection is not written yet")
