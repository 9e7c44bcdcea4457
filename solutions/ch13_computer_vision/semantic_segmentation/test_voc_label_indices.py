import torch

from grader.suite import after, check, hint, on, points


def given(h, w, reds=3, dtype=torch.int64, device=None):
    """Colours whose red is small, so that the table may be short; and a table of anything."""
    colormap = torch.randint(256, (3, h, w), device=device)
    colormap[0] %= reds
    return colormap.to(dtype), torch.randint(1000, (reds * 65536,), device=device)


@points(3)
@hint(
    "(red * 256 + green) * 256 + blue is the place in the table.",
    zh="(red * 256 + green) * 256 + blue 就是表中的位置。",
)
def test_values(student, reference, device):
    """Each pixel gets what the table says of its colour. / 每个像素得到表中对应其颜色的值。"""
    for h, w in [(4, 6), (5, 1), (1, 3)]:
        colormap, table = given(h, w, device=device)
        check.equal(student.voc_label_indices(colormap, table), reference.voc_label_indices(colormap, table))


@points(2)
@after(test_values)
@hint("uint8 goes up to 255: convert before you multiply.", zh="uint8 最大是 255：先转换，再相乘。")
def test_pictures_as_they_are_read(student, reference, device):
    """Pictures of uint8 and int32 work too. / uint8 和 int32 的图像也能算对。"""
    for dtype in (torch.uint8, torch.int32):
        colormap, table = given(4, 5, dtype=dtype, device=device)
        check.equal(student.voc_label_indices(colormap, table), reference.voc_label_indices(colormap, table))


@points(1)
@after(test_values)
def test_the_picture_is_left_alone(student, device):
    """Your function changes neither the picture nor the table. / 函数既不改变图像，也不改变表。"""
    check.leaves_alone(student.voc_label_indices, *given(3, 4, 1, device=device))


@points(2)
@after(test_values)
@on("cuda")
@hint("numpy knows no GPU: stay with tensors.", zh="numpy 不认识 GPU：请一直使用张量。")
def test_on_the_device(student, reference, device):
    """A picture and a table on a GPU give classes on the same GPU. / 图像和表在 GPU 上，类别也在同一块 GPU 上。"""
    colormap, table = given(3, 4, 1, device=device)
    check.equal(student.voc_label_indices(colormap, table), reference.voc_label_indices(colormap, table))
