import torch

from grader.suite import check, hint, points


@points(1)
@hint("A tensor of the colours, indexed with the classes.", zh="用类别去索引颜色组成的张量。")
def test_three_pixels(student):
    """Classes 0, 1 and 15 become black, dark red and pink. / 类别 0、1、15 变成黑色、暗红色和粉色。"""
    right = torch.tensor([[[0, 0, 0], [128, 0, 0], [192, 128, 128]]])
    check.equal(student.label2image(torch.tensor([[0, 1, 15]])), right)
