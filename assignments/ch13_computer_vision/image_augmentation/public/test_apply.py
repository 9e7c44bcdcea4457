import torch

from grader.suite import check, drawn, hint, points


@points(1)
@hint("Eight pictures, in two rows of four.", zh="八幅图像，两行四列。")
def test_eight_pictures(student):
    """Eight pictures are drawn, each of them aug(img). / 画出八幅图像，每幅都是 aug(img)。"""
    img = torch.arange(6.0).reshape(2, 3)
    with drawn(student) as figures:
        student.apply(img, lambda picture: 2 * picture)
    check.equal(len(figures.figure.axes), 8)
    for axes in figures.figure.axes:
        check.draws(axes, images=[2 * img])
