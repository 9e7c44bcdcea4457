import torch

from grader.suite import check, hint, points


@points(1)
@hint("The old head knows how many inputs there are: in_features.", zh="原来的输出层知道有多少个输入：in_features。")
def test_three_classes(student):
    """A small model has three outputs. / 一个小模型有三个输出。"""
    net = student.finetune_net(3, "shufflenet_v2_x0_5")
    check.shape(net(torch.randn(2, 3, 32, 32)), (2, 3))
