import torch

from grader.suite import after, check, hint, on, points

SAME = (3, 3), (4, 4)
OTHER = (3, 5, True, 2), (4, 2, True, 1)


def agree(student, reference, sizes, X):
    """With our parameters, the student's block computes what ours does; ours has learned from a batch before."""
    right = reference.PreActResidual(*sizes).double()
    with torch.no_grad():
        for p in right.parameters():
            if p.dim() == 1:
                p.copy_(torch.rand(p.shape) + 0.5)
    right(2 * X + 1)
    check.same_model(student.PreActResidual(*sizes).double(), right, X)


@points(3)
@hint(
    "Normalization and ReLU come before each convolution; nothing comes after the sum.",
    zh="每个卷积之前先做规范化和 ReLU；相加之后没有别的运算。",
)
def test_values(student, reference):
    """With our parameters the block computes what ours does. / 换上我们的参数，结果与我们的块相同。"""
    for sizes in SAME:
        agree(student, reference, sizes, torch.randn(3, sizes[0], 6, 5, dtype=torch.float64))


@points(2)
@hint(
    "The first normalization is over input_channels. The shortcut takes X as it came.",
    zh="第一次规范化针对 input_channels 个通道。捷径取的是原来的 X。",
)
def test_with_a_convolution_in_the_shortcut(student, reference):
    """With use_1x1conv other numbers of channels and other strides work. / use_1x1conv 为真时，可以改变通道数和步幅。"""
    for sizes in OTHER:
        agree(student, reference, sizes, torch.randn(3, sizes[0], 7, 6, dtype=torch.float64))


@points(1)
@after(test_values)
@hint("Write X + Y: X += Y would change the input.", zh="请写 X + Y：X += Y 会改变输入。")
def test_the_input_is_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    net = student.PreActResidual(4, 4)
    check.leaves_alone(lambda X: net(X), torch.randn(2, 4, 5, 5))


@points(1)
@after(test_values)
@hint("A gradient reaches every layer: nothing is detached.", zh="梯度能传到每一层：不要 detach。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    check.every_parameter_learns(student.PreActResidual(2, 8, True, 2), torch.randn(4, 2, 6, 6))


@points(1)
@after(test_values)
@on("cuda")
@hint("Make all layers in the constructor and assign them to self.", zh="所有层都要在构造函数中创建并赋给 self。")
def test_on_the_gpu(student, device):
    """After .to(device) the block works on that device. / 调用 .to(device) 之后，块在该设备上工作。"""
    Y = student.PreActResidual(2, 4, use_1x1conv=True, strides=2).to(device)(torch.randn(2, 2, 6, 6, device=device))
    check.shape(Y, (2, 4, 3, 3))
    check.device(Y, device)
