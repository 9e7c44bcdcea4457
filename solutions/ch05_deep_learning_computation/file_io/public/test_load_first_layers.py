import torch
from torch import nn

from grader.suite import check, files, hint, points
from grader.suite.spies import over_there


@points(1)
@hint("The weight fits; the bias has another shape.", zh="权重合适；偏置的形状不同。")
def test_what_fits(student):
    """Only what fits is loaded. / 只加载合适的部分。"""
    net = over_there(student, nn.Sequential(nn.Linear(2, 1)))
    files(student).save("old", {"0.weight": torch.tensor([[7.0, 8.0]]), "0.bias": torch.zeros(3)})
    check.equal(student.load_first_layers(net, "old"), ["0.weight"])
    check.close(net[0].weight.detach(), torch.tensor([[7.0, 8.0]]))
