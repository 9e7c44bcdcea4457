import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Box 2 is the best; it throws box 0 away (IoU 0.8), and box 1 stays.",
    zh="框 2 的分数最高，它去掉框 0（IoU 0.8），框 1 留下。",
)
def test_the_worked_example(student):
    """Of two boxes on the same object the better one is kept. / 同一物体上的两个框，留下较好的一个。"""
    boxes = torch.tensor([[0.0, 0.0, 10.0, 8.0], [20.0, 20.0, 30.0, 30.0], [0.0, 0.0, 10.0, 10.0]])
    check.equal(student.nms(boxes, torch.tensor([0.8, 0.3, 0.9]), 0.5), torch.tensor([2, 1]))
