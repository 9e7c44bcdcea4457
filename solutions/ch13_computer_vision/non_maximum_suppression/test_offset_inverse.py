import torch

from grader.suite import after, check, hint, on, points


def given(n, **kwargs):
    """Anchors by their corners, none of them square, and offsets."""
    start = torch.rand(n, 2, **kwargs)
    size = 0.1 + torch.rand(n, 2, **kwargs) * torch.tensor([1.0, 0.5], **kwargs)
    return torch.cat((start, start + size), dim=1), 3 * torch.randn(n, 4, **kwargs)


@points(3)
@hint("Move and scale in the form of centres, then convert to corners.", zh="先在中心表示下移动、缩放，再换成角点。")
def test_values(student, reference, device):
    """Every box is where its offsets lead. / 每个边界框都在偏移量所指的位置。"""
    for n in (1, 3, 8):
        anchors, offsets = given(n, device=device)
        check.close(student.offset_inverse(anchors, offsets), reference.offset_inverse(anchors, offsets))


@points(1)
@after(test_values)
@hint("Let the inputs decide the dtype.", zh="dtype 由输入决定。")
def test_double_precision(student, reference, device):
    """Double precision stays double precision. / 双精度的输入得到双精度的结果。"""
    anchors, offsets = given(4, device=device, dtype=torch.float64)
    check.close(student.offset_inverse(anchors, offsets), reference.offset_inverse(anchors, offsets))


@points(1)
@after(test_values)
@hint("Use tensors throughout, nothing detached.", zh="全程使用张量，不要 detach。")
def test_the_gradient_flows(student, reference, device):
    """A gradient comes back to anchors and offsets. / 梯度能传回锚框和偏移量。"""
    anchors, offsets = given(3, device=device, dtype=torch.float64)
    check.same_gradient(student.offset_inverse, reference.offset_inverse, anchors, offsets)


@points(1)
@after(test_values)
@hint("Make a new tensor.", zh="请新建张量。")
def test_the_inputs_are_left_alone(student, device):
    """Anchors and offsets are the same after the call as before. / 调用前后锚框和偏移量保持不变。"""
    check.leaves_alone(student.offset_inverse, *given(3, device=device))


@points(1)
@on("cuda")
@after(test_values)
@hint("A new tensor is on the CPU unless you say otherwise.", zh="新建的张量默认在 CPU 上。")
def test_on_the_gpu(student, reference, device):
    """Anchors and offsets on a GPU give boxes on that GPU. / 锚框和偏移量在 GPU 上，边界框也在同一块 GPU 上。"""
    anchors, offsets = given(3, device=device)
    check.close(student.offset_inverse(anchors, offsets), reference.offset_inverse(anchors, offsets))
