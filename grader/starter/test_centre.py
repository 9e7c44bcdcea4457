"""Hidden tests. A student reads the first line of each docstring, as a title, and the hint: in both languages."""

import torch

from grader.suite import after, check, hint, on, points


@points(4)
@hint(
    "A column runs over dim 0, so its mean is a mean over dim 0.", zh="一列沿 dim 0 展开，所以它的均值要沿 dim 0 求。"
)
def test_every_column(student, reference, device):
    """Every column has mean zero. / 每一列的均值都是 0。"""
    # Several shapes, a square one among them: there a wrong dim raises no error.
    for shape in [(5, 3), (4, 4), (1, 6)]:
        X = torch.randn(shape, device=device) + 3
        check.close(student.centre(X), reference.centre(X))


# What wrong answers do as well is judged @after the values: `torchgrade verify` finds where that is missing.
@points(1)
@after(test_every_column)
@hint(
    "X -= ... writes over the caller's X; X - ... makes a new tensor.",
    zh="X -= ... 会改写调用者的 X；X - ... 会新建张量。",
)
def test_the_input_is_left_alone(student, device):
    """The input is the same after the call. / 调用前后输入不变。"""
    check.leaves_alone(student.centre, torch.randn(4, 3, device=device))


@points(2)
@after(test_every_column)
@hint("The mean depends on X as well: let autograd see it.", zh="均值也依赖于 X：要让 autograd 看到它。")
def test_the_gradient(student, reference, device):
    """The gradient agrees with the definition, in float64 too. / 梯度与定义一致，float64 也一样。"""
    check.same_gradient(student.centre, reference.centre, torch.randn(4, 3, device=device, dtype=torch.float64))


@points(1)
@on("cuda")
@after(test_every_column)
@hint(
    "A new tensor is on the CPU unless you say device=X.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=X.device。",
)
def test_on_the_gpu(student, reference, device):
    """The result stays on the device of X. / 结果与 X 在同一设备上。"""
    X = torch.randn(4, 3, device=device)
    check.close(student.centre(X), reference.centre(X))
