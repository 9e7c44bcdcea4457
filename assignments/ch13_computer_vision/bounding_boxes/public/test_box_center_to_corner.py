import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "The left edge is half a width to the left of the centre: 4 - 4 / 2 = 2.",
    zh="左边界在中心左边半个宽度处：4 - 4 / 2 = 2。",
)
def test_the_worked_example(student):
    """Two boxes, by their corners. / 两个边界框的角点表示。"""
    boxes = torch.tensor([[4.0, 6.0, 4.0, 10.0], [0.5, 1.5, 1.0, 3.0]])
    check.close(student.box_center_to_corner(boxes), torch.tensor([[2.0, 1.0, 6.0, 11.0], [0.0, 0.0, 1.0, 3.0]]))
