import torch

from grader.suite import check, hint, points


@points(1)
@hint("Six names stand in train.txt, three in val.txt.", zh="train.txt 里有六个名称，val.txt 里有三个。")
def test_the_stand_in(student):
    """The stand-in has six pictures to train; the first is 48 by 64, its label black in a corner and coloured inside.

    替代数据集有六幅训练图像；第一幅为 48×64，标签的角上是黑色，中间是物体的颜色。"""
    features, labels = student.read_voc_images("../data/VOCdevkit/VOC2012")
    check.equal([len(features), len(labels)], [6, 6])
    for picture in (features[0], labels[0]):
        check.shape(picture, (3, 48, 64))
    check.equal(labels[0][:, [0, 24], [0, 32]].T, torch.tensor([[0, 0, 0], [192, 0, 0]], dtype=torch.uint8))
