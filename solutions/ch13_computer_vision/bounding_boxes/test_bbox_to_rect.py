import torch

from grader.suite import after, check, hint, look, new_axes, on, points


def rectangle(student, bbox, color="red"):
    """The student's rectangle for a box, as data, when it is added to a plot."""
    axes = new_axes(student)
    made = student.bbox_to_rect(bbox, color)
    check.that(made is not None, "Nothing is returned.", "没有返回任何值。")
    axes.add_patch(made)
    return look(student, axes).patches


def shapes(patches):
    """Place and size of each."""
    return [(p.x, p.y, p.width, p.height) for p in patches]


@points(2)
@hint("A corner, a width and a height: x2 - x1 and y2 - y1.", zh="一个角点、宽和高：x2 - x1 与 y2 - y1。")
def test_place_and_size(student, reference):
    """The rectangle lies where the box does. / 矩形的位置和大小与边界框一致。"""
    for _ in range(3):
        x, y, w, h = (100 * torch.rand(4) + 1).tolist()
        bbox = [x, y, x + w, y + h]
        check.close(shapes(rectangle(student, list(bbox))), shapes(rectangle(reference, bbox)), atol=1e-4)


@points(1)
@after(test_place_and_size)
@hint("fill=False leaves the picture visible; linewidth=2.", zh="fill=False 使图像仍然可见；linewidth=2。")
def test_an_outline(student):
    """Only the outline is drawn, 2 points wide. / 只画轮廓，线宽 2 磅。"""
    (patch,) = rectangle(student, [1.0, 2.0, 5.0, 9.0])
    check.equal((patch.kind, patch.fill, patch.linewidth), ("Rectangle", False, 2.0))


@points(1)
@after(test_place_and_size)
@hint("edgecolor=color.", zh="edgecolor=color。")
def test_the_colour(student):
    """The outline has the colour asked for. / 轮廓的颜色符合要求。"""
    edges = [rectangle(student, [1.0, 2.0, 5.0, 9.0], color)[0].edge for color in ("red", "g", "#102030")]
    check.equal(edges, ["#ff0000", "#008000", "#102030"])


@points(1)
@after(test_place_and_size)
@hint("Take the four numbers one by one: bbox[0], bbox[1], …", zh="逐个取出四个数：bbox[0]、bbox[1]……")
def test_tuples_arrays_and_tensors(student):
    """A tuple, an array and a tensor are boxes as well. / 元组、数组和张量也可以表示边界框。"""
    given = torch.tensor([3.0, 4.0, 5.5, 9.0])
    found = [shapes(rectangle(student, bbox)) for bbox in ((3, 4, 5.5, 9), given.numpy(), given)]
    check.close(found, [[(3.0, 4.0, 2.5, 5.0)]] * 3, atol=1e-4)


@points(1)
@on("cuda")
@after(test_tuples_arrays_and_tensors)
@hint(
    "float(...) or .tolist() makes plain numbers of a tensor on any device.",
    zh="对任何设备上的张量，float(...) 或 .tolist() 都能得到普通的数。",
)
def test_on_the_gpu(student, device):
    """A tensor on a GPU can be drawn too. / GPU 上的张量也能画出来。"""
    found = shapes(rectangle(student, torch.tensor([3.0, 4.0, 5.5, 9.0], device=device)))
    check.close(found, [(3.0, 4.0, 2.5, 5.0)], atol=1e-4)
