import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint("The steps of Adam have about the length lr.", zh="Adam 的每一步长度约为 lr。")
def test_two_steps(student):
    """Two steps of Adam move a weight by twice the learning rate. / Adam 走两步，权重移动学习率的两倍。"""
    net = nn.Linear(1, 1, bias=False)
    before = net.weight.item()
    batches = [(torch.ones(4, 1), torch.full((4, 1), 100.0))]
    student.train(net, batches, nn.MSELoss(reduction="none"), 2, 0.1)
    check.close(net.weight.item(), before + 0.2, rtol=0, atol=1e-3)
