import torch

from grader.suite import check, hint, points


@points(1)
@hint("y = torch.sigmoid(x), then backward, then x.grad.", zh="先算 y = torch.sigmoid(x)，再反向传播，再取 x.grad。")
def test_at_zero_and_at_ln_3(student):
    """At 0 it is 1/2 with derivative 1/4, at ln 3 it is 3/4 with 3/16.

    0 处的值为 1/2，导数为 1/4；ln 3 处的值为 3/4，导数为 3/16。"""
    found = student.sigmoid_gradient(torch.tensor([1.0, 3.0]).log())
    check.close(found, (torch.tensor([0.5, 0.75]), torch.tensor([0.25, 0.1875])))
