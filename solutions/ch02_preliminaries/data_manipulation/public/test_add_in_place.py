import torch

from grader.suite import check, hint, points


@points(1)
@hint("The caller's Y must have changed.", zh="调用者手里的 Y 必须发生变化。")
def test_y_has_changed(student):
    """After the call, Y holds the sum. / 调用之后，Y 里是两者之和。"""
    Y = torch.tensor([1.0, 2.0])
    student.add_in_place(Y, torch.tensor([10.0, 20.0]))
    check.equal(Y, torch.tensor([11.0, 22.0]))
