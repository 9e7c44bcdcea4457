import math

import torch
from matplotlib import pyplot as plt
from torchvision import ops
from torchvision.ops import box_convert


def _prior(data, shapes, *, dx=0.5, swap=False, by_shape=False, stretch=True, device=None):
    """Right but for what a mistake changes. shapes: (width factor, height factor) of each anchor of a pixel."""
    h, w = data.shape[-2:]
    device = device or data.device
    half = torch.tensor(shapes, dtype=torch.float32, device=device) / 2
    if stretch:
        half = half * torch.tensor([h / w, 1.0], device=device)
    y, x = (torch.arange(h, device=device) + dx) / h, (torch.arange(w, device=device) + dx) / w
    center = torch.stack(torch.meshgrid(y, x, indexing="ij")[:: 1 if swap else -1], dim=-1).reshape(-1, 1, 2)
    boxes = torch.cat((center - half, center + half), dim=-1)
    return (boxes.transpose(0, 1) if by_shape else boxes).reshape(1, -1, 4)


def _shapes(sizes, ratios):
    pairs = [(s, ratios[0]) for s in sizes] + [(sizes[0], r) for r in ratios[1:]]
    return [(s * math.sqrt(r), s / math.sqrt(r)) for s, r in pairs]


def multibox_prior_height_and_width_exchanged(data, sizes, ratios):
    """You multiply the height by the root of the ratio and divide the width by it. A ratio above 1 makes an anchor
    wide, not high.

    你让高乘以宽高比的平方根，宽除以它。宽高比大于 1 时锚框应当更宽，而不是更高。"""
    return _prior(data, [(b, a) for a, b in _shapes(sizes, ratios)])


def multibox_prior_without_stretch(data, sizes, ratios):
    """On maps that are not square your anchors have the wrong width. x is a fraction of the width and y of the height;
    the factor h / w makes up for that.

    特征图不是正方形时，你的锚框宽度不对。x 相对于宽，y 相对于高；因子 h / w 正是用来弥补这个差别的。"""
    return _prior(data, _shapes(sizes, ratios), stretch=False)


def multibox_prior_corners_of_pixels(data, sizes, ratios):
    """Your anchors are centred on the top left corners of the pixels. The centre of a pixel is half a pixel further:
    (j + 0.5) / w.

    你的锚框以像素的左上角为中心。像素的中心还要加半个像素：(j + 0.5) / w。"""
    return _prior(data, _shapes(sizes, ratios), dx=0)


def multibox_prior_size_by_size(data, sizes, ratios):
    """Your anchors are right but in another order: all pixels for the first size, then all for the second. Let the
    anchors of one pixel stand together, and then those of the next.

    锚框是对的，但顺序不同：你先列出第一种形状在所有像素上的锚框，再列第二种。应当先列完一个像素的锚框，再列下一个像素的。"""
    return _prior(data, _shapes(sizes, ratios), by_shape=True)


def multibox_prior_rows_for_columns(data, sizes, ratios):
    """x runs down the rows and y along the columns: they have changed places. meshgrid with indexing="ij" gives the
    rows first, and those are y.

    x 沿行变化，y 沿列变化：两者弄反了。meshgrid 用 indexing="ij" 时，先给出的是行，也就是 y。"""
    return _prior(data, _shapes(sizes, ratios), swap=True)


def multibox_prior_all_combinations(data, sizes, ratios):
    """You combine every size with every ratio: n * m anchors a pixel. That would be many; only the combinations with
    the first size or the first ratio are asked for, n + m - 1.

    你把每个缩放比与每个宽高比都组合了：每个像素 n * m 个。那太多了；只要含第一个缩放比或第一个宽高比的组合，共 n + m - 1 个。"""
    return _prior(data, [(s * math.sqrt(r), s / math.sqrt(r)) for r in ratios for s in sizes])


def multibox_prior_twice_too_large(data, sizes, ratios):
    """Your anchors are twice as wide and as high as they should be. From the centre to an edge is half of the size.

    锚框的宽和高都大了一倍。从中心到边只有一半。"""
    return _prior(data, [(2 * a, 2 * b) for a, b in _shapes(sizes, ratios)])


def multibox_prior_without_roots(data, sizes, ratios):
    """You multiply and divide by the ratio itself, so the sides are in the ratio r². Take the square root.

    你直接乘以和除以宽高比，于是两边之比成了 r²。请取平方根。"""
    pairs = [(s, ratios[0]) for s in sizes] + [(sizes[0], r) for r in ratios[1:]]
    return _prior(data, [(s * r, s / r) for s, r in pairs])


def multibox_prior_first_ratio_taken_for_one(data, sizes, ratios):
    """You left the ratio out for the anchors that go with the first ratio. That is right for ratio 1 alone.

    与第一个宽高比搭配的锚框，你没有用到宽高比。这只在它等于 1 时才对。"""
    return _prior(data, [(s, s) for s in sizes] + _shapes(sizes, ratios)[len(sizes) :])


def multibox_prior_on_the_cpu(data, sizes, ratios):
    """Your anchors are made on the CPU, wherever data is: torch.arange and torch.tensor need device=data.device.

    不论 data 在哪里，你的锚框都建在 CPU 上：torch.arange 和 torch.tensor 需要写 device=data.device。"""
    return _prior(data, _shapes(sizes, ratios), device=torch.device("cpu"))


def _draw(axes, bboxes, labels, colors, *, size=True, fill=False, shift=0.0):
    """Right but for what a mistake changes."""
    for i, (x1, y1, x2, y2) in enumerate(bboxes.tolist()):
        extent = (x2 - x1, y2 - y1) if size else (x2, y2)
        axes.add_patch(plt.Rectangle((x1, y1), *extent, fill=fill, edgecolor=colors[i % len(colors)], linewidth=2))
        if i < len(labels):
            axes.text(x1 + shift * (x2 - x1), y1 + shift * (y2 - y1), labels[i], va="center", ha="center")


_COLORS = ["b", "g", "r", "m", "c"]


def _list(value, default):
    return default if value is None else [value] if isinstance(value, str) else list(value)


def show_bboxes_far_corner_as_size(axes, bboxes, labels=None, colors=None):
    """You gave the right and bottom edges as width and height. A rectangle wants x2 - x1 and y2 - y1.

    你把右边界和下边界当作了宽和高。矩形要的是 x2 - x1 和 y2 - y1。"""
    _draw(axes, bboxes, _list(labels, []), _list(colors, _COLORS), size=False)


def show_bboxes_filled(axes, bboxes, labels=None, colors=None):
    """Your boxes are filled and hide the picture. Say fill=False.

    你的框填满了颜色，把图像遮住了。请写 fill=False。"""
    _draw(axes, bboxes, _list(labels, []), _list(colors, _COLORS), fill=True)


def show_bboxes_one_colour(axes, bboxes, labels=None, colors=None):
    """All boxes have the first colour. Take them in turn: i % len(colors).

    所有的框都用了第一种颜色。请轮流使用：i % len(colors)。"""
    _draw(axes, bboxes, _list(labels, []), _list(colors, _COLORS)[:1])


def show_bboxes_colours_ignored(axes, bboxes, labels=None, colors=None):
    """You do not use the colours that are given.

    你没有用到给出的颜色。"""
    _draw(axes, bboxes, _list(labels, []), _COLORS)


def show_bboxes_colours_run_out(axes, bboxes, labels=None, colors=None):
    """Boxes beyond the last colour are not drawn, or raise an error. The colours begin again: i % len(colors).

    颜色用完之后，后面的框没有画出来，或者报错。颜色要从头再用：i % len(colors)。"""
    colors = _list(colors, _COLORS)
    _draw(axes, bboxes[: len(colors)], _list(labels, []), colors)


def show_bboxes_without_labels(axes, bboxes, labels=None, colors=None):
    """You do not write the labels.

    你没有写标签。"""
    _draw(axes, bboxes, [], _list(colors, _COLORS))


def show_bboxes_labels_in_the_middle(axes, bboxes, labels=None, colors=None):
    """Your labels stand in the middle of the boxes. They belong at the top left corner.

    标签写在了框的中间。应写在左上角。"""
    _draw(axes, bboxes, _list(labels, []), _list(colors, _COLORS), shift=0.5)


def show_bboxes_letters_for_labels(axes, bboxes, labels=None, colors=None):
    """A single string is spread over the boxes, one letter each: a string has letters as a list has elements. Make a
    list of it first.

    单独一个字符串被拆开，每个框分到一个字母：字符串的元素是字符。请先把它变成列表。"""
    _draw(axes, bboxes, labels or [], _list(colors, _COLORS))


def show_bboxes_as_many_labels(axes, bboxes, labels=None, colors=None):
    """You expect a label for each box, and fail where there are fewer. Ask first whether there is a label i.

    你要求每个框都有标签，标签较少时就出错了。请先看有没有第 i 个标签。"""
    labels = _list(labels, [])
    if labels:
        labels = [labels[i] for i in range(len(bboxes))]
    _draw(axes, bboxes, labels, _list(colors, _COLORS))


def show_bboxes_numpy_at_once(axes, bboxes, labels=None, colors=None):
    """numpy() works for tensors without a gradient, on the CPU, alone. Detach first, or use tolist().

    numpy() 只能用于 CPU 上不需要梯度的张量。请先 detach()，或者用 tolist()。"""
    _draw(axes, bboxes.numpy(), _list(labels, []), _list(colors, _COLORS))


def _overlap(boxes1, boxes2):
    upper = torch.maximum(boxes1[:, None, :2], boxes2[:, :2])
    return torch.minimum(boxes1[:, None, 2:], boxes2[:, 2:]) - upper


def _area(boxes):
    return (boxes[:, 2:] - boxes[:, :2]).prod(dim=1)


def _ratios(boxes1, boxes2):
    inter = _overlap(boxes1, boxes2).clamp(min=0).prod(dim=2)
    return inter / (_area(boxes1)[:, None] + _area(boxes2) - inter)


def box_iou_not_clamped(boxes1, boxes2):
    """Where boxes lie apart, width and height of the intersection come out negative, and two negative numbers have a
    positive product. Clamp them at 0 before you multiply.

    两个框分开时，交集的宽和高算出来是负数，而两个负数的乘积为正。相乘之前请先截到 0。"""
    inter = _overlap(boxes1, boxes2).prod(dim=2)
    return inter / (_area(boxes1)[:, None] + _area(boxes2) - inter)


def box_iou_clamped_too_late(boxes1, boxes2):
    """You clamped the area of the intersection, not its sides: where width and height are both negative, their product
    is positive, and boxes far apart overlap. Clamp before you multiply.

    你截断的是交集的面积，而不是它的两边：宽和高都为负时乘积为正，相距很远的框也成了重叠。请在相乘之前截断。"""
    inter = _overlap(boxes1, boxes2).prod(dim=2).clamp(min=0)
    return inter / (_area(boxes1)[:, None] + _area(boxes2) - inter)


def box_iou_sum_for_union(boxes1, boxes2):
    """You divided by the sum of both areas. The intersection is counted twice there: subtract it once.

    你除以的是两个面积之和。其中交集算了两次：请减去一次。"""
    inter = _overlap(boxes1, boxes2).clamp(min=0).prod(dim=2)
    return inter / (_area(boxes1)[:, None] + _area(boxes2))


def box_iou_over_the_first_area(boxes1, boxes2):
    """You divided by the area of the first box. That is the share of it that is covered; divide by the union.

    你除以的是第一个框的面积。那是它被覆盖的比例；应除以并集的面积。"""
    return _overlap(boxes1, boxes2).clamp(min=0).prod(dim=2) / _area(boxes1)[:, None]


def box_iou_intersection_alone(boxes1, boxes2):
    """You returned the area of the intersection. Divide it by the area of the union.

    你返回的是交集的面积。还要除以并集的面积。"""
    return _overlap(boxes1, boxes2).clamp(min=0).prod(dim=2)


def box_iou_pixels_counted(boxes1, boxes2):
    """You added 1 to every width and height, as if the edges were numbers of pixels. Boxes that only touch overlap
    then. The width is x2 - x1.

    你给每个宽和高都加了 1，好像边界是像素的编号；这样一来，仅仅相接的框也成了重叠。宽就是 x2 - x1。"""
    inter = (_overlap(boxes1, boxes2) + 1).clamp(min=0).prod(dim=2)
    area1, area2 = ((boxes[:, 2:] - boxes[:, :2] + 1).prod(dim=1) for boxes in (boxes1, boxes2))
    return inter / (area1[:, None] + area2 - inter)


def box_iou_pair_by_pair(boxes1, boxes2):
    """You compared box i with box i. Every box of boxes1 is to be compared with every box of boxes2: give boxes1 an
    axis more, boxes1[:, None].

    你只比较了第 i 个与第 i 个框。boxes1 的每个框都要与 boxes2 的每个框比较：给 boxes1 增加一个轴，boxes1[:, None]。"""
    upper = torch.maximum(boxes1[:, :2], boxes2[:, :2])
    inter = (torch.minimum(boxes1[:, 2:], boxes2[:, 2:]) - upper).clamp(min=0).prod(dim=1)
    return inter / (_area(boxes1) + _area(boxes2) - inter)


def box_iou_transposed(boxes1, boxes2):
    """Rows and columns have changed places: boxes1 belongs to the rows.

    行和列弄反了：行对应 boxes1。"""
    return _ratios(boxes2, boxes1)


def box_iou_filled_on_the_cpu(boxes1, boxes2):
    """You filled a tensor that torch.zeros made: it is float32 and on the CPU, whatever the boxes are. Give it their
    dtype and device.

    你填写的张量由 torch.zeros 建成：不论边界框怎样，它都是 CPU 上的 float32。请给它边界框的 dtype 和设备。"""
    out = torch.zeros((len(boxes1), len(boxes2)))
    out[:] = _ratios(boxes1, boxes2)
    return out


def _greedy(iou, assigned):
    """The second step of the assignment."""
    iou, m = iou.clone(), iou.shape[1]
    for _ in range(m):
        best = iou.argmax().reshape(1)
        assigned[best // m] = best % m
        iou[best // m], iou[:, best % m] = -1, -1
    return assigned


def _first(iou, threshold, device, *, none=-1):
    """The first step of the assignment."""
    largest, nearest = iou.max(dim=1)
    return torch.where(largest >= threshold, nearest, torch.full_like(nearest, none, device=device))


def _none(anchors, device):
    return torch.full((len(anchors),), -1, device=device)


def assign_anchor_to_bbox_threshold_of_its_own(ground_truth, anchors, device, iou_threshold=0.5):
    """Your function compares with 0.5 whatever iou_threshold says. Use the argument.

    不论 iou_threshold 是多少，你都与 0.5 比较。请使用这个参数。"""
    if len(ground_truth) == 0:
        return _none(anchors, device)
    iou = ops.box_iou(anchors, ground_truth)
    return _greedy(iou, _first(iou, 0.5, device))


def assign_anchor_to_bbox_first_step_only(ground_truth, anchors, device, iou_threshold=0.5):
    """You did the first step alone. A true box that no anchor reaches by the threshold gets none, and is never
    learned: the second step gives it the best anchor that is left.

    你只做了第一步。如果没有锚框与某个真实边界框的 IoU 达到阈值，它就没有锚框，也就学不到；第二步要把剩下的最好的锚框给它。"""
    if len(ground_truth) == 0:
        return _none(anchors, device)
    return _first(ops.box_iou(anchors, ground_truth), iou_threshold, device)


def assign_anchor_to_bbox_second_step_only(ground_truth, anchors, device, iou_threshold=0.5):
    """You did the second step alone: each true box has one anchor. All other anchors whose IoU reaches the threshold
    stand for a box as well.

    你只做了第二步：每个真实边界框只有一个锚框。其余 IoU 达到阈值的锚框也要分配。"""
    return _greedy(ops.box_iou(anchors, ground_truth), _none(anchors, device))


def assign_anchor_to_bbox_more_than_the_threshold(ground_truth, anchors, device, iou_threshold=0.5):
    """An IoU that equals the threshold is enough: >=, not >.

    IoU 等于阈值也算达到：用 >=，不是 >。"""
    if len(ground_truth) == 0:
        return _none(anchors, device)
    iou = ops.box_iou(anchors, ground_truth)
    largest, nearest = iou.max(dim=1)
    return _greedy(iou, torch.where(largest > iou_threshold, nearest, _none(anchors, device)))


def assign_anchor_to_bbox_column_by_column(ground_truth, anchors, device, iou_threshold=0.5):
    """You gave each true box its best anchor without looking whether that was given away already: where two want the
    same one, the last takes it and the other goes without. Put the anchor and the true box aside each time.

    你给每个真实边界框分配了最好的锚框，却没有看它是否已经分配出去：两个框想要同一个锚框时，后一个占了它，
    前一个就没有了。每次都要把选中的锚框和真实边界框排除。"""
    if len(ground_truth) == 0:
        return _none(anchors, device)
    iou = ops.box_iou(anchors, ground_truth)
    assigned = _first(iou, iou_threshold, device)
    for truth, anchor in enumerate(iou.argmax(dim=0).tolist()):
        assigned[anchor] = truth
    return assigned


def assign_anchor_to_bbox_in_the_order_of_the_boxes(ground_truth, anchors, device, iou_threshold=0.5):
    """You let the true boxes choose in the order in which they stand. The largest IoU of all that are left chooses
    first.

    你让真实边界框按排列的顺序挑选。应当由剩下的最大 IoU 先选。"""
    if len(ground_truth) == 0:
        return _none(anchors, device)
    iou = ops.box_iou(anchors, ground_truth)
    assigned = _first(iou, iou_threshold, device)
    for truth in range(len(ground_truth)):
        anchor = int(iou[:, truth].argmax())
        assigned[anchor] = truth
        iou[anchor] = -1
    return assigned


def assign_anchor_to_bbox_first_come(ground_truth, anchors, device, iou_threshold=0.5):
    """In your second step an anchor keeps what the first step gave it. The second step has the last word, or a true
    box goes without an anchor.

    在你的第二步里，锚框保留第一步的结果。应以第二步为准，否则有的真实边界框就没有锚框。"""
    if len(ground_truth) == 0:
        return _none(anchors, device)
    iou = ops.box_iou(anchors, ground_truth)
    first = _first(iou, iou_threshold, device)
    return torch.where(first >= 0, first, _greedy(iou, first.clone()))


def assign_anchor_to_bbox_zero_for_none(ground_truth, anchors, device, iou_threshold=0.5):
    """Anchors without a box have 0 in your result, and so has every anchor of the first box. Say -1 for none.

    没有边界框的锚框在你的结果中是 0，而第一个框的锚框也是 0。没有应当用 -1 表示。"""
    if len(ground_truth) == 0:
        return _none(anchors, device) + 1
    iou = ops.box_iou(anchors, ground_truth)
    return _greedy(iou, _first(iou, iou_threshold, device, none=0))


def assign_anchor_to_bbox_fails_without_boxes(ground_truth, anchors, device, iou_threshold=0.5):
    """Without true boxes your function raises an error: there is no largest IoU of none. Return -1 for every anchor
    then.

    没有真实边界框时你的函数会报错：没有数就没有最大值。这时所有锚框都返回 -1。"""
    iou = ops.box_iou(anchors, ground_truth)
    return _greedy(iou, _first(iou, iou_threshold, device))


def _offsets(anchors, boxes, eps, *, xy=10.0, wh=5.0, by=0):
    pair = box_convert(anchors, "xyxy", "cxcywh"), box_convert(boxes, "xyxy", "cxcywh")
    a, b = pair
    offset_xy = xy * (b[:, :2] - a[:, :2]) / pair[by][:, 2:]
    return torch.cat((offset_xy, wh * torch.log(eps + b[:, 2:] / a[:, 2:])), dim=1)


def offset_boxes_from_the_box_to_the_anchor(anchors, assigned_bb, eps=1e-6):
    """You computed the way from the box to the anchor. The anchor moves: box minus anchor, box over anchor.

    你算的是从边界框到锚框。移动的是锚框：边界框减锚框，边界框除以锚框。"""
    return _offsets(assigned_bb, anchors, eps)


def offset_boxes_not_scaled(anchors, assigned_bb, eps=1e-6):
    """The factors 10 and 5 are missing.

    缺少因子 10 和 5。"""
    return _offsets(anchors, assigned_bb, eps, xy=1.0, wh=1.0)


def offset_boxes_factors_exchanged(anchors, assigned_bb, eps=1e-6):
    """The factors have changed places: ten for the centre, five for the logarithms.

    两个因子弄反了：中心乘以 10，对数乘以 5。"""
    return _offsets(anchors, assigned_bb, eps, xy=5.0, wh=10.0)


def offset_boxes_in_units_of_the_box(anchors, assigned_bb, eps=1e-6):
    """You divided the way of the centre by the size of the box. Divide by the size of the anchor: that is known when
    the box is to be found.

    你把中心的移动除以了边界框的大小。应除以锚框的大小：预测时只有锚框是已知的。"""
    return _offsets(anchors, assigned_bb, eps, by=1)


def offset_boxes_corners_compared(anchors, assigned_bb, eps=1e-6):
    """You compared the top left corners. Convert to centres first.

    你比较的是左上角。请先换成中心表示。"""
    size_a, size_b = anchors[:, 2:] - anchors[:, :2], assigned_bb[:, 2:] - assigned_bb[:, :2]
    offset_xy = 10 * (assigned_bb[:, :2] - anchors[:, :2]) / size_a
    return torch.cat((offset_xy, 5 * torch.log(eps + size_b / size_a)), dim=1)


def offset_boxes_ratio_without_logarithm(anchors, assigned_bb, eps=1e-6):
    """Of the ratios of the sizes you did not take the logarithm.

    你没有对宽和高的比值取对数。"""
    a, b = box_convert(anchors, "xyxy", "cxcywh"), box_convert(assigned_bb, "xyxy", "cxcywh")
    return torch.cat((10 * (b[:, :2] - a[:, :2]) / a[:, 2:], 5 * (eps + b[:, 2:] / a[:, 2:])), dim=1)


def offset_boxes_without_eps(anchors, assigned_bb, eps=1e-6):
    """An empty box has the ratio 0, and the logarithm of 0 is minus infinity. Add eps within the logarithm.

    空的边界框比值为 0，而 0 的对数是负无穷。请在对数里加上 eps。"""
    return _offsets(anchors, assigned_bb, 0.0)


def offset_boxes_eps_of_its_own(anchors, assigned_bb, eps=1e-6):
    """You add 1e-6 whatever eps says. Use the argument.

    不论 eps 是多少，你都加 1e-6。请使用这个参数。"""
    return _offsets(anchors, assigned_bb, 1e-6)


def _targets(anchors, labels, *, plus=1, masked=True, of=lambda i: i, device=None):
    """Right but for what a mistake changes."""
    anchors, parts = anchors.squeeze(0), ([], [], [])
    for i in range(len(labels)):
        label = labels[of(i)]
        iou = ops.box_iou(anchors, label[:, 1:])
        assigned = _greedy(iou, _first(iou, 0.5, anchors.device))
        found = assigned >= 0
        truth, mask = label[assigned.clamp(min=0)], found.float().repeat_interleave(4)
        offset = _offsets(anchors, truth[:, 1:], 1e-6).reshape(-1)
        parts[0].append(offset * mask if masked else offset)
        parts[1].append(mask)
        parts[2].append((truth[:, 0].long() + plus) * found)
    return tuple(torch.stack(part) for part in parts)


def multibox_target_classes_not_raised(anchors, labels):
    """Your classes are those of the labels: class 0 is then the same as the background. Add one.

    你的类别与标签中的相同：这样类别 0 就和背景混在一起了。请加一。"""
    return _targets(anchors, labels, plus=0)


def multibox_target_offsets_of_the_background(anchors, labels):
    """Anchors of the background have offsets in your result. There is no box to which they could lead: they are 0, so
    multiply by the mask.

    在你的结果中，背景锚框也有偏移量。它们没有目标边界框，应为 0：请乘以掩码。"""
    return _targets(anchors, labels, masked=False)


def multibox_target_first_picture_for_all(anchors, labels):
    """You labelled every picture by the true boxes of the first. Each has its own: labels[i].

    你用第一张图像的真实边界框标注了所有图像。每张图像有自己的：labels[i]。"""
    return _targets(anchors, labels, of=lambda i: 0)


def multibox_target_one_mask_an_anchor(anchors, labels):
    """Your masks have one number for each anchor. The offsets have four, and so has the mask: shape (b, 4 * n).

    你的掩码每个锚框只有一个数。偏移量有四个，掩码也要四个：形状为 (b, 4 * n)。"""
    offsets, masks, classes = _targets(anchors, labels)
    return offsets, masks[:, ::4], classes


def multibox_target_not_flattened(anchors, labels):
    """Offsets and masks have the shape (b, n, 4). They should be flat for each picture: (b, 4 * n).

    偏移量和掩码的形状是 (b, n, 4)。每张图像应当展平：(b, 4 * n)。"""
    offsets, masks, classes = _targets(anchors, labels)
    return offsets.reshape(len(labels), -1, 4), masks.reshape(len(labels), -1, 4), classes


def multibox_target_mask_by_coordinate(anchors, labels):
    """Your mask repeats the whole row of anchors four times. The four numbers of one anchor stand together:
    repeat_interleave, or repeat on a last axis before you flatten.

    你把整行锚框的掩码重复了四遍。同一个锚框的四个数应当挨在一起：用 repeat_interleave，或者先在最后一个轴上重复，再展平。"""
    offsets, masks, classes = _targets(anchors, labels)
    return offsets, masks[:, ::4].repeat(1, 4), classes


def multibox_target_classes_as_floats(anchors, labels):
    """The classes are floating point, as the labels are. A class is an index: int64, .long().

    你的类别与标签一样是浮点数。类别是下标，应为 int64：用 .long()。"""
    offsets, masks, classes = _targets(anchors, labels)
    return offsets, masks, classes.float()


def multibox_target_box_zero_is_none(anchors, labels):
    """Anchors of the first true box are background in your result: index 0 is a box, and -1 is none. Compare with >= 0.

    在你的结果中，第一个真实边界框的锚框成了背景：下标 0 是一个框，-1 才表示没有。请用 >= 0 判断。"""
    anchors, parts = anchors.squeeze(0), ([], [], [])
    for label in labels:
        iou = ops.box_iou(anchors, label[:, 1:])
        assigned = _greedy(iou, _first(iou, 0.5, anchors.device))
        found = assigned > 0
        truth, mask = label[assigned.clamp(min=0)], found.float().repeat_interleave(4)
        parts[0].append(_offsets(anchors, truth[:, 1:], 1e-6).reshape(-1) * mask)
        parts[1].append(mask)
        parts[2].append((truth[:, 0].long() + 1) * found)
    return tuple(torch.stack(part) for part in parts)


def multibox_target_on_the_cpu(anchors, labels):
    """One of your results is made on the CPU: torch.zeros needs device=anchors.device.

    你的结果中有一个建在 CPU 上：torch.zeros 需要写 device=anchors.device。"""
    offsets, masks, classes = _targets(anchors, labels)
    return offsets, masks, torch.zeros(classes.shape, dtype=torch.long) + classes.cpu()
