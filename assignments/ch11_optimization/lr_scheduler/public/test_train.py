import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "With the loss w * x and x = 1, each step takes away the learning rate: 0.5, then 0.25.",
    zh="损失为 w * x 且 x = 1 时，每一步减去学习率：先 0.5，后 0.25。",
)
def test_two_epochs(student):
    """Two epochs of one step: first with lr = 0.5, then with scheduler(0) = 0.25. / 两轮，每轮一步：先用 lr = 0.5，再用 scheduler(0) = 0.25。"""
    net = nn.Linear(1, 1, bias=False)
    nn.init.ones_(net.weight)
    batches = [(torch.ones(1, 1), torch.zeros(1, 1))]
    student.train(net, batches, 2, lambda y_hat, y: y_hat.sum(), 0.5, lambda epoch: 0.25 / (epoch + 1))
    check.close(net.weight.detach(), torch.tensor([[0.25]]))
