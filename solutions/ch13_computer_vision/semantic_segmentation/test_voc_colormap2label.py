import torch

from grader.suite import after, check, hint, on, points

# Class k spreads its bits over red, green and blue, the highest bits of each first.
COLOURS = [[sum((k >> 3 * i + c & 1) << 7 - i for i in range(3)) for c in range(3)] for k in range(21)]
PLACES = [(red * 256 + green) * 256 + blue for red, green, blue in COLOURS]


@points(3)
@hint("enumerate(VOC_COLORMAP) gives each class with its colour.", zh="enumerate(VOC_COLORMAP) 给出每个类别及其颜色。")
def test_the_table(student):
    """Every class stands at the place of its colour, and nothing anywhere else. / 每个类别都在自己颜色的位置上，其他位置都是零。"""
    table = student.voc_colormap2label()
    check.shape(table, (256**3,))
    check.equal(table[PLACES], torch.arange(21))
    check.equal(int(table.count_nonzero()), 20)


@points(4)
@after(test_the_table)
@on("cuda")
@hint("torch.zeros(..., device=device).", zh="torch.zeros(..., device=device)。")
def test_on_the_device(student, device):
    """The table is made on the device that was asked for. / 表建在指定的设备上。"""
    table = student.voc_colormap2label(device=device)
    check.shape(table, (256**3,))
    check.dtype(table, torch.int64)
    check.device(table, device)
