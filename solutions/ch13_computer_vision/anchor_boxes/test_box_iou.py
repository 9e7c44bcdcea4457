import torch
from torchvision import ops

from grader.suite import after, check, hint, on, points


def boxes(n, dtype=torch.float32):
    """n boxes by their corners, in a small square, so that many overlap."""
    start = 6 * torch.rand(n, 2, dtype=dtype)
    return torch.cat((start, start + 0.5 + torch.rand(n, 2, dtype=dtype) * torch.tensor([5.0, 3.0])), dim=1)


@points(3)
@hint(
    "Intersection: the larger of the left and top edges, the smaller of the right and bottom ones.",
    zh="交集：左、上边界取较大的，右、下边界取较小的。",
)
def test_torchvision_agrees(student, device):
    """The result is that of torchvision. / 结果与 torchvision 相同。"""
    for n, m in ((6, 6), (3, 8), (7, 1)):
        boxes1, boxes2 = boxes(n), boxes(m)
        right = ops.box_iou(boxes1, boxes2)
        check.close(student.box_iou(boxes1.to(device), boxes2.to(device)), right.to(device))


@points(2)
@after(test_torchvision_agrees)
@hint(
    "Where boxes do not overlap, width and height of the intersection come out negative: clamp them at 0.",
    zh="不重叠时，算出的交集的宽、高为负：用 clamp 截到 0。",
)
def test_special_cases(student, device):
    """Apart in one direction or in both, touching, contained, equal. / 在一个或两个方向上分离、相接、包含、相同。"""
    box = torch.tensor([[2.0, 2.0, 4.0, 6.0]], device=device)
    others = [
        ([7.0, 9.0, 8.0, 11.0], 0.0),
        ([7.0, 3.0, 9.0, 4.0], 0.0),
        ([2.0, -3.0, 4.0, -1.0], 0.0),
        ([4.0, 2.0, 6.0, 6.0], 0.0),
        ([2.0, 3.0, 3.0, 5.0], 0.25),
        ([0.0, 0.0, 8.0, 8.0], 0.125),
        ([2.0, 2.0, 4.0, 6.0], 1.0),
    ]
    found = student.box_iou(box, torch.tensor([other for other, _ in others], device=device))
    check.close(found, torch.tensor([[iou for _, iou in others]], device=device))


@points(1)
@after(test_torchvision_agrees)
@hint("Let broadcasting make the pairs; then 0 is no special case.", zh="用广播构造所有组合，0 就不是特例。")
def test_no_boxes(student, device):
    """Without boxes on one side, the result has no rows or no columns. / 一边没有框时，结果没有行或没有列。"""
    some, none = boxes(3).to(device), torch.zeros(0, 4, device=device)
    found = [student.box_iou(some.clone(), none.clone()), student.box_iou(none.clone(), some.clone())]
    check.close(found, [torch.zeros(3, 0, device=device), torch.zeros(0, 3, device=device)])


@points(1)
@after(test_torchvision_agrees)
@hint(
    "New tensors are float32 unless you say dtype=boxes1.dtype.",
    zh="新建的张量是 float32，除非写明 dtype=boxes1.dtype。",
)
def test_double_precision(student, device):
    """Double precision stays double precision. / 双精度的输入得到双精度的结果。"""
    boxes1, boxes2 = boxes(4, torch.float64), boxes(3, torch.float64)
    right = ops.box_iou(boxes1, boxes2)
    check.close(student.box_iou(boxes1.to(device), boxes2.to(device)), right.to(device))


@points(1)
@after(test_torchvision_agrees)
@hint(
    "IoU is a loss as well: numbers taken out of the graph have no gradient.",
    zh="IoU 也可以作损失：从计算图中取出来的数没有梯度。",
)
def test_the_gradient_flows(student, reference, device):
    """A gradient comes back to both sets of boxes. / 梯度能传回两组边界框。"""
    boxes1 = torch.tensor([[0.0, 0.0, 4.0, 3.0], [1.0, 1.0, 6.0, 5.0]], device=device, dtype=torch.float64)
    boxes2 = torch.tensor([[0.5, 0.75, 5.0, 4.0]], device=device, dtype=torch.float64)
    check.same_gradient(student.box_iou, reference.box_iou, boxes1, boxes2)


@points(1)
@after(test_torchvision_agrees)
@hint("Make new tensors.", zh="请新建张量。")
def test_the_boxes_are_left_alone(student, device):
    """Both sets of boxes are the same after the call as before. / 调用前后两组边界框保持不变。"""
    check.leaves_alone(student.box_iou, boxes(4).to(device), boxes(3).to(device))


@points(1)
@on("cuda")
@after(test_torchvision_agrees)
@hint(
    "A new tensor is on the CPU unless you say device=boxes1.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=boxes1.device。",
)
def test_on_the_gpu(student, reference, device):
    """Boxes on a GPU give a result on that GPU. / 边界框在 GPU 上，结果也在同一块 GPU 上。"""
    boxes1, boxes2 = boxes(4).to(device), boxes(3).to(device)
    check.close(student.box_iou(boxes1, boxes2), reference.box_iou(boxes1, boxes2))
