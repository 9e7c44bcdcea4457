import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "The squares of side 2 share 1 of 4 + 4 - 1 = 7 unit squares.",
    zh="两个边长为 2 的正方形共有 4 + 4 - 1 = 7 个单位格，其中 1 格重叠。",
)
def test_the_worked_example(student):
    """A square with itself, a shifted one, and one far away. / 正方形与它自己、与移动后的、与远处的。"""
    boxes1 = torch.tensor([[0.0, 0.0, 2.0, 2.0]])
    boxes2 = torch.tensor([[0.0, 0.0, 2.0, 2.0], [1.0, 1.0, 3.0, 3.0], [5.0, 5.0, 7.0, 7.0]])
    check.close(student.box_iou(boxes1, boxes2), torch.tensor([[1.0, 1 / 7, 0.0]]))
