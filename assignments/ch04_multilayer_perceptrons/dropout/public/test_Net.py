import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "lin1, ReLU, lin2, ReLU, lin3; without dropout after eval().",
    zh="lin1、ReLU、lin2、ReLU、lin3；调用 eval() 之后没有暂退。",
)
def test_after_eval(student):
    """After eval(), the model is a plain function of X. / 调用 eval() 之后，模型是 X 的普通函数。"""
    net = student.Net(6, 2, 5, 4).eval()
    X = torch.randn(3, 6)
    check.close(net(X), net.lin3(torch.relu(net.lin2(torch.relu(net.lin1(X))))))
