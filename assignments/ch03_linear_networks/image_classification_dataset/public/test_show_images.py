import torch

from grader.suite import check, drawn, hint, points


@points(1)
@hint(
    "plt.subplots(num_rows, num_cols), and imshow in each of the axes.",
    zh="plt.subplots(num_rows, num_cols)，在每个子图里 imshow。",
)
def test_two_images(student):
    """Two images side by side. / 两张图像并排。"""
    imgs = torch.arange(8.0).reshape(2, 2, 2)
    with drawn(student) as figures:
        student.show_images(imgs, 1, 2)
    check.equal(len(figures.figure.axes), 2)
    for axes, img in zip(figures.figure.axes, imgs, strict=True):
        check.draws(axes, images=[img])
