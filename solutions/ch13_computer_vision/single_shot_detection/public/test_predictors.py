import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "One channel for each class and the background, for each anchor: 5 * (10 + 1) = 55.",
    zh="每个锚框、每个类别以及背景各一个通道：5 * (10 + 1) = 55。",
)
def test_channels(student):
    """Five anchors, ten classes: 55 channels for the classes, 20 for the boxes. / 5 个锚框、10 个类别：类别 55 个通道，边界框 20 个通道。"""
    X = torch.zeros(2, 8, 20, 20)
    check.shape(student.cls_predictor(8, 5, 10)(X), (2, 55, 20, 20))
    check.shape(student.bbox_predictor(8, 5)(X), (2, 20, 20, 20))
