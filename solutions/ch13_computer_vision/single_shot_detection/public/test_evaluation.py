import torch

from grader.suite import check, hint, points


@points(2)
@hint("Right are the first and the third; the errors are 2 and 0.5.", zh="第一个和第三个正确；误差是 2 和 0.5。")
def test_the_worked_example(student):
    """Two of three anchors are right; the boxes are off by 2.5. / 三个锚框中两个正确；边界框共偏 2.5。"""
    preds = torch.tensor([[[0.1, 2.0], [0.7, 0.3], [1.0, -1.0]]])
    check.equal(check.number(student.cls_eval(preds, torch.tensor([[1, 1, 0]]))), 2.0)
    boxes, labels = torch.tensor([[1.0, 5.0, 0.5, 0.0]]), torch.tensor([[3.0, 0.0, 0.0, 0.0]])
    check.close(check.number(student.bbox_eval(boxes, labels, torch.tensor([[1.0, 0.0, 1.0, 1.0]]))), 2.5)
