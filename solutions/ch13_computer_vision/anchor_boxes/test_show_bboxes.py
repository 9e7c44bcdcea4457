import torch

from grader.suite import after, check, hint, look, new_axes, on, points


def boxes(n):
    """n boxes by their corners."""
    start = 50 * torch.rand(n, 2)
    return torch.cat((start, start + 5 + 40 * torch.rand(n, 2)), dim=1)


def drawing(student, bboxes, *args, **kwargs):
    """What show_bboxes draws."""
    axes = new_axes(student)
    student.show_bboxes(axes, bboxes, *args, **kwargs)
    return look(student, axes)


def outlines(bboxes):
    """The rectangles that it should draw."""
    return [(x1, y1, x2 - x1, y2 - y1) for x1, y1, x2, y2 in bboxes.tolist()]


def written(bboxes, labels):
    """The texts that it should write."""
    return [(label, *corner) for label, corner in zip(labels, bboxes[:, :2].tolist(), strict=False)]


@points(2)
@hint(
    "A rectangle for each box, not filled: (x1, y1), x2 - x1, y2 - y1.",
    zh="每个框一个不填充的矩形：(x1, y1)、x2 - x1、y2 - y1。",
)
def test_the_boxes(student):
    """Every box is drawn, as an outline. / 每个框都画出轮廓。"""
    for n in (1, 7):
        bboxes = boxes(n)
        found = drawing(student, bboxes.clone())
        check.draws(found, patches=outlines(bboxes), atol=1e-4)
        check.equal([p.fill for p in found.patches], [False] * n)


@points(2)
@after(test_the_boxes)
@hint(
    "Colour i % len(colors); one string is a list of one.",
    zh="第 i 个框用 colors[i % len(colors)]；一个字符串就是一个元素的列表。",
)
def test_colours(student):
    """Colours are used in turn; a single one goes for all. / 颜色轮流使用；只有一种时所有的框都用它。"""
    usual = ["#0000ff", "#008000", "#ff0000", "#bf00bf", "#00bfbf"]
    found = [
        [p.edge for p in drawing(student, boxes(7)).patches],
        [p.edge for p in drawing(student, boxes(5), None, ["#102030", "r"]).patches],
        [p.edge for p in drawing(student, boxes(3), colors="red").patches],
        [p.edge for p in drawing(student, boxes(2), colors=("k", "b")).patches],
    ]
    check.equal(
        found,
        [
            [*usual, *usual[:2]],
            ["#102030", "#ff0000", "#102030", "#ff0000", "#102030"],
            ["#ff0000"] * 3,
            ["#000000", "#0000ff"],
        ],
    )


@points(1)
@after(test_the_boxes)
@hint("axes.text(x1, y1, labels[i], ...).", zh="axes.text(x1, y1, labels[i], ...)。")
def test_labels(student):
    """Each label stands at the top left corner of its box. / 每个标签写在自己的框的左上角。"""
    bboxes = boxes(3)
    for labels in (["cat=0.9", "dog", "s"], ("a", "b", "c")):
        check.draws(drawing(student, bboxes.clone(), labels), texts=written(bboxes, labels), atol=1e-4)


@points(1)
@after(test_labels)
@hint("Ask whether there is a label i before you write it.", zh="写之前先看有没有第 i 个标签。")
def test_few_labels(student):
    """There may be fewer labels than boxes, a single one, or none. / 标签可以比框少，可以只有一个，也可以没有。"""
    bboxes = boxes(4)
    for labels, right in ((["cat", "dog"], ["cat", "dog"]), ("bicycle", ["bicycle"]), (None, [])):
        found = drawing(student, bboxes.clone(), labels)
        check.draws(found, patches=outlines(bboxes), texts=written(bboxes, right), atol=1e-4)


@points(1)
@after(test_the_boxes)
@hint("detach() before numpy(), or tolist().", zh="先 detach() 再 numpy()，或者用 tolist()。")
def test_boxes_with_a_gradient(student):
    """Boxes that require a gradient can be drawn. / 需要梯度的框也能画出来。"""
    bboxes = boxes(2)
    found = drawing(student, bboxes.clone().requires_grad_(), ["a", "b"])
    check.draws(found, patches=outlines(bboxes), texts=written(bboxes, ["a", "b"]), atol=1e-4)


@points(1)
@on("cuda")
@after(test_the_boxes)
@hint("numpy() needs cpu() first; tolist() does not.", zh="numpy() 之前需要 cpu()；tolist() 不需要。")
def test_on_the_gpu(student, device):
    """Boxes on a GPU can be drawn. / GPU 上的框也能画出来。"""
    bboxes = torch.tensor([[1.0, 2.0, 5.0, 4.0], [3.0, 3.0, 4.0, 9.0]], device=device)
    check.draws(drawing(student, bboxes), patches=[(1.0, 2.0, 4.0, 2.0), (3.0, 3.0, 1.0, 6.0)])
