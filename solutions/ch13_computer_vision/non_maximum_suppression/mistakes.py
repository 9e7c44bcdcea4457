import torch
from torchvision import ops


def _inverse(anchors, offsets, *, xy=10.0, wh=5.0, corners=True, by_anchor=True):
    """Right but for what a mistake changes."""
    a = ops.box_convert(anchors, "xyxy", "cxcywh")
    size = a[:, 2:] * torch.exp(offsets[:, 2:] / wh)
    center = a[:, :2] + offsets[:, :2] / xy * (a[:, 2:] if by_anchor else size)
    boxes = torch.cat((center, size), dim=1)
    return ops.box_convert(boxes, "cxcywh", "xyxy") if corners else boxes


def offset_inverse_left_as_centres(anchors, offset_preds):
    """You returned centre, width and height. Corners are asked for: convert at the end.

    你返回的是中心、宽和高。题目要的是角点：最后请换算。"""
    return _inverse(anchors, offset_preds, corners=False)


def offset_inverse_multiplied_by_the_factors(anchors, offset_preds):
    """You multiplied by 10 and 5, as `offset_boxes` does. On the way back they divide.

    你像 offset_boxes 那样乘以了 10 和 5。逆运算时应除以它们。"""
    return _inverse(anchors, offset_preds, xy=0.1, wh=0.2)


def offset_inverse_not_scaled(anchors, offset_preds):
    """The factors 10 and 5 are missing.

    缺少因子 10 和 5。"""
    return _inverse(anchors, offset_preds, xy=1.0, wh=1.0)


def offset_inverse_factors_exchanged(anchors, offset_preds):
    """The factors have changed places: 10 for the centre, 5 for the size.

    两个因子弄反了：中心用 10，大小用 5。"""
    return _inverse(anchors, offset_preds, xy=5.0, wh=10.0)


def offset_inverse_without_exp(anchors, offset_preds):
    """You multiplied the size by the offset itself. It is a logarithm: take exp first.

    你直接用偏移量乘以宽和高。它是对数：请先取 exp。"""
    a = ops.box_convert(anchors, "xyxy", "cxcywh")
    center = a[:, :2] + offset_preds[:, :2] / 10 * a[:, 2:]
    return ops.box_convert(torch.cat((center, offset_preds[:, 2:] / 5 * a[:, 2:]), dim=1), "cxcywh", "xyxy")


def offset_inverse_in_units_of_the_new_box(anchors, offset_preds):
    """You moved the centre by the size of the new box. The offsets count in widths and heights of the anchor.

    你按新框的大小移动了中心。偏移量以锚框的宽和高为单位。"""
    return _inverse(anchors, offset_preds, by_anchor=False)


def offset_inverse_from_the_corner(anchors, offset_preds):
    """You moved the top left corner of the anchor instead of its centre. Convert the anchors first.

    你移动的是锚框的左上角，而不是中心。请先把锚框换成中心表示。"""
    size = anchors[:, 2:] - anchors[:, :2]
    corner = anchors[:, :2] + offset_preds[:, :2] / 10 * size
    return torch.cat((corner, corner + size * torch.exp(offset_preds[:, 2:] / 5)), dim=1)


def offset_inverse_in_place(anchors, offset_preds):
    """Your numbers are right, but you scaled offset_preds itself. Make a new tensor.

    数值是对的，但你把 offset_preds 本身缩放了。请新建张量。"""
    offset_preds /= torch.tensor([10.0, 10.0, 5.0, 5.0], dtype=offset_preds.dtype, device=offset_preds.device)
    return _inverse(anchors, offset_preds, xy=1.0, wh=1.0)


def _kept(boxes, scores, threshold, *, descending=True, above=torch.gt):
    """Right but for what a mistake changes; no boxes give an empty float tensor."""
    left, keep = scores.argsort(descending=descending), []
    while len(left) > 0:
        keep.append(int(left[0]))
        overlap = ops.box_iou(boxes[left[:1]], boxes[left])[0]
        again = above(overlap, threshold)
        again[0] = True
        left = left[~again]
    return torch.tensor(keep, device=boxes.device)


def nms_empty_as_floats(boxes, scores, iou_threshold):
    """Without boxes you return a float32 tensor: torch.tensor([]) cannot know that indices were meant. Say
    dtype=torch.long.

    没有框时你返回的是 float32：torch.tensor([]) 无从知道里面应是下标。请写 dtype=torch.long。"""
    return _kept(boxes, scores, iou_threshold)


def nms_the_worst_first(boxes, scores, iou_threshold):
    """You began with the lowest score. argsort sorts upwards unless you say descending=True.

    你从最低的分数开始。argsort 默认从小到大，除非写明 descending=True。"""
    return _kept(boxes, scores, iou_threshold, descending=False).long()


def nms_in_the_order_of_the_boxes(boxes, scores, iou_threshold):
    """You went through the boxes as they stand, without regard to the scores. Sort by score first.

    你按框原来的顺序处理，没有考虑分数。请先按分数排序。"""
    return _kept(boxes, -torch.arange(len(boxes), device=boxes.device), iou_threshold).long()


def nms_positions_in_the_sorted_list(boxes, scores, iou_threshold):
    """You returned positions in the sorted list. The indices should point into boxes: look them up in the order that
    you sorted by.

    你返回的是排序之后的位置。下标应指向 boxes：请在排序的次序中查出原来的下标。"""
    order = scores.argsort(descending=True)
    return _kept(boxes[order], scores[order], iou_threshold).long()


def nms_indices_sorted(boxes, scores, iou_threshold):
    """The right boxes, but in the order in which they stand. The best comes first.

    留下的框是对的，但按原来的顺序排列。应从分数最高的开始。"""
    return _kept(boxes, scores, iou_threshold).long().sort().values


def nms_equal_thrown_away(boxes, scores, iou_threshold):
    """You threw away boxes whose IoU equals the threshold. Only those above it go.

    你把 IoU 恰好等于阈值的框也去掉了。只去掉大于阈值的。"""
    return _kept(boxes, scores, iou_threshold, above=torch.ge).long()


def nms_the_dead_still_suppress(boxes, scores, iou_threshold):
    """In your function a box that was thrown away still throws others away: you ask of each box whether any better one
    overlaps it. Only boxes that are kept count.

    在你的函数里，已经去掉的框还会去掉别的框：你看的是每个框有没有被任何更好的框重叠。只有留下的框才算。"""
    order = scores.argsort(descending=True)
    overlap = ops.box_iou(boxes[order], boxes[order]).triu(diagonal=1)
    return order[(overlap <= iou_threshold).all(dim=0)]


def nms_one_round(boxes, scores, iou_threshold):
    """You did one round: the best box, and all that do not overlap it. Among the others there are doubles still; go on
    until nothing is left.

    你只做了一轮：最好的框，以及所有不与它重叠的框。其余的框里仍有重复；要一直做到没有剩余为止。"""
    order = scores.argsort(descending=True)
    if len(order) == 0:
        return order
    overlap = ops.box_iou(boxes[order[:1]], boxes[order])[0]
    overlap[0] = 0
    return order[overlap <= iou_threshold]


def nms_threshold_of_its_own(boxes, scores, iou_threshold):
    """Your function compares with 0.5 whatever iou_threshold says. Use the argument.

    不论 iou_threshold 是多少，你都与 0.5 比较。请使用这个参数。"""
    return _kept(boxes, scores, 0.5).long()


def nms_a_mask(boxes, scores, iou_threshold):
    """You returned a mask of true and false. Indices are asked for, the best first.

    你返回的是布尔掩码。题目要的是下标，从最好的开始。"""
    mask = torch.zeros(len(boxes), dtype=torch.bool, device=boxes.device)
    mask[_kept(boxes, scores, iou_threshold).long()] = True
    return mask


def _detect(cls_probs, offset_preds, anchors, nms_threshold, pos_threshold, *, first=1, of=lambda i: i, weak_kept=True):
    """Right but for what a mistake changes."""
    anchors, out = anchors.squeeze(0), []
    for i in range(len(cls_probs)):
        conf, label = cls_probs[of(i), first:].max(dim=0)
        boxes = _inverse(anchors, offset_preds[of(i)].reshape(-1, 4))
        keep = ops.nms(boxes, conf, nms_threshold)
        rest = torch.ones_like(label, dtype=torch.bool)
        rest[keep] = False
        weak = conf < pos_threshold
        label = torch.where(rest | weak, -1, label)
        conf = torch.where(weak, 1 - conf, conf) if weak_kept else conf
        order = torch.cat((keep, rest.nonzero().reshape(-1)))
        out.append(torch.cat((label[:, None], conf[:, None], boxes), dim=1)[order])
    return torch.stack(out)


def multibox_detection_background_as_class(probs, offsets, anchors, nms_threshold=0.5, pos_threshold=0.009999999):
    """You let the background take part: it often wins, and all classes are counted one too high. Leave row 0 out.

    你让背景也参与了比较：它常常胜出，而且类别都多数了一。请去掉第 0 行。"""
    return _detect(probs, offsets, anchors, nms_threshold, pos_threshold, first=0)


def multibox_detection_confidence_not_turned(probs, offsets, anchors, nms_threshold=0.5, pos_threshold=0.009999999):
    """Below pos_threshold the class is -1, but the confidence is still p. As background the anchor is as sure as 1 - p.

    低于 pos_threshold 时类别改成了 -1，置信度却还是 p。作为背景，置信度应为 1 - p。"""
    return _detect(probs, offsets, anchors, nms_threshold, pos_threshold, weak_kept=False)


def multibox_detection_classes_from_one(probs, offsets, anchors, nms_threshold=0.5, pos_threshold=0.009999999):
    """You count the classes from 1. Without the background they begin with 0.

    你从 1 开始数类别。去掉背景之后，类别从 0 开始。"""
    out = _detect(probs, offsets, anchors, nms_threshold, pos_threshold)
    out[..., 0] += out[..., 0] >= 0
    return out


def multibox_detection_suppressed_left_out(probs, offsets, anchors, nms_threshold=0.5, pos_threshold=0.009999999):
    """You left out the boxes that nms throws away. Every anchor has a row: those have class -1. (The pictures of a
    batch would not fit together otherwise.)

    你把 nms 去掉的框略去了。每个锚框都要有一行：它们的类别是 -1。（否则一个批量中各张图像的行数不同，无法堆叠。）"""
    out = _detect(probs, offsets, anchors, nms_threshold, pos_threshold)
    return torch.stack([row[: int((row[:, 0] >= 0).sum())] for row in out[:1]])


def multibox_detection_suppressed_keep_their_class(
    probs, offsets, anchors, nms_threshold=0.5, pos_threshold=0.009999999
):
    """Boxes that nms throws away keep their class in your result, so nothing is suppressed. Their class is -1.

    在你的结果中，nms 去掉的框保留了类别，等于没有去掉。它们的类别应为 -1。"""
    out = _detect(probs, offsets, anchors, nms_threshold, pos_threshold)
    for i, (p, o) in enumerate(zip(probs, offsets)):
        conf, label = p[1:].max(dim=0)
        keep = ops.nms(_inverse(anchors[0], o.reshape(-1, 4)), conf, nms_threshold)
        rest = [j for j in range(len(conf)) if j not in keep.tolist()]
        out[i, len(keep) :, 0] = torch.where(conf < pos_threshold, -1, label)[rest]
    return out


def multibox_detection_order_of_the_anchors(probs, offsets, anchors, nms_threshold=0.5, pos_threshold=0.009999999):
    """Your rows stand in the order of the anchors. First come those that nms keeps, the best first.

    你的各行按锚框的顺序排列。应先排 nms 留下的，从最好的开始。"""
    out, rows = _detect(probs, offsets, anchors, nms_threshold, pos_threshold), []
    for row, p, o in zip(out, probs, offsets):
        conf = p[1:].max(dim=0).values
        keep = ops.nms(_inverse(anchors[0], o.reshape(-1, 4)), conf, nms_threshold).tolist()
        order = keep + [j for j in range(len(conf)) if j not in keep]
        rows.append(row[torch.tensor(order, device=row.device).argsort()])
    return torch.stack(rows)


def multibox_detection_first_picture_for_all(probs, offsets, anchors, nms_threshold=0.5, pos_threshold=0.009999999):
    """Every picture of the batch has the detections of the first. Use probabilities and offsets of picture i.

    批量中每张图像的检测结果都与第一张相同。请使用第 i 张图像的概率和偏移量。"""
    return _detect(probs, offsets, anchors, nms_threshold, pos_threshold, of=lambda i: 0)


def multibox_detection_nms_threshold_ignored(probs, offsets, anchors, nms_threshold=0.5, pos_threshold=0.009999999):
    """You do not use nms_threshold.

    你没有用到 nms_threshold。"""
    return _detect(probs, offsets, anchors, 0.5, pos_threshold)


def multibox_detection_pos_threshold_ignored(probs, offsets, anchors, nms_threshold=0.5, pos_threshold=0.009999999):
    """You do not use pos_threshold.

    你没有用到 pos_threshold。"""
    return _detect(probs, offsets, anchors, nms_threshold, 0.009999999)


def multibox_detection_written_into_the_probabilities(
    probs, offsets, anchors, nms_threshold=0.5, pos_threshold=0.009999999
):
    """Your result is right, but 1 - p was written into cls_probs: an index without a list gives a view. Work on a copy.

    结果是对的，但 1 - p 写进了 cls_probs：用整数或切片取出来的是视图。请在副本上修改。"""
    out = _detect(probs, offsets, anchors, nms_threshold, pos_threshold)
    best = probs[:, 1:]
    best[best < pos_threshold] = 1 - best[best < pos_threshold]
    return out
