import torch

from grader.suite import check, hint, points


@points(2)
@hint("The premise's words add up to 3, the hypothesis' one is 4.", zh="前提的各词之和为 3，假设只有一个词，是 4。")
def test_the_sums(student):
    """If h and the linear layer do nothing, the two sums come out. / 若 h 和线性层什么也不做，得到的就是两个和。"""
    net = student.Aggregate(2, 2, 2)
    net.eval()
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(torch.eye(2) if p.dim() == 2 else torch.zeros(2))
    V_A, V_B = torch.tensor([[[1.0], [2.0]]]), torch.tensor([[[4.0]]])
    check.close(net(V_A, V_B).detach(), torch.tensor([[3.0, 4.0]]))
