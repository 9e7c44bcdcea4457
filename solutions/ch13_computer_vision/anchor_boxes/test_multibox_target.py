import torch

from grader.suite import after, check, hint, on, points


def given(b, m, n=14, classes=5):
    """Anchors (1, n, 4), and labels (b, m, 5) with an anchor near each true box of the first picture."""
    start = 0.6 * torch.rand(b * m + n, 2)
    every = torch.cat((start, start + 0.15 + 0.2 * torch.rand(b * m + n, 2)), dim=1)
    truth, anchors = every[: b * m].reshape(b, m, 4), every[b * m :]
    anchors[:m] = truth[0] + 0.02 * torch.rand(m, 4)
    # Classes that are not 0, in another order than the boxes.
    labels = torch.cat((torch.randint(1, classes, (b, m, 1)).float(), truth), dim=2)
    return anchors[None], labels


def targets(room, anchors, labels):
    """The three tensors of the student's or the reference's."""
    result = room.multibox_target(anchors, labels)
    check.that(
        isinstance(result, tuple | list) and len(result) == 3, "Three tensors are asked for.", "应返回三个张量。"
    )
    return tuple(result)


@points(3)
@hint("The class of the true box plus one; 0 is the background.", zh="真实边界框的类别加一；0 是背景。")
def test_classes(student, reference, device):
    """Every anchor has the class of its box plus one, or 0. / 每个锚框的类别是其边界框的类别加一，或者是 0。"""
    for m in (1, 3):
        anchors, labels = (x.to(device) for x in given(1, m))
        check.close(targets(student, anchors, labels)[2], targets(reference, anchors, labels)[2])


@points(2)
@hint("Four equal numbers for each anchor, in one row for each picture.", zh="每个锚框四个相同的数，每张图像一行。")
def test_masks(student, reference, device):
    """The mask is 1 where an anchor has a box. / 锚框有边界框时掩码为 1。"""
    for m in (1, 3):
        anchors, labels = (x.to(device) for x in given(1, m))
        check.close(targets(student, anchors, labels)[1], targets(reference, anchors, labels)[1])


@points(2)
@after(test_masks)
@hint("The offsets to the true box that was assigned, times the mask.", zh="到所分配的真实边界框的偏移量，再乘以掩码。")
def test_offsets(student, reference, device):
    """The offsets are those to the assigned box, and 0 for the background. / 偏移量指向所分配的边界框，背景为 0。"""
    for m in (1, 3):
        anchors, labels = (x.to(device) for x in given(1, m))
        check.close(targets(student, anchors, labels)[0], targets(reference, anchors, labels)[0])


@points(2)
@after(test_classes, test_offsets)
@hint("Each picture has its own true boxes: labels[i].", zh="每张图像有自己的真实边界框：labels[i]。")
def test_a_batch(student, reference, device):
    """Every picture of a batch is labelled by its own boxes. / 批量中的每张图像按自己的边界框标注。"""
    anchors, labels = (x.to(device) for x in given(3, 2))
    check.close(targets(student, anchors, labels), targets(reference, anchors, labels))


@points(1)
@after(test_classes)
@hint(
    "Only an anchor without a box is background: compare the index with -1, not with 0.",
    zh="没有边界框的锚框才是背景：下标要与 -1 比较，而不是与 0 比较。",
)
def test_class_zero(student, reference, device):
    """Class 0 is a class like any other. / 类别 0 与其他类别一样。"""
    anchors, labels = (x.to(device) for x in given(1, 2))
    labels[..., 0] = 0
    check.close(targets(student, anchors, labels)[2], targets(reference, anchors, labels)[2])


@points(1)
@after(test_a_batch)
@hint("squeeze gives a view: write nothing into it.", zh="squeeze 得到的是视图：不要往里写。")
def test_the_inputs_are_left_alone(student, device):
    """Anchors and labels are the same after the call as before. / 调用前后锚框和标签保持不变。"""
    anchors, labels = (x.to(device) for x in given(2, 2))
    check.leaves_alone(student.multibox_target, anchors, labels)


@points(1)
@on("cuda")
@after(test_a_batch)
@hint("All new tensors need device=anchors.device.", zh="新建的张量都要写 device=anchors.device。")
def test_on_the_gpu(student, reference, device):
    """With anchors on a GPU, all three results are on that GPU. / 锚框在 GPU 上，三个结果都在同一块 GPU 上。"""
    anchors, labels = (x.to(device) for x in given(2, 2))
    check.close(targets(student, anchors, labels), targets(reference, anchors, labels))
