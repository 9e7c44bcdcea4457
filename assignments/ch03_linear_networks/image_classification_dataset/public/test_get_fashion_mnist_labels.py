import torch

from grader.suite import check, hint, points


@points(1)
@hint("Class 9 is the ankle boot.", zh="第 9 类是 ankle boot（短靴）。")
def test_three_labels(student):
    """9, 0 and 2 are an ankle boot, a t-shirt and a pullover. / 9、0、2 分别是 ankle boot、t-shirt 和 pullover。"""
    check.equal(student.get_fashion_mnist_labels(torch.tensor([9, 0, 2])), ["ankle boot", "t-shirt", "pullover"])
