import torch

from grader.suite import after, check, hint, on, points


def corners(n, **kwargs):
    """n boxes by their corners, none of them square, some beyond the edge of the picture."""
    start = 100 * torch.rand(n, 2, **kwargs) - 20
    return torch.cat((start, start + 1 + torch.rand(n, 2, **kwargs) * torch.tensor([60.0, 25.0], **kwargs)), dim=1)


@points(2)
@hint("Each row is a box: x1, y1, x2, y2 are columns.", zh="每行是一个框：x1、y1、x2、y2 是各列。")
def test_values(student, reference, device):
    """Any number of boxes is converted, row by row. / 任意多个框都逐行换算正确。"""
    for n in (1, 4, 9):
        boxes = corners(n, device=device)
        check.close(student.box_corner_to_center(boxes), reference.box_corner_to_center(boxes))


@points(1)
@after(test_values)
@hint("Work on whole columns; then nothing depends on n.", zh="对整列运算，就与 n 无关。")
def test_no_boxes(student, device):
    """No boxes, shape (0, 4), stay no boxes. / 没有框（形状为 (0, 4)）时，结果也没有框。"""
    result = student.box_corner_to_center(torch.zeros(0, 4, device=device))
    check.close(result, torch.zeros(0, 4, device=device))


@points(1)
@after(test_values)
@hint(
    "A tensor made by torch.zeros or torch.tensor is float32.", zh="torch.zeros 或 torch.tensor 新建的张量是 float32。"
)
def test_double_precision(student, reference, device):
    """Double precision stays double precision. / 双精度的输入得到双精度的结果。"""
    boxes = corners(5, device=device, dtype=torch.float64)
    check.close(student.box_corner_to_center(boxes), reference.box_corner_to_center(boxes))


@points(1)
@after(test_values)
@hint("The offsets of a detector are learned through this conversion.", zh="检测模型的偏移量就是穿过这个换算学习的。")
def test_the_gradient_flows(student, reference, device):
    """A gradient comes back through the conversion. / 梯度可以穿过这个换算传回。"""
    boxes = corners(3, device=device, dtype=torch.float64)
    check.same_gradient(student.box_corner_to_center, reference.box_corner_to_center, boxes)


@points(1)
@after(test_values)
@hint("Make a new tensor instead of assigning to columns of boxes.", zh="请新建张量，不要给 boxes 的列赋值。")
def test_the_boxes_are_left_alone(student, device):
    """boxes is the same after the call as before. / 调用前后 boxes 保持不变。"""
    check.leaves_alone(student.box_corner_to_center, corners(4, device=device))


@points(1)
@on("cuda")
@after(test_values)
@hint("A new tensor is on the CPU unless you say otherwise.", zh="新建的张量默认在 CPU 上。")
def test_on_the_gpu(student, reference, device):
    """Boxes on a GPU give a result on that GPU. / 边界框在 GPU 上，结果也在同一块 GPU 上。"""
    boxes = corners(4, device=device)
    check.close(student.box_corner_to_center(boxes), reference.box_corner_to_center(boxes))
