import torch

from grader.suite import check, hint, points


@points(1)
@hint("Scores of -2 and 0 are weights of 0.1192 and 0.8808.", zh="分数 -2 和 0 对应的权重是 0.1192 和 0.8808。")
def test_two_keys(student):
    """With w = 2, a key at distance 1 weighs 0.1192 beside one at distance 0. / w = 2 时，距离为 1 的键与距离为 0 的键相比，权重是 0.1192。"""
    net = student.NWKernelRegression()
    with torch.no_grad():
        net.w.fill_(2.0)
    y_hat = net(torch.tensor([3.0]), torch.tensor([[2.0, 3.0]]), torch.tensor([[10.0, 0.0]]))
    check.close(y_hat.detach(), torch.tensor([1.192029]))
