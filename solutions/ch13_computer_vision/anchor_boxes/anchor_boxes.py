"""Anchor boxes, and what a detector is to learn about each (Dive into Deep Learning, section 13.4)."""

import math
from collections.abc import Sequence

import torch
from matplotlib import pyplot as plt
from torchvision.ops import box_convert


def box_corner_to_center(boxes: torch.Tensor) -> torch.Tensor:
    """Given: from corners (x1, y1, x2, y2) to (centre x, centre y, width, height). Shape (n, 4)."""
    return box_convert(boxes, "xyxy", "cxcywh")


def multibox_prior(data: torch.Tensor, sizes: Sequence[float], ratios: Sequence[float]) -> torch.Tensor:
    """The anchor boxes of a picture or feature map, by their corners, in units of its width and height.

    data: floating point, shape (..., h, w); only its size and device matter. sizes: n numbers from 0 to 1; ratios: m numbers
    above 0. Returns float32 on the device of data, shape (1, h * w * (n + m - 1), 4): pixel by pixel, row by row.
    """
    ### BEGIN SOLUTION
    h, w = data.shape[-2:]
    shapes = [(size, ratios[0]) for size in sizes] + [(sizes[0], ratio) for ratio in ratios[1:]]
    half = torch.tensor([(s * math.sqrt(r) * h / w / 2, s / math.sqrt(r) / 2) for s, r in shapes], device=data.device)
    y = (torch.arange(h, device=data.device) + 0.5) / h
    x = (torch.arange(w, device=data.device) + 0.5) / w
    center_y, center_x = torch.meshgrid(y, x, indexing="ij")
    center = torch.stack((center_x, center_y), dim=-1).reshape(-1, 1, 2)
    return torch.cat((center - half, center + half), dim=-1).reshape(1, -1, 4)
    ### END SOLUTION


def write_label(axes, x: float, y: float, text: str, color: str) -> None:
    """Given: a text at (x, y) that is easy to read: white on the colour, black on white."""
    back = {"facecolor": color, "lw": 0}
    axes.text(x, y, text, va="center", ha="center", fontsize=9, color="k" if color == "w" else "w", bbox=back)


def show_bboxes(axes, bboxes: torch.Tensor, labels=None, colors=None) -> None:
    """Draw boxes into axes, each as an outline with its label at the top left corner.

    bboxes: corners, shape (n, 4), on any device. labels: a list of strings, one string, or None for none; a list may be
    shorter than n. colors: a list of colours that is used over and over, one colour, or None for b, g, r, m, c.
    """
    ### BEGIN SOLUTION
    labels = [labels] if isinstance(labels, str) else labels or []
    colors = [colors] if isinstance(colors, str) else colors or ["b", "g", "r", "m", "c"]
    for i, (x1, y1, x2, y2) in enumerate(bboxes.tolist()):
        color = colors[i % len(colors)]
        axes.add_patch(plt.Rectangle((x1, y1), x2 - x1, y2 - y1, fill=False, edgecolor=color))
        if i < len(labels):
            write_label(axes, x1, y1, labels[i], color)
    ### END SOLUTION


def box_iou(boxes1: torch.Tensor, boxes2: torch.Tensor) -> torch.Tensor:
    """The intersection over union of every box of boxes1 with every box of boxes2.

    boxes1, boxes2: corners, shapes (n, 4) and (m, 4), n or m may be 0; every box has an area. Returns shape (n, m), with
    their dtype and device.
    """
    ### BEGIN SOLUTION
    area1, area2 = ((boxes[:, 2:] - boxes[:, :2]).prod(dim=1) for boxes in (boxes1, boxes2))
    upper = torch.maximum(boxes1[:, None, :2], boxes2[:, :2])
    lower = torch.minimum(boxes1[:, None, 2:], boxes2[:, 2:])
    inter = (lower - upper).clamp(min=0).prod(dim=2)
    return inter / (area1[:, None] + area2 - inter)
    ### END SOLUTION


def assign_anchor_to_bbox(ground_truth, anchors, device, iou_threshold: float = 0.5) -> torch.Tensor:
    """For each anchor the index of the true box that it stands for, or -1.

    ground_truth: corners, shape (m, 4), m may be 0. anchors: corners, shape (n, 4), n >= m. device: where the result is
    wanted, the device of both. Returns int64, shape (n,).
    """
    ### BEGIN SOLUTION
    num_truths = ground_truth.shape[0]
    assigned = torch.full((anchors.shape[0],), -1, device=device)
    if num_truths == 0:
        return assigned
    iou = box_iou(anchors, ground_truth)
    largest, nearest = iou.max(dim=1)
    assigned = torch.where(largest >= iou_threshold, nearest, assigned)
    for _ in range(num_truths):
        best = iou.argmax().reshape(1)
        anchor, truth = best // num_truths, best % num_truths
        assigned[anchor] = truth
        iou[anchor] = -1
        iou[:, truth] = -1
    return assigned
    ### END SOLUTION


def offset_boxes(anchors: torch.Tensor, assigned_bb: torch.Tensor, eps: float = 1e-6) -> torch.Tensor:
    """How each anchor would have to move and grow to become the box that was assigned to it.

    anchors, assigned_bb: corners, shape (n, 4). Returns (n, 4), with their dtype and device: ten times the way of the centre,
    in widths and heights of the anchor, then five times the logarithm of eps plus the ratio of widths and heights.
    """
    ### BEGIN SOLUTION
    old, new = box_corner_to_center(anchors), box_corner_to_center(assigned_bb)
    offset_xy = 10 * (new[:, :2] - old[:, :2]) / old[:, 2:]
    offset_wh = 5 * torch.log(eps + new[:, 2:] / old[:, 2:])
    return torch.cat((offset_xy, offset_wh), dim=1)
    ### END SOLUTION


def multibox_target(anchors: torch.Tensor, labels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """What is to be learned about each anchor, for each picture of a batch: (offsets, masks, classes).

    anchors: shape (1, n, 4). labels: shape (b, m, 5), m >= 1: class, then corners. Both float32. Returns float32 (b, 4n), float32
    (b, 4n), and int64 (b, n): 0 for the background, else the class plus one.
    """
    ### BEGIN SOLUTION
    anchors = anchors.squeeze(0)
    offsets, masks, classes = [], [], []
    for label in labels:
        assigned = assign_anchor_to_bbox(label[:, 1:], anchors, anchors.device)
        found = assigned >= 0
        truth = label[assigned.clamp(min=0)]
        mask = found.float().repeat_interleave(4)
        offsets.append(offset_boxes(anchors, truth[:, 1:]).reshape(-1) * mask)
        masks.append(mask)
        classes.append((truth[:, 0].long() + 1) * found)
    return torch.stack(offsets), torch.stack(masks), torch.stack(classes)
    ### END SOLUTION
