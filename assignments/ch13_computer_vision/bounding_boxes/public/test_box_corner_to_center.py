import torch

from grader.suite import check, hint, points


@points(2)
@hint("The centre lies halfway: (2 + 6) / 2 = 4.", zh="中心在正中间：(2 + 6) / 2 = 4。")
def test_the_worked_example(student):
    """Two boxes, by their centres. / 两个边界框的中心表示。"""
    boxes = torch.tensor([[2.0, 1.0, 6.0, 11.0], [0.0, 0.0, 1.0, 3.0]])
    check.close(student.box_corner_to_center(boxes), torch.tensor([[4.0, 6.0, 4.0, 10.0], [0.5, 1.5, 1.0, 3.0]]))
