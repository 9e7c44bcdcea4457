import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "With weights 1 a convolution of 3 x 3 or 5 x 5 sees both pixels and gives 4; the pooling gives 3.",
    zh="权重为 1 时，3 x 3 和 5 x 5 的卷积都能看到两个像素，得到 4；汇聚得到 3。",
)
def test_the_worked_example(student):
    """With weights 1 the row of the example becomes the four rows. / 权重为 1 时，例中的一行变为那四行。"""
    net = student.Inception(1, 1, (1, 1), (1, 1), 1)
    with torch.no_grad():
        for p in net.parameters():
            p.fill_(1.0 if p.dim() > 1 else 0.0)
    expected = torch.tensor([[[[1.0, 3.0]], [[4.0, 4.0]], [[4.0, 4.0]], [[3.0, 3.0]]]])
    check.close(net(torch.tensor([[[[1.0, 3.0]]]])).detach(), expected)
