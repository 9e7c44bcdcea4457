import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "g² = 16 is above s = 1: s grows by 0.001 * 16. Then it is below s = 40: s shrinks by as much.",
    zh="g² = 16 大于 s = 1：s 增加 0.001 * 16。再小于 s = 40：s 减少同样多。",
)
def test_up_and_down(student):
    """s = 1 becomes 1.016, and s = 40 becomes 39.984. / s = 1 变为 1.016，s = 40 变为 39.984。"""
    w, v, s = torch.tensor([1.0, 1.0], requires_grad=True), torch.zeros(2), torch.tensor([1.0, 40.0])
    w.grad = torch.tensor([4.0, 4.0])
    student.yogi([w], ((v, s),), {"lr": 0.25, "t": 1})
    check.close([v, s], [torch.tensor([0.4, 0.4]), torch.tensor([1.016, 39.984])])
