import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Of [-1, 2] and [3, -4] the ReLU leaves 2 and 3; every window sees both.",
    zh="[-1, 2] 和 [3, -4] 经过 ReLU 只剩下 2 和 3，每个窗口都能看到它们。",
)
def test_the_worked_example(student):
    """A new block of the example makes 5 of every pixel. / 例中新建的块把每个像素变为 5。"""
    net = student.conv_block(1, 1).eval()
    with torch.no_grad():
        for p in net[2].parameters():
            p.fill_(1.0 if p.dim() > 1 else 0.0)
    check.close(net(torch.tensor([[[[-1.0, 2.0], [3.0, -4.0]]]])).detach(), torch.full((1, 1, 2, 2), 5.0))
