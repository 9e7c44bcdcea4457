from grader.suite import check, hint, points


@points(1)
@hint(
    "Eight rows and two of padding are ten; a window of three begins in row 0, 2, 4 or 6.",
    zh="八行加上两行填充是十行；高为 3 的窗口从第 0、2、4 或 6 行开始。",
)
def test_padding_and_stride(student):
    """An 8x8 image with a 3x3 kernel, padding 1 and stride 2 becomes 4x4. / 8x8 的图像，3x3 的卷积核，填充 1，步幅 2，得到 4x4。"""
    check.equal(tuple(student.conv_output_shape((8, 8), (3, 3), padding=1, stride=2)), (4, 4))


@points(1)
@hint("What does not fill a whole step is cut off: round down.", zh="不足一步的部分舍去：向下取整。")
def test_the_last_example_of_the_section(student):
    """Kernel (3, 5), padding (0, 1) and stride (3, 4) make 2x2 of it. / 卷积核 (3, 5)，填充 (0, 1)，步幅 (3, 4)，得到 2x2。"""
    check.equal(tuple(student.conv_output_shape((8, 8), (3, 5), padding=(0, 1), stride=(3, 4))), (2, 2))
