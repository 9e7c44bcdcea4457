import torch

from grader.suite import after, check, hint, on, points

SAME = (3, 3), (4, 4)
OTHER = (3, 5, True, 2), (4, 2, True, 1), (3, 3, True, 3)


def agree(student, reference, sizes, X):
    """With our parameters, the student's block computes what ours does; ours has learned from a batch before."""
    right = reference.Residual(*sizes).double()
    with torch.no_grad():
        for p in right.parameters():
            if p.dim() == 1:
                p.copy_(torch.rand(p.shape) + 0.5)
    right(2 * X + 1)
    check.same_model(student.Residual(*sizes).double(), right, X)


@points(3)
@hint(
    "A ReLU after the first normalization, none after the second; the last one is on the sum.",
    zh="第一次规范化之后有 ReLU，第二次之后没有；最后的 ReLU 作用于和。",
)
def test_values(student, reference):
    """With our parameters the block computes what ours does. / 换上我们的参数，结果与我们的块相同。"""
    for sizes in SAME:
        agree(student, reference, sizes, torch.randn(3, sizes[0], 6, 5, dtype=torch.float64))


@points(3)
@hint(
    "The convolution of 1 x 1 works on X, with the stride, and without normalization or ReLU.",
    zh="1 x 1 卷积作用于 X，带步幅，没有规范化，也没有 ReLU。",
)
def test_with_a_convolution_in_the_shortcut(student, reference):
    """With use_1x1conv other numbers of channels and other strides work. / use_1x1conv 为真时，可以改变通道数和步幅。"""
    for sizes in OTHER:
        agree(student, reference, sizes, torch.randn(3, sizes[0], 7, 6, dtype=torch.float64))


@points(1)
@after(test_values)
@hint("Without use_1x1conv the shortcut is X itself.", zh="没有 use_1x1conv 时，捷径就是 X 本身。")
def test_shapes_that_do_not_fit(student):
    """Without use_1x1conv, shapes that do not fit are an error. / 没有 use_1x1conv 时，形状对不上会出错。"""
    for net in student.Residual(2, 3), student.Residual(2, 2, strides=2):
        check.raises(Exception, net, torch.randn(2, 2, 6, 6))


@points(1)
@after(test_values)
@hint("Names and order of the arguments are those of the signature.", zh="参数的名字和次序以题目给出的为准。")
def test_arguments_by_name(student):
    """The arguments may be given by name. / 参数可以按名字传入。"""
    net = student.Residual(input_channels=2, num_channels=6, strides=2, use_1x1conv=True)
    check.shape(net(torch.randn(2, 2, 2, 2)), (2, 6, 1, 1))


@points(1)
@after(test_values)
@hint("Write X + Y: X += Y would change the input.", zh="请写 X + Y：X += Y 会改变输入。")
def test_the_input_is_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    net = student.Residual(4, 4)
    check.leaves_alone(lambda X: net(X), torch.randn(2, 4, 5, 5))


@points(1)
@after(test_values)
@hint("A gradient reaches every layer: nothing is detached.", zh="梯度能传到每一层：不要 detach。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    check.every_parameter_learns(student.Residual(2, 8, True, 2), torch.randn(4, 2, 6, 6))


@points(1)
@after(test_values)
@on("cuda")
@hint("Make all layers in the constructor and assign them to self.", zh="所有层都要在构造函数中创建并赋给 self。")
def test_on_the_gpu(student, device):
    """After .to(device) the block works on that device. / 调用 .to(device) 之后，块在该设备上工作。"""
    Y = student.Residual(2, 4, use_1x1conv=True, strides=2).to(device)(torch.randn(2, 2, 6, 6, device=device))
    check.shape(Y, (2, 4, 3, 3))
    check.device(Y, device)
