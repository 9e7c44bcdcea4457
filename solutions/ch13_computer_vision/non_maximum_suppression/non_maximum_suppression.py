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
    ### BEGIN SOLUTION
    anchors = box_corner_to_center(anchors)
    center = anchors[:, :2] + offset_preds[:, :2] / 10 * anchors[:, 2:]
    size = anchors[:, 2:] * torch.exp(offset_preds[:, 2:] / 5)
    return box_center_to_corner(torch.cat((center, size), dim=1))
    ### END SOLUTION


def nms(boxes: torch.Tensor, scores: torch.Tensor, iou_threshold: float) -> torch.Tensor:
    """Which boxes are kept: those that no better kept one overlaps by more than the threshold.

    boxes: corners, shape (n, 4), n may be 0. scores: shape (n,). Returns int64 on the device of boxes, shape (k,): indices,
    by descending score.
    """
    ### BEGIN SOLUTION
    left = scores.argsort(descending=True)
    keep = []
    while len(left) > 0:
        best, left = left[:1], left[1:]
        keep.append(best)
        left = left[box_iou(boxes[best], boxes[left])[0] <= iou_threshold]
    return torch.cat(keep) if keep else left
    ### END SOLUTION


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
    ### BEGIN SOLUTION
    anchors = anchors.squeeze(0)
    detections = []
    for probs, offsets in zip(cls_probs, offset_preds):  # noqa: B905
        confidence, label = probs[1:].max(dim=0)
        boxes = offset_inverse(anchors, offsets.reshape(-1, 4))
        keep = nms(boxes, confidence, nms_threshold)
        suppressed = torch.ones_like(label, dtype=torch.bool)
        suppressed[keep] = False
        weak = confidence < pos_threshold
        label = torch.where(suppressed | weak, -1, label)
        confidence = torch.where(weak, 1 - confidence, confidence)
        order = torch.cat((keep, suppressed.nonzero().squeeze(1)))
        detections.append(torch.cat((label[:, None], confidence[:, None], boxes), dim=1)[order])
    return torch.stack(detections)
    ### END SOLUTION
