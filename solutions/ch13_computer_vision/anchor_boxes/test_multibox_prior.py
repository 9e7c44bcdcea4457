import torch

from grader.suite import after, check, hint, on, points

SIZES, RATIOS = [0.75, 0.4, 0.2], [1, 2, 0.5]


@points(3)
@hint(
    "All anchors of a pixel, then those of the pixel to its right: repeat_interleave the centres, repeat the shapes.",
    zh="先是一个像素的全部锚框，再是它右边的像素：中心用 repeat_interleave，形状用 repeat。",
)
def test_square_maps(student, reference, device):
    """The anchors of a square map are right, in the right order. / 正方形特征图的锚框及其顺序正确。"""
    for side in (1, 2, 5):
        data = torch.zeros(1, 3, side, side, device=device)
        check.close(student.multibox_prior(data, SIZES, RATIOS), reference.multibox_prior(data, SIZES, RATIOS))


@points(3)
@after(test_square_maps)
@hint(
    "x is a fraction of the width and y of the height, so the width of an anchor has the factor h / w.",
    zh="x 是相对于宽的比例，y 是相对于高的比例，所以锚框的宽要乘以 h / w。",
)
def test_other_maps(student, reference, device):
    """High and wide maps have the right anchors too. / 高的和宽的特征图也正确。"""
    for h, w in ((4, 2), (2, 5), (1, 3)):
        data = torch.zeros(2, 4, h, w, device=device)
        check.close(student.multibox_prior(data, SIZES, RATIOS), reference.multibox_prior(data, SIZES, RATIOS))


@points(2)
@after(test_square_maps)
@hint("All sizes go with ratios[0], whatever that is.", zh="所有缩放比都与 ratios[0] 搭配，不论它是多少。")
def test_the_first_ratio(student, reference, device):
    """The first ratio need not be 1. / 第一个宽高比不一定是 1。"""
    data = torch.zeros(1, 1, 2, 3, device=device)
    for ratios in ([3.0, 0.5], [0.25, 1.0, 4.0]):
        check.close(student.multibox_prior(data, SIZES, ratios), reference.multibox_prior(data, SIZES, ratios))


@points(2)
@after(test_square_maps)
@hint(
    "n + m - 1 anchors a pixel; with one size and one ratio that is 1.",
    zh="每个像素 n + m - 1 个锚框；各只有一个时就是 1 个。",
)
def test_few_sizes_and_ratios(student, reference, device):
    """One size, one ratio, or one of each. / 缩放比或宽高比只有一个，或者各只有一个。"""
    data = torch.zeros(1, 1, 3, 2, device=device)
    for sizes, ratios in (([0.3], [2.0]), ((0.3,), (1, 2, 3)), ((0.9, 0.1), (0.5,))):
        check.close(student.multibox_prior(data, sizes, ratios), reference.multibox_prior(data, sizes, ratios))


@points(1)
@after(test_square_maps)
@hint("Take the size of data alone; nothing is written into it.", zh="只取 data 的大小，不要往里写。")
def test_the_data_are_left_alone(student, device):
    """data, sizes and ratios are the same after the call as before. / 调用前后 data、sizes 和 ratios 保持不变。"""
    check.leaves_alone(student.multibox_prior, torch.randn(1, 2, 3, 3, device=device), [0.5, 0.2], [1.0, 2.0])


@points(1)
@on("cuda")
@after(test_square_maps)
@hint(
    "torch.tensor(sizes) and torch.arange(h) are on the CPU unless you say device=data.device.",
    zh="torch.tensor(sizes) 和 torch.arange(h) 默认在 CPU 上，除非写明 device=data.device。",
)
def test_on_the_gpu(student, reference, device):
    """For data on a GPU the anchors are on that GPU. / data 在 GPU 上，锚框也在同一块 GPU 上。"""
    data = torch.zeros(1, 3, 2, 3, device=device)
    check.close(student.multibox_prior(data, SIZES, RATIOS), reference.multibox_prior(data, SIZES, RATIOS))
