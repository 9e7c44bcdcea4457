import torch

from grader.suite import check, hint, points


@points(1)
@hint("torchvision.transforms.RandomResizedCrop.", zh="torchvision.transforms.RandomResizedCrop。")
def test_the_size(student):
    """Pictures of any size come out as 200 by 200; a plain one stays plain. / 任何大小的图像都变成 200×200；单色的图像仍是单色。"""
    for h, w in [(40, 60), (300, 250)]:
        check.close(student.shape_aug(torch.full((3, h, w), 0.3)), torch.full((3, 200, 200), 0.3))
