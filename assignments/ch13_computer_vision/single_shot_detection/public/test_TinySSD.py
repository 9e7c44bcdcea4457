import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Maps of 8, 4, 2, 1 and 1 pixels a side, four anchors each: (64 + 16 + 4 + 1 + 1) * 4 = 344.",
    zh="特征图的边长为 8、4、2、1、1，每个像素四个锚框：(64 + 16 + 4 + 1 + 1) * 4 = 344。",
)
def test_the_shapes(student):
    """Pictures of 64 by 64 pixels have 344 anchors. / 64×64 的图像有 344 个锚框。"""
    anchors, cls_preds, bbox_preds = student.TinySSD(1)(torch.zeros(2, 3, 64, 64))
    check.shape(anchors, (1, 344, 4))
    check.close(anchors[0, 0].detach(), torch.tensor([-0.0375, -0.0375, 0.1625, 0.1625]))
    check.shape(cls_preds, (2, 344, 2))
    check.shape(bbox_preds, (2, 1376))
