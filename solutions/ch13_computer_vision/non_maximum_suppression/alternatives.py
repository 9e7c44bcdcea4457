import torch
from torchvision import ops


def offset_inverse_columns(anchors, offset_preds):
    """Column by column, straight from the corners."""
    x1, y1, x2, y2 = anchors.unbind(1)
    a, b, c, d = offset_preds.unbind(1)
    w, h = x2 - x1, y2 - y1
    cx, cy = (x1 + x2) / 2 + 0.1 * a * w, (y1 + y2) / 2 + 0.1 * b * h
    half_w, half_h = w * (0.2 * c).exp() / 2, h * (0.2 * d).exp() / 2
    return torch.stack([cx - half_w, cy - half_h, cx + half_w, cy + half_h], 1)


def offset_inverse_scaled_first(anchors, offset_preds):
    """The offsets scaled at once."""
    anc = ops.box_convert(anchors, "xyxy", "cxcywh")
    scaled = offset_preds / offset_preds.new_tensor([10, 10, 5, 5])
    size = scaled[:, 2:].exp() * anc[:, 2:]
    corner = scaled[:, :2] * anc[:, 2:] + anc[:, :2] - size / 2
    return torch.cat((corner, corner + size), dim=1)


def nms_list(boxes, scores, iou_threshold):
    """A list of indices, filled one by one."""
    order = torch.argsort(scores, dim=-1, descending=True)
    keep = []
    while order.numel() > 0:
        i = order[0]
        keep.append(i)
        if order.numel() == 1:
            break
        iou = ops.box_iou(boxes[i].reshape(-1, 4), boxes[order[1:]].reshape(-1, 4)).reshape(-1)
        order = order[torch.nonzero(iou <= iou_threshold).reshape(-1) + 1]
    return torch.tensor(keep, device=boxes.device, dtype=torch.long)


def nms_matrix(boxes, scores, iou_threshold):
    """All IoUs at once; each box in turn is compared with those that are kept."""
    overlaps = (ops.box_iou(boxes, boxes) > iou_threshold).tolist()
    keep = []
    for i in sorted(range(len(boxes)), key=scores.tolist().__getitem__, reverse=True):
        if not any(overlaps[i][j] for j in keep):
            keep.append(i)
    return torch.tensor(keep, dtype=torch.int64, device=boxes.device)


def multibox_detection_by_sets(cls_probs, offset_preds, anchors, nms_threshold=0.5, pos_threshold=0.009999999):
    """The suppressed ones as those that stand only once beside the kept ones; changes on copies."""
    device, boxes0, out = cls_probs.device, anchors[0], []
    for i in range(cls_probs.shape[0]):
        conf, class_id = torch.max(cls_probs[i][1:].clone(), 0)
        boxes = offset_inverse_columns(boxes0, offset_preds[i].reshape(-1, 4))
        keep = nms_list(boxes, conf, nms_threshold)
        combined = torch.cat((keep, torch.arange(boxes0.shape[0], device=device)))
        uniques, counts = combined.unique(return_counts=True)
        rest = uniques[counts == 1]
        class_id[rest] = -1
        order = torch.cat((keep, rest))
        class_id, conf, boxes = class_id[order], conf[order], boxes[order]
        below = conf < pos_threshold
        class_id[below] = -1
        conf[below] = 1 - conf[below]
        out.append(torch.cat((class_id.unsqueeze(1), conf.unsqueeze(1), boxes), dim=1))
    return torch.stack(out)


def multibox_detection_rows(cls_probs, offset_preds, anchors, nms_threshold=0.5, pos_threshold=0.009999999):
    """Row by row, in a tensor made for the result."""
    b, _, n = cls_probs.shape
    out = torch.zeros((b, n, 6), device=cls_probs.device)
    best, labels = cls_probs[:, 1:].max(dim=1)
    for i in range(b):
        boxes = offset_inverse_scaled_first(anchors[0], offset_preds[i].view(n, 4))
        keep = nms_matrix(boxes, best[i], nms_threshold).tolist()
        for row, j in enumerate(keep + sorted(set(range(n)) - set(keep))):
            p, label = best[i, j], labels[i, j]
            if row >= len(keep) or p < pos_threshold:
                label = -1
            out[i, row, 0], out[i, row, 1] = label, (1 - p if p < pos_threshold else p)
            out[i, row, 2:] = boxes[j]
    return out
