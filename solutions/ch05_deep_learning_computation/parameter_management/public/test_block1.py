import torch

from grader.suite import check, hint, points


@points(1)
@hint("Two linear layers, each followed by a ReLU.", zh="两个线性层，后面各跟一个 ReLU。")
def test_by_hand(student):
    """With weights of 1/8 and biases of 1, ones become 2.5. / 权重为 1/8、偏置为 1 时，1 变成 2.5。"""
    net = student.block1()
    with torch.no_grad():
        for p in net.parameters():
            p.fill_(0.125 if p.dim() == 2 else 1.0)
    check.close(net(torch.ones(2, 4)).detach(), torch.full((2, 4), 2.5))
