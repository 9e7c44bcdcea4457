from grader.suite import check, hint, look, new_axes, points


@points(2)
@hint("The third number of bbox is the right edge, not the width.", zh="bbox 的第三个数是右边界，不是宽度。")
def test_the_worked_example(student):
    """The box from (2, 1) to (6, 11) is 4 wide and 10 high. / 从 (2, 1) 到 (6, 11) 的框宽 4、高 10。"""
    axes = new_axes(student)
    axes.add_patch(student.bbox_to_rect([2.0, 1.0, 6.0, 11.0], "blue"))
    check.draws(look(student, axes), patches=[(2.0, 1.0, 4.0, 10.0)])
