import torch

from grader.suite import check, hint, points


@points(2)
@hint("A word and its partner stand side by side, along the last axis.", zh="词与对齐的结果沿最后一个轴并排放在一起。")
def test_side_by_side(student):
    """If g does nothing, each word is followed by its partner. / 若 g 什么也不做，每个词后面就是与它对齐的结果。"""
    net = student.Compare(4, 4)
    net.eval()
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(torch.eye(4) if p.dim() == 2 else torch.zeros(4))
    A, beta, B, alpha = (torch.tensor([[[x, x + 1.0]]]) for x in (1.0, 3.0, 5.0, 7.0))
    V_A, V_B = net(A, B, beta, alpha)
    check.close(V_A.detach(), torch.tensor([[[1.0, 2.0, 3.0, 4.0]]]))
    check.close(V_B.detach(), torch.tensor([[[5.0, 6.0, 7.0, 8.0]]]))
