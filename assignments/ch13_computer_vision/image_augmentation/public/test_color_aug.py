import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "torchvision.transforms.ColorJitter, with hue=0.5 among others.",
    zh="torchvision.transforms.ColorJitter，其中 hue=0.5。",
)
def test_other_colours(student):
    """The size of a reddish picture stays, and in 20 calls it is not always reddish. / 偏红的图像大小不变，而 20 次调用的结果并不总是偏红。"""
    X = torch.tensor([0.5, 0.4, 0.3])[:, None, None].expand(3, 4, 5)
    made = [student.color_aug(X.clone()) for _ in range(20)]
    check.equal([tuple(Y.shape) for Y in made], [(3, 4, 5)] * 20)
    # A hue from all around the circle leaves red the strongest once in three calls.
    reddish = all(float(Y[0].mean()) >= max(float(Y[1].mean()), float(Y[2].mean())) for Y in made)
    check.that(not reddish, "The hue does not change.", "色调没有改变。")
