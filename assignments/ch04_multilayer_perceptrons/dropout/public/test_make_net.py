import torch

from grader.suite import check, hint, points


@points(1)
@hint("Flatten first, and 10 outputs at the end.", zh="先展平，最后有 10 个输出。")
def test_shape_and_mode(student):
    """A batch of images gives (n, 10); after eval(), always the same.

    一批图像得到 (n, 10)；eval() 之后每次都相同。"""
    net = student.make_net(0.2, 0.5)
    net.eval()
    X = torch.rand(3, 1, 28, 28)
    Y = net(X)
    check.shape(Y, (3, 10))
    check.close(net(X), Y)
    check.that(bool((Y[0] != Y).any()), "All examples get the same outputs.", "所有样本的输出都相同。")
