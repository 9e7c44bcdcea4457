import torch
from matplotlib import pyplot as plt


def box_corner_to_center_half_the_size(boxes):
    """For the centre you took half of width and height, (x2 - x1) / 2. That is where the centre lies within the box;
    within the picture it is the mean of the edges.

    你把宽和高的一半 (x2 - x1) / 2 当作了中心。那是中心相对于框的位置；在图像中，中心是两条边坐标的平均值。"""
    size = boxes[:, 2:] - boxes[:, :2]
    return torch.cat((size / 2, size), dim=1)


def box_corner_to_center_y_before_x(boxes):
    """x and y have changed places. The numbers of a corner are x first, then y, and so are those of the centre.

    x 和 y 弄反了。角点的两个数先 x 后 y，中心也是这样。"""
    y1, x1, y2, x2 = boxes.unbind(dim=1)
    return torch.stack(((x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1), dim=1)


def box_corner_to_center_sizes_negative(boxes):
    """Width and height are negative: you took the far edge from the near one. Right minus left, bottom minus top.

    宽和高成了负数：你用左减右、上减下。应当用右减左、下减上。"""
    return torch.cat(((boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, :2] - boxes[:, 2:]), dim=1)


def box_corner_to_center_sum_not_halved(boxes):
    """You added the edges and did not halve the sum. The centre is their mean.

    你把两条边的坐标相加，却没有除以 2。中心是它们的平均值。"""
    return torch.cat((boxes[:, :2] + boxes[:, 2:], boxes[:, 2:] - boxes[:, :2]), dim=1)


def box_corner_to_center_pixels_counted(boxes):
    """You added 1 to width and height, as if the edges were the numbers of pixels. They are coordinates: w = x2 - x1.

    你给宽和高各加了 1，好像边界是像素的编号。它们是坐标：w = x2 - x1。"""
    center = (boxes[:, :2] + boxes[:, 2:]) / 2
    return torch.cat((center, boxes[:, 2:] - boxes[:, :2] + 1), dim=1)


def box_corner_to_center_columns_as_rows(boxes):
    """Your result is on its side: one column for each box. Stack along dim 1, so that each box is a row.

    结果横竖颠倒了：每个框成了一列。请沿 dim 1 堆叠，使每个框占一行。"""
    x1, y1, x2, y2 = boxes.unbind(dim=1)
    return torch.stack(((x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1))


def box_corner_to_center_in_place(boxes):
    """Your numbers are right, but you wrote them into boxes itself, and the caller has lost the corners. Make a new
    tensor.

    数值是对的，但你把它们写进了 boxes 本身，调用者的角点坐标就没有了。请新建张量。"""
    boxes[:, 2:] -= boxes[:, :2].clone()
    boxes[:, :2] += boxes[:, 2:] / 2
    return boxes


def box_corner_to_center_a_new_tensor_of_lists(boxes):
    """You made the result from plain numbers: torch.tensor puts it on the CPU, in float32, outside the graph, and no
    boxes at all have the shape (0,). Compute with the columns of boxes.

    你用普通的数重新建了张量：torch.tensor 得到的是 CPU 上的 float32，也不在计算图里；没有框时形状还成了 (0,)。
    请直接对 boxes 的各列运算。"""
    return torch.tensor([[(a + c) / 2, (b + d) / 2, c - a, d - b] for a, b, c, d in boxes.tolist()])


def box_center_to_corner_whole_size(boxes):
    """You went a whole width and height from the centre to either side: the box is twice too large. Half of each is
    the way to an edge.

    你从中心向两侧各走了整个宽和高：框大了一倍。从中心到边只有一半。"""
    return torch.cat((boxes[:, :2] - boxes[:, 2:], boxes[:, :2] + boxes[:, 2:]), dim=1)


def box_center_to_corner_center_as_corner(boxes):
    """You took the centre for the top left corner and added width and height to it. The box reaches to both sides of
    its centre.

    你把中心当作左上角，再加上宽和高。框在中心的两侧各占一半。"""
    return torch.cat((boxes[:, :2], boxes[:, :2] + boxes[:, 2:]), dim=1)


def box_center_to_corner_corners_exchanged(boxes):
    """The bottom right corner stands before the top left one. y grows downwards, so the top left corner is the one
    with the smaller numbers: centre minus half.

    右下角排在了左上角前面。y 向下增大，所以数值较小的是左上角：中心减去一半。"""
    half = boxes[:, 2:] / 2
    return torch.cat((boxes[:, :2] + half, boxes[:, :2] - half), dim=1)


def box_center_to_corner_bottom_up(boxes):
    """You let y grow upwards, so top and bottom have changed places. In a picture y grows downwards: the top edge has
    the smaller y.

    你让 y 向上增大，上下边就颠倒了。图像中 y 向下增大：上边的 y 较小。"""
    cx, cy, w, h = boxes.unbind(dim=1)
    return torch.stack((cx - w / 2, cy + h / 2, cx + w / 2, cy - h / 2), dim=1)


def box_center_to_corner_width_and_height_exchanged(boxes):
    """You went half the height to the side and half the width up and down. The width goes with x.

    你左右移动了半个高，上下移动了半个宽。宽对应 x。"""
    cx, cy, h, w = boxes.unbind(dim=1)
    return torch.stack((cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2), dim=1)


def box_center_to_corner_in_place(boxes):
    """Your numbers are right, but you wrote them into boxes itself, and the caller has lost the centres. Make a new
    tensor.

    数值是对的，但你把它们写进了 boxes 本身，调用者的中心坐标就没有了。请新建张量。"""
    boxes[:, :2] -= boxes[:, 2:] / 2
    boxes[:, 2:] += boxes[:, :2].clone()
    return boxes


def box_center_to_corner_filled_on_the_cpu(boxes):
    """You filled a tensor that torch.zeros made: it is float32 and on the CPU, whatever boxes is. Use
    torch.zeros_like(boxes), or put the columns together.

    你填写的张量由 torch.zeros 建成：不论 boxes 怎样，它都是 CPU 上的 float32。请用 torch.zeros_like(boxes)，
    或者把各列拼起来。"""
    result = torch.zeros(boxes.shape)
    result[:, :2] = boxes[:, :2] - boxes[:, 2:] / 2
    result[:, 2:] = boxes[:, :2] + boxes[:, 2:] / 2
    return result


def bbox_to_rect_far_corner_as_size(bbox, color):
    """You gave the right and bottom edges as width and height. plt.Rectangle wants x2 - x1 and y2 - y1.

    你把右边界和下边界当作了宽和高。plt.Rectangle 要的是 x2 - x1 和 y2 - y1。"""
    x1, y1, x2, y2 = (float(v) for v in bbox)
    return plt.Rectangle((x1, y1), x2, y2, fill=False, edgecolor=color, linewidth=2)


def bbox_to_rect_width_and_height_exchanged(bbox, color):
    """Width and height have changed places: the width comes first, x2 - x1.

    宽和高弄反了：先是宽，即 x2 - x1。"""
    x1, y1, x2, y2 = (float(v) for v in bbox)
    return plt.Rectangle((x1, y1), y2 - y1, x2 - x1, fill=False, edgecolor=color, linewidth=2)


def bbox_to_rect_around_the_corner(bbox, color):
    """You took (x1, y1) for the centre of the box. It is the corner, where a rectangle of matplotlib begins.

    你把 (x1, y1) 当成了框的中心。它是角点，matplotlib 的矩形就从这里开始。"""
    x1, y1, x2, y2 = (float(v) for v in bbox)
    w, h = x2 - x1, y2 - y1
    return plt.Rectangle((x1 - w / 2, y1 - h / 2), w, h, fill=False, edgecolor=color, linewidth=2)


def bbox_to_rect_filled(bbox, color):
    """Your rectangle is filled and hides what it should point out. Say fill=False.

    你的矩形填满了颜色，把要指出的东西遮住了。请写 fill=False。"""
    x1, y1, x2, y2 = (float(v) for v in bbox)
    return plt.Rectangle((x1, y1), x2 - x1, y2 - y1, edgecolor=color, linewidth=2)


def bbox_to_rect_always_blue(bbox, color):
    """Your rectangle does not have the colour that is asked for. Pass edgecolor=color.

    矩形的颜色不是要求的颜色。请传入 edgecolor=color。"""
    x1, y1, x2, y2 = (float(v) for v in bbox)
    return plt.Rectangle((x1, y1), x2 - x1, y2 - y1, fill=False, edgecolor="blue", linewidth=2)


def bbox_to_rect_thin(bbox, color):
    """The line has matplotlib's own width. It should be 2 points wide: linewidth=2.

    线宽是 matplotlib 的默认值。应为 2 磅：linewidth=2。"""
    x1, y1, x2, y2 = (float(v) for v in bbox)
    return plt.Rectangle((x1, y1), x2 - x1, y2 - y1, fill=False, edgecolor=color)


def bbox_to_rect_tensors_only(bbox, color):
    """You call a method that only tensors have, so lists and arrays raise an error. Take the four numbers one by one.

    你调用了只有张量才有的方法，列表和数组会报错。请逐个取出四个数。"""
    x1, y1, x2, y2 = bbox.detach().cpu().tolist()
    return plt.Rectangle((x1, y1), x2 - x1, y2 - y1, fill=False, edgecolor=color, linewidth=2)
