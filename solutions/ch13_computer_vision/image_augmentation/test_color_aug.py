import torch

from grader.suite import after, check, hint, on, points

DRAWS = 120


def factors(student):
    """Brightness, contrast, saturation, and the strongest colour of a pixel, of so many draws.

    The picture is half 0.3 and half 0.4, but for one pixel of a weak colour: grey knows brightness and contrast alone,
    and in whichever order they come, the mean of the greys is theirs."""
    X = torch.full((3, 20, 20), 0.3)
    X[:, :, 10:] = 0.4
    X[:, 0, 0] = torch.tensor([0.38, 0.35, 0.32])
    found = []
    for _ in range(DRAWS):
        Y = student.color_aug(X.clone())
        if not isinstance(Y, torch.Tensor) or Y.shape != X.shape:  # what is as it should be says no word in a diagnosis
            check.shape(Y, (3, 20, 20))
        dark, light, pixel = Y[0, 10, 3], Y[0, 10, 17], Y[:, 0, 0]
        brightness = (dark + light) / 0.7
        contrast = (light - dark) / 0.1 / brightness
        saturation = (pixel.max() - pixel.min()) / 0.06 / brightness / contrast
        found.append(torch.stack([brightness, contrast, saturation, pixel.argmax().float()]))
    return torch.stack(found).T


def within(values):
    """Rounding, and the mean of the one pixel, may carry a factor a little over the edge."""
    slack = 0.01
    return torch.where((values - 1).abs() < 0.5 + slack, values.clamp(0.5, 1.5), values)


@points(2)
@hint("brightness=0.5 stands for factors from 0.5 to 1.5.", zh="brightness=0.5 表示系数取自 0.5 到 1.5。")
def test_brightness_and_contrast(student):
    """Brightness and contrast have even factors from 0.5 to 1.5. / 亮度和对比度的系数均匀取自 0.5 到 1.5。"""
    brightness, contrast, _, _ = factors(student)
    check.uniform(within(brightness), 0.5, 1.5, of=2)
    check.uniform(within(contrast), 0.5, 1.5, of=2)


@points(2)
@hint("saturation=0.5.", zh="saturation=0.5。")
def test_saturation(student):
    """The saturation has an even factor from 0.5 to 1.5. / 饱和度的系数均匀取自 0.5 到 1.5。"""
    check.uniform(within(factors(student)[2]), 0.5, 1.5)


@points(2)
@hint("hue=0.5 is half of the colour circle in both directions.", zh="hue=0.5 表示色环两个方向各一半。")
def test_hue(student):
    """The hue goes all around the circle: each of the three colours is as often the strongest.

    色调取遍整个色环：三种颜色成为最强颜色的机会相同。"""
    strongest = factors(student)[3]
    check.frequencies(strongest.long().tolist(), dict.fromkeys(range(3), 1 / 3))


@points(1)
@after(test_brightness_and_contrast)
@on("cuda")
@hint("The transformations of torchvision work where the picture is.", zh="torchvision 的变换在图像所在的设备上进行。")
def test_on_the_device(student, device):
    """A picture on a GPU stays there. / 图像在 GPU 上，结果也在 GPU 上。"""
    Y = student.color_aug(torch.rand(3, 4, 5, device=device))
    check.shape(Y, (3, 4, 5))
    check.device(Y, device)
