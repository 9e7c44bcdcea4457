import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Of [-1, 2] and [3, -4] the ReLU leaves 2 and 3; their average over four pixels is 1.25.",
    zh="[-1, 2] 和 [3, -4] 经过 ReLU 只剩下 2 和 3，四个像素的平均值是 1.25。",
)
def test_the_worked_example(student):
    """A new layer of the example makes 1.25 of the image. / 例中新建的过渡层把图像变为 1.25。"""
    net = student.transition_block(1, 1).eval()
    with torch.no_grad():
        for p in net[2].parameters():
            p.fill_(1.0 if p.dim() > 1 else 0.0)
    check.close(net(torch.tensor([[[[-1.0, 2.0], [3.0, -4.0]]]])).detach(), torch.full((1, 1, 1, 1), 1.25))
