import torch

from grader.suite import after, check, drawn, hint, look, points


def shown(student, imgs, *args, **kwargs):
    """The figure that show_images draws."""
    with drawn(student) as figures:
        student.show_images(imgs, *args, **kwargs)
    return figures.figure


@points(3)
@hint("axes.flatten() goes row by row, as the images do.", zh="axes.flatten() 是逐行展开的，与图像的顺序一致。")
def test_the_grid(student):
    """The images fill the grid row by row. / 图像逐行填满网格。"""
    for rows, columns in ((2, 3), (3, 2), (1, 4)):
        imgs = torch.rand(rows * columns, 5, 4)
        figure = shown(student, imgs.clone(), rows, columns)
        check.equal(
            sorted((a.row, a.column) for a in figure.axes), [(i // columns, i % columns) for i in range(rows * columns)]
        )
        for axes in figure.axes:
            check.draws(axes, images=[imgs[axes.row * columns + axes.column]])


@points(2)
@after(test_the_grid)
@hint("ax.set_title(titles[i]) for each image.", zh="对每张图像 ax.set_title(titles[i])。")
def test_titles(student):
    """Each image has its own title. / 每张图像有自己的标题。"""
    figure = shown(student, torch.rand(6, 3, 3), 2, 3, titles=["bag", "coat", "shirt", "dress", "coat", "sandal"])
    titles = {(a.row, a.column): a.title for a in figure.axes}
    check.equal([titles[i // 3, i % 3] for i in range(6)], ["bag", "coat", "shirt", "dress", "coat", "sandal"])


@points(1)
@after(test_the_grid)
@hint("Set titles only if they are given.", zh="只有给了标题才设置。")
def test_no_titles(student):
    """Without titles there are none. / 没有给标题时就没有标题。"""
    figure = shown(student, torch.rand(4, 3, 3), 2, 2)
    check.equal([figure.title, *(a.title for a in figure.axes)], [""] * 5)


@points(1)
@after(test_the_grid)
@hint(
    "ax.axes.get_xaxis().set_visible(False), and the same for y; or ax.axis('off').",
    zh="ax.axes.get_xaxis().set_visible(False)，y 轴也一样；或者 ax.axis('off')。",
)
def test_no_ticks(student):
    """Neither axis is to be seen. / 两个坐标轴都不可见。"""
    figure = shown(student, torch.rand(4, 3, 3), 2, 2)
    check.equal([(a.xticks, a.yticks) for a in figure.axes], [(False, False)] * 4)


@points(1)
@after(test_the_grid)
@hint("figsize is (width, height): columns first.", zh="figsize 是（宽，高）：列数在前。")
def test_the_size(student):
    """The figure has the right size, 1.5 inches an image unless scale says otherwise. / 图的大小正确，未给 scale 时每张图像 1.5 英寸。"""
    check.close(shown(student, torch.rand(6, 3, 3), 2, 3).size, (4.5, 3.0))
    check.close(shown(student, torch.rand(6, 3, 3), 3, 2, scale=2).size, (4.0, 6.0))


@points(1)
@after(test_the_grid)
@hint("Return the flattened axes.", zh="返回展平的子图。")
def test_the_result(student):
    """It returns the axes, row by row. / 返回逐行排列的子图。"""
    imgs = torch.rand(6, 3, 3)
    made = student.show_images(imgs.clone(), 2, 3)
    check.that(made is not None, "Nothing is returned.", "没有返回任何值。")
    check.equal(len(made), 6)
    for i in range(6):
        check.draws(look(student, made[i]), images=[imgs[i]])


@points(1)
@after(test_the_grid)
@hint("imshow takes arrays and tensors alike.", zh="imshow 既接受数组也接受张量。")
def test_numpy_arrays(student):
    """Images may be numpy arrays, of bytes for one. / 图像可以是 numpy 数组，例如字节数组。"""
    imgs = [(255 * torch.rand(4, 4)).to(torch.uint8).numpy() for _ in range(2)]
    figure = shown(student, imgs, 1, 2)
    for axes, img in zip(figure.axes, imgs, strict=True):
        check.draws(axes, images=[img])
