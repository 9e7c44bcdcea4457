import math

import torch

from grader.suite import check, hint, points


@points(2)
@hint("The weights of the premise's word are 3/4 and 1/4.", zh="前提中那个词的权重是 3/4 和 1/4。")
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    net = student.Attend(2, 2)
    net.eval()
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(torch.eye(2) if p.dim() == 2 else torch.zeros(2))
    A, B = torch.tensor([[[1.0, 0.0]]]), torch.tensor([[[math.log(3), 0.0], [0.0, 4.0]]])
    beta, alpha = net(A, B)
    check.close(beta.detach(), torch.tensor([[[0.75 * math.log(3), 1.0]]]))
    check.close(alpha.detach(), torch.tensor([[[1.0, 0.0], [1.0, 0.0]]]))
