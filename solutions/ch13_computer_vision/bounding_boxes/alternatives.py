import torch
from matplotlib import patches


def box_corner_to_center_filled(boxes):
    """A tensor like boxes, filled in place."""
    out = torch.empty_like(boxes)
    out[:, :2] = boxes[:, :2] + (boxes[:, 2:] - boxes[:, :2]) / 2
    out[:, 2:] = boxes[:, 2:] - boxes[:, :2]
    return out


def box_corner_to_center_a_matrix(boxes):
    """The conversion is linear: one product of matrices."""
    a = torch.tensor([[0.5, 0, -1, 0], [0, 0.5, 0, -1], [0.5, 0, 1, 0], [0, 0.5, 0, 1]])
    return boxes @ a.to(boxes)


def box_center_to_corner_columns(boxes):
    """Column by column."""
    cx, cy, w, h = boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]
    return torch.stack([cx - 0.5 * w, cy - 0.5 * h, cx + 0.5 * w, cy + 0.5 * h], -1)


def box_center_to_corner_first_the_corner(boxes):
    """The top left corner, and from there width and height."""
    corner = torch.sub(boxes[:, :2], boxes[:, 2:], alpha=0.5)
    return torch.hstack((corner, corner + boxes[:, 2:]))


def bbox_to_rect_indexed(bbox, color):
    """By index, with keywords."""
    xy = float(bbox[0]), float(bbox[1])
    width, height = float(bbox[2]) - xy[0], float(bbox[3]) - xy[1]
    return patches.Rectangle(xy=xy, width=width, height=height, facecolor="none", fill=False, edgecolor=color, lw=2)


def bbox_to_rect_set_later(bbox, color):
    """Through a tensor, and properties set afterwards."""
    x1, y1, x2, y2 = torch.as_tensor(bbox).tolist()
    made = patches.Rectangle((x1, y1), x2 - x1, y2 - y1)
    made.set_fill(False)
    made.set_edgecolor(color)
    made.set_linewidth(2)
    return made
