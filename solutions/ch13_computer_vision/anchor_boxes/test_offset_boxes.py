import torch

from grader.suite import after, check, hint, on, points


def boxes(n, **kwargs):
    """n boxes by their corners, none of them square."""
    start = torch.rand(n, 2, **kwargs)
    return torch.cat((start, start + 0.1 + torch.rand(n, 2, **kwargs) * torch.tensor([1.0, 0.5], **kwargs)), dim=1)


@points(3)
@hint(
    "Convert both to centres first; divide by width and height of the anchor.",
    zh="先把两者都换成中心表示；除以锚框的宽和高。",
)
def test_values(student, reference, device):
    """The four offsets of every pair are right. / 每一对的四个偏移量都正确。"""
    for n in (1, 3, 8):
        anchors, truth = boxes(n, device=device), boxes(n, device=device)
        check.close(student.offset_boxes(anchors, truth), reference.offset_boxes(anchors, truth))


@points(1)
@after(test_values)
@hint("eps is added inside the logarithm.", zh="eps 加在对数里面。")
def test_empty_boxes(student, reference, device):
    """An empty box gives finite offsets. / 空的边界框得到有限的偏移量。"""
    anchors, truth = boxes(3, device=device), torch.zeros(3, 4, device=device)
    check.close(student.offset_boxes(anchors, truth), reference.offset_boxes(anchors, truth))


@points(1)
@after(test_values)
@hint("Use the argument eps, not a number of your own.", zh="请使用参数 eps，而不是自己写的数。")
def test_eps(student, reference, device):
    """Another eps is honoured. / 给出别的 eps 时按它计算。"""
    anchors, truth = boxes(4, device=device), boxes(4, device=device)
    found = [student.offset_boxes(anchors, truth, eps=0.25), student.offset_boxes(anchors, truth, 1e-3)]
    check.close(found, [reference.offset_boxes(anchors, truth, e) for e in (0.25, 1e-3)])


@points(1)
@after(test_values)
@hint("Let the inputs decide the dtype.", zh="dtype 由输入决定。")
def test_double_precision(student, reference, device):
    """Double precision stays double precision. / 双精度的输入得到双精度的结果。"""
    anchors, truth = (boxes(4, device=device, dtype=torch.float64) for _ in range(2))
    check.close(student.offset_boxes(anchors, truth), reference.offset_boxes(anchors, truth))


@points(1)
@after(test_values)
@hint("Make a new tensor.", zh="请新建张量。")
def test_the_boxes_are_left_alone(student, device):
    """Anchors and boxes are the same after the call as before. / 调用前后锚框和边界框保持不变。"""
    check.leaves_alone(student.offset_boxes, boxes(3, device=device), boxes(3, device=device))


@points(1)
@on("cuda")
@after(test_values)
@hint("A new tensor is on the CPU unless you say otherwise.", zh="新建的张量默认在 CPU 上。")
def test_on_the_gpu(student, reference, device):
    """Boxes on a GPU give offsets on that GPU. / 边界框在 GPU 上，偏移量也在同一块 GPU 上。"""
    anchors, truth = boxes(3, device=device), boxes(3, device=device)
    check.close(student.offset_boxes(anchors, truth), reference.offset_boxes(anchors, truth))
