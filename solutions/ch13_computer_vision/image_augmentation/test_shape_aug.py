import torch

from grader.suite import after, check, hint, on, points

H, W = 120, 160
DRAWS = 100


def rectangles(student):
    """Height and width of the rectangles, as shares of the picture: read off pixels that say where they are."""
    X = torch.zeros(3, H, W)
    X[0] = torch.linspace(0, 1, H)[:, None]
    X[1] = torch.linspace(0, 1, W)
    found = []
    for _ in range(DRAWS):
        Y = student.shape_aug(X.clone())
        if not isinstance(Y, torch.Tensor) or Y.shape != (3, 200, 200):
            check.shape(Y, (3, 200, 200))
        # Between the quarters, half of the rectangle: away from the edges, where scaling repeats pixels.
        found.append([float(Y[0, 150, 100] - Y[0, 50, 100]) * 2, float(Y[1, 100, 150] - Y[1, 100, 50]) * 2])
    return torch.tensor(found)


@points(3)
@hint("scale=(0.1, 1) is the share of the area.", zh="scale=(0.1, 1) 是面积的比例。")
def test_areas(student):
    """Rectangles have 0.1 to 1 of the area, evenly. / 矩形的面积是 0.1 到 1，均匀分布。"""
    height, width = rectangles(student).T
    area = (height * width).sort().values
    # Of 100 draws by the formula, the smallest area is from 0.098, the tenth 0.12 to 0.25, the median 0.29 to 0.52 and
    # the largest 0.75 to 1 (4,000 trials); reading them off pixels adds 2 % at most.
    check.above(area[0], 0.08, "The smallest area", "最小的面积")
    check.below(area[DRAWS // 10], 0.35, "The area that a tenth stay under", "面积的十分位数")
    check.above(area[DRAWS // 2], 0.22, "The median area", "面积的中位数")
    check.above(area[-1], 0.65, "The largest area", "最大的面积")
    check.below(area[-1], 1.03, "The largest area", "最大的面积")
    # 0.08 for 0.1 would show in one draw of fifty. torchvision's transformation says what it draws from.
    scale = getattr(student.shape_aug, "scale", None)
    if isinstance(scale, (list, tuple)):
        check.close([float(end) for end in scale], [0.1, 1.0])


@points(3)
@hint("ratio=(0.5, 2) is width to height.", zh="ratio=(0.5, 2) 是宽与高之比。")
def test_ratios(student):
    """The width is 0.5 to 2 times the height. / 宽是高的 0.5 到 2 倍。"""
    height, width = rectangles(student).T
    ratio = (width * W / (height * H)).sort().values
    # Of 100 draws by the formula, the tenth is 0.54 to 0.84 and the ninetieth 1.47 to 1.92 (4,000 trials).
    check.above(ratio[0], 0.46, "The smallest ratio", "最小的宽高比")
    check.below(ratio[DRAWS // 10], 0.92, "The ratio that a tenth stay under", "宽高比的十分位数")
    check.above(ratio[-DRAWS // 10], 1.39, "The ratio that a tenth exceed", "宽高比的十分之九分位数")
    check.below(ratio[-1], 2.15, "The largest ratio", "最大的宽高比")


@points(1)
@after(test_areas)
@on("cuda")
@hint("The transformations of torchvision work where the picture is.", zh="torchvision 的变换在图像所在的设备上进行。")
def test_on_the_device(student, device):
    """A picture on a GPU stays there. / 图像在 GPU 上，结果也在 GPU 上。"""
    Y = student.shape_aug(torch.rand(3, 30, 50, device=device))
    check.shape(Y, (3, 200, 200))
    check.device(Y, device)
