import numpy as np
import torch
from matplotlib import patches
from torch import nn
from torchvision.ops import box_convert


def multibox_prior_by_loops(data, sizes, ratios):
    """Pixel by pixel, anchor by anchor."""
    height, width = data.shape[2], data.shape[3]
    anchors = []
    for i in range(height):
        for j in range(width):
            for k in range(len(sizes) + len(ratios) - 1):
                size = sizes[k] if k < len(sizes) else sizes[0]
                ratio = ratios[0] if k < len(sizes) else ratios[k - len(sizes) + 1]
                w, h = size * ratio**0.5 * height / width, size / ratio**0.5
                cx, cy = (j + 0.5) / width, (i + 0.5) / height
                anchors.append([cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2])
    return torch.tensor([anchors], device=data.device)


def multibox_prior_repeated(data, sizes, ratios):
    """The centres interleaved, the shapes repeated."""
    h, w = data.shape[-2:]
    s, r = (torch.as_tensor(list(v), dtype=torch.float32, device=data.device) for v in (sizes, ratios))
    widths = torch.cat((s * r[0].sqrt(), s[0] * r[1:].sqrt())) * h / w
    heights = torch.cat((s / r[0].sqrt(), s[0] / r[1:].sqrt()))
    shapes = torch.stack((-widths, -heights, widths, heights), 1).repeat(h * w, 1) / 2
    xs, ys = ((torch.arange(n, device=data.device) + 0.5) / n for n in (w, h))
    shift_x, shift_y = (grid.flatten() for grid in torch.meshgrid(xs, ys, indexing="xy"))
    centres = torch.stack((shift_x, shift_y, shift_x, shift_y), 1).repeat_interleave(len(widths), dim=0)
    return (centres + shapes).unsqueeze(0)


def show_bboxes_numpy(axes, bboxes, labels=None, colors=None):
    """Through numpy, lists made where none are given."""

    def listed(value, usual):
        if value is None:
            return usual
        return value if isinstance(value, (list, tuple)) else [value]

    labels, colors = listed(labels, []), listed(colors, list("bgrmc"))
    for i, box in enumerate(bboxes.detach().cpu().numpy()):
        rect = patches.Rectangle(box[:2], box[2] - box[0], box[3] - box[1], fill=False, ec=colors[i % len(colors)])
        axes.add_patch(rect)
        if labels and len(labels) > i:
            axes.text(
                rect.xy[0], rect.xy[1], labels[i], fontsize=9, color="w", bbox={"facecolor": rect.get_edgecolor()}
            )


def show_bboxes_by_cycle(axes, bboxes, labels=None, colors=None):
    """Colours from an endless cycle, annotations for labels."""
    from itertools import chain, cycle, repeat

    colors = [colors] if isinstance(colors, str) else colors or "bgrmc"
    texts = chain([labels] if isinstance(labels, str) else labels or (), repeat(None))
    for box, color, text in zip(bboxes.tolist(), cycle(colors), texts):
        x, y = np.array(box[:2])
        axes.add_artist(
            patches.Rectangle((x, y), box[2] - x, box[3] - y, facecolor="none", edgecolor=color, fill=False)
        )
        if text is not None:
            axes.annotate(text, (x, y), ha="left", va="top")


def box_iou_by_loops(boxes1, boxes2):
    """Pair by pair, put together at the end."""

    def iou(a, b):
        zero = a.new_zeros(())
        w = torch.maximum(torch.minimum(a[2], b[2]) - torch.maximum(a[0], b[0]), zero)
        h = torch.maximum(torch.minimum(a[3], b[3]) - torch.maximum(a[1], b[1]), zero)
        union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h
        return w * h / union

    rows = [torch.stack([iou(a, b) for b in boxes2]) for a in boxes1] if len(boxes2) else []
    return torch.stack(rows) if rows else boxes1.new_zeros(len(boxes1), len(boxes2))


def box_iou_by_columns(boxes1, boxes2):
    """The four edges as columns against rows."""
    a, b = boxes1.T[:, :, None], boxes2.T[:, None, :]
    width = nn.functional.relu(torch.minimum(a[2], b[2]) - torch.maximum(a[0], b[0]))
    height = nn.functional.relu(torch.minimum(a[3], b[3]) - torch.maximum(a[1], b[1]))
    shared = width * height
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


def assign_anchor_to_bbox_indices(ground_truth, anchors, device, iou_threshold=0.5):
    """By indices of the anchors that reach the threshold; the best pair by its number."""
    num_gt = ground_truth.shape[0]
    result = torch.full((anchors.shape[0],), -1, dtype=torch.long, device=device)
    if num_gt > 0:
        jaccard = _pairs(anchors, ground_truth)
        max_ious, indices = torch.max(jaccard, dim=1)
        chosen = torch.nonzero(max_ious >= iou_threshold).reshape(-1)
        result[chosen] = indices[chosen]
        for _ in range(num_gt):
            best = torch.argmax(jaccard)
            box, anchor = (best % num_gt).long(), torch.div(best, num_gt, rounding_mode="floor")
            result[anchor] = box
            jaccard[:, box], jaccard[anchor, :] = -1, -1
    return result


def assign_anchor_to_bbox_sorted(ground_truth, anchors, device, iou_threshold=0.5):
    """Plain Python: the second step first, over the sorted pairs, then the rest by the threshold."""
    iou = _pairs(anchors, ground_truth).tolist()
    pairs = sorted(((v, i, j) for i, row in enumerate(iou) for j, v in enumerate(row)), reverse=True)
    given, served = {}, set()
    for _, i, j in pairs:
        if i not in given and j not in served:
            given[i] = j
            served.add(j)
    for i, row in enumerate(iou):
        if row and i not in given and max(row) >= iou_threshold:
            given[i] = row.index(max(row))
    return torch.tensor([given.get(i, -1) for i in range(len(iou))], device=device)


def _pairs(a, b):
    sides = torch.minimum(a[:, None, 2:], b[None, :, 2:]) - torch.maximum(a[:, None, :2], b[None, :, :2])
    shared = sides.clamp(min=0).prod(-1)
    return shared / ((a[:, 2:] - a[:, :2]).prod(-1)[:, None] + (b[:, 2:] - b[:, :2]).prod(-1) - shared)


def offset_boxes_from_corners(anchors, assigned_bb, eps=1e-6):
    """Straight from the corners."""
    size, other = anchors[:, 2:] - anchors[:, :2], assigned_bb[:, 2:] - assigned_bb[:, :2]
    way = (assigned_bb[:, :2] + assigned_bb[:, 2:] - anchors[:, :2] - anchors[:, 2:]) / 2
    return torch.hstack((10 * way / size, 5 * (other / size + eps).log()))


def offset_boxes_columns(anchors, assigned_bb, eps=1e-6):
    """Column by column."""
    xa, ya, wa, ha = box_convert(anchors, "xyxy", "cxcywh").unbind(1)
    xb, yb, wb, hb = box_convert(assigned_bb, "xyxy", "cxcywh").unbind(1)
    columns = (xb - xa) / wa / 0.1, (yb - ya) / ha / 0.1, torch.log(wb / wa + eps) / 0.2, torch.log(hb / ha + eps) / 0.2
    return torch.stack(columns, dim=1)


def multibox_target_filled(anchors, labels):
    """Zeros, filled where there is a box."""
    boxes, device = anchors[0], anchors.device
    n, b = len(boxes), len(labels)
    offsets = torch.zeros(b, n, 4, device=device)
    masks = torch.zeros(b, n, 4, device=device)
    classes = torch.zeros(b, n, dtype=torch.long, device=device)
    for i in range(b):
        truth = labels[i, :, 1:]
        assigned = assign_anchor_to_bbox_indices(truth, boxes, device)
        (where,) = torch.nonzero(assigned >= 0, as_tuple=True)
        offsets[i, where] = offset_boxes_from_corners(boxes[where], truth[assigned[where]])
        masks[i, where] = 1.0
        classes[i, where] = labels[i, assigned[where], 0].long() + 1
    return offsets.flatten(1), masks.flatten(1), classes


def multibox_target_a_list(anchors, labels):
    """A row of zeros before the true boxes stands for the background; a list of the three."""
    boxes, results = anchors.squeeze(0), []
    for label in labels:
        assigned = assign_anchor_to_bbox_indices(label[:, 1:], boxes, anchors.device) + 1
        background = torch.tensor([[-1.0, 0, 0, 0, 0]], device=label.device)
        rows = torch.cat((background, label))[assigned]
        mask = (assigned > 0).unsqueeze(-1).expand(-1, 4).to(torch.float32)
        offset = offset_boxes_columns(boxes, rows[:, 1:]) * mask
        results.append((offset.reshape(-1), mask.reshape(-1), rows[:, 0].to(torch.int64) + 1))
    return [torch.stack(part) for part in zip(*results)]
