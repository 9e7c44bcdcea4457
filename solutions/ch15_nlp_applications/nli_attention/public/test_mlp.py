import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "ReLU comes behind both linear layers; in eval mode nothing is dropped.",
    zh="两个线性层之后都有 ReLU；评估模式下不丢弃。",
)
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    net = student.mlp(2, 2, False)
    net.eval()
    with torch.no_grad():
        for p in net.parameters():
            p.fill_(1.0)
    check.close(net(torch.tensor([[3.0, -1.0], [-5.0, 1.0]])).detach(), torch.tensor([[7.0, 7.0], [1.0, 1.0]]))
