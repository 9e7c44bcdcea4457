import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint("Square, sum, divide by 2: no root, no mean.", zh="平方、求和、除以 2：不开方，不求平均。")
def test_values(student, reference, device):
    """The penalty is half the sum of the squares, for any shape. / 任意形状下，惩罚都是平方和的一半。"""
    for shape in (5, 1), (3, 4), (6,), (1, 1):
        w = torch.randn(shape, device=device)
        check.close(student.l2_penalty(w), reference.l2_penalty(w))


@points(2)
@after(test_values)
@hint("The gradient is w itself: the computation stays in the graph.", zh="梯度就是 w 本身：计算不能脱离计算图。")
def test_the_gradient(student, reference, device):
    """The gradient is w, in float64 too. / 梯度就是 w，float64 也一样。"""
    check.same_gradient(student.l2_penalty, reference.l2_penalty, torch.randn(6, 1, dtype=torch.float64, device=device))


@points(1)
@after(test_values)
@hint("pow_ and *= write into w.", zh="pow_ 和 *= 会写入 w。")
def test_w_is_left_alone(student, device):
    """w is the same after the call as before. / 调用前后 w 保持不变。"""
    check.leaves_alone(student.l2_penalty, torch.randn(6, 1, device=device))


@points(1)
@on("cuda")
@after(test_values)
def test_on_the_gpu(student, reference, device):
    """On a GPU, the result stays on the GPU. / 在 GPU 上，结果也留在 GPU 上。"""
    w = torch.randn(6, 1, device=device)
    check.close(student.l2_penalty(w), reference.l2_penalty(w))
