import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "The stride of torch's pooling layers is the size of their window, unless you say something else.",
    zh="除非另外指定，torch 汇聚层的步幅等于窗口的大小。",
)
def test_the_first_two(student):
    """On a 4x4 image the first two layers give 10, and 5, 7, 13, 15. / 在 4x4 的图像上，前两层分别给出 10，以及 5、7、13、15。"""
    X = torch.arange(16.0).reshape(1, 1, 4, 4)
    first, second = list(student.pool_layers())[:2]
    check.close([first(X), second(X)], [torch.tensor([[[[10.0]]]]), torch.tensor([[[[5.0, 7.0], [13.0, 15.0]]]])])
