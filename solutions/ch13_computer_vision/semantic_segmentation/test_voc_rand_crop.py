import torch

from grader.suite import after, check, hint, on, points


def pictures(h, w, device=None):
    """Two pictures in which each pixel says where it is: as (row, column, 1), and ten times as much."""
    rows, columns = torch.meshgrid(torch.arange(h), torch.arange(w), indexing="ij")
    feature = torch.stack([rows, columns, torch.ones_like(rows)])
    return feature.float().to(device), (10 * feature).to(device)


def place(crop, h, w):
    """Where a crop begins, as far as its first pixel can be believed."""
    top, left = (int(value) for value in crop[:2, 0, 0])
    return min(max(top, 0), h - crop.shape[1]), min(max(left, 0), w - crop.shape[2])


def cropped(student, h, w, height, width):
    """The student's crops, and what they should be as the first pixel of the first has it."""
    feature, label = pictures(h, w)
    found, other = student.voc_rand_crop(feature, label, height, width)
    check.shape(found, (3, height, width))
    top, left = place(found, h, w)
    right = [picture[:, top : top + height, left : left + width] for picture in pictures(h, w)]
    return found, other, right


SIZES = [(7, 9, 3, 4), (6, 5, 5, 2), (8, 12, 1, 1), (12, 6, 7, 6)]


@points(2)
@hint(
    "A crop is a rectangle of the picture, neither scaled nor padded.",
    zh="裁剪就是图像中的一个矩形，不缩放，也不填充。",
)
def test_a_rectangle_of_the_picture(student):
    """The first crop is a rectangle of the first picture. / 第一块裁剪是第一幅图像中的矩形。"""
    for sizes in SIZES:
        found, _, right = cropped(student, *sizes)
        check.close(found, right[0])


@points(3)
@after(test_a_rectangle_of_the_picture)
@hint("Draw the place once, and cut both there.", zh="只抽取一次位置，两幅都在那里裁剪。")
def test_the_same_rectangle_of_both(student):
    """The second crop is the same rectangle of the second picture. / 第二块裁剪是第二幅图像中的同一个矩形。"""
    for sizes in SIZES * 2:
        _, other, right = cropped(student, *sizes)
        check.close(other, right[1])


@points(2)
@after(test_a_rectangle_of_the_picture)
@hint(
    "h - height + 1 rows are possible, from 0 to h - height.", zh="起始行有 h - height + 1 种可能，从 0 到 h - height。"
)
def test_every_place(student):
    """All places are equally likely. / 所有位置的可能性相同。"""
    h, w, height, width = 5, 4, 3, 3
    feature, label = pictures(h, w)
    places = [place(student.voc_rand_crop(feature, label, height, width)[0], h, w) for _ in range(200)]
    check.frequencies([2 * top + left for top, left in places], dict.fromkeys(range(6), 1 / 6))


@points(1)
@after(test_a_rectangle_of_the_picture)
@hint("Where the crop is as large as the picture, there is one place.", zh="裁剪与图像一样大时，只有一个位置。")
def test_the_whole_picture(student):
    """A crop as large as the pictures gives both as they are, and changes neither. / 与图像一样大的裁剪原样返回二者，并且不改变它们。"""
    feature, label = pictures(4, 6)
    check.equal(list(student.voc_rand_crop(feature, label, 4, 6)), list(pictures(4, 6)))
    check.leaves_alone(student.voc_rand_crop, feature, label, 2, 3)


@points(1)
@after(test_a_rectangle_of_the_picture)
@on("cuda")
@hint("Leave the pictures where they are.", zh="图像在哪里，就留在哪里。")
def test_on_the_device(student, device):
    """Pictures on a GPU give crops on the same GPU. / 图像在 GPU 上，裁剪也在同一块 GPU 上。"""
    # As large as the pictures: a place that is drawn is a value, which a simulated GPU does not have.
    for crop in student.voc_rand_crop(*pictures(6, 7, device), 6, 7):
        check.shape(crop, (3, 6, 7))
        check.device(crop, device)
