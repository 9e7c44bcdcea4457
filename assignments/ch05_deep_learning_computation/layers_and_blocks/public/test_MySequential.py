import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "Pass X through the first module, its result through the second, and so on.",
    zh="X 先经过第一个模块，得到的结果再经过第二个，依此类推。",
)
def test_one_after_another(student):
    """The modules are applied one after another. / 各模块依次作用。"""
    net = student.MySequential(nn.ReLU(), nn.Softshrink(1.0))
    check.close(net(torch.tensor([[-3.0, 0.5, 3.0]])), torch.tensor([[0.0, 0.0, 2.0]]))
