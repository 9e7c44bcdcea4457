import torch

from grader.suite import after, check, hint, on, points


@points(3)
@on("meta")
@hint("Compare with the table, child by child.", zh="逐个子模块与表格对照。")
def test_shapes(student):
    """The network has eight children, with the shapes of the table. / 网络有八个子模块，形状与表格一致。"""
    for c in 64, 3:
        shapes = [(c, 56, 56), (c, 56, 56), (2 * c, 28, 28), (4 * c, 14, 14), (8 * c, 7, 7), (8 * c, 1, 1)]
        shapes += [(8 * c,), (10,)]
        net = student.ResNet18() if c == 64 else student.ResNet18(c)
        check.shapes(net, torch.randn(2, 1, 224, 224), [(2, *shape) for shape in shapes])


@points(4)
@hint(
    "Look at the first child once more: normalization and ReLU come before the pooling.",
    zh="再看看第一个子模块：规范化和 ReLU 在汇聚之前。",
)
def test_values(student, reference):
    """With our parameters a narrow network computes what ours does. / 换上我们的参数，窄网络的结果与我们的相同。"""
    right, X = reference.ResNet18(3), torch.randn(4, 1, 72, 64)
    right(X)
    check.same_model(student.ResNet18(3), right, X, rtol=1e-4, atol=1e-4)


@points(1)
@after(test_shapes)
@on("meta")
@hint("The average of a channel is over all pixels that are left.", zh="平均值是对剩下的全部像素求的。")
def test_other_sizes(student):
    """Images of other sizes work as well. / 其他大小的图像同样适用。"""
    for height, width in (96, 96), (300, 129):
        check.shape(student.ResNet18(2)(torch.randn(3, 1, height, width)), (3, 10))


@points(1)
@after(test_values)
@hint("A gradient reaches every layer: nothing is detached.", zh="梯度能传到每一层：不要 detach。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    check.every_parameter_learns(student.ResNet18(4), torch.randn(4, 1, 64, 64))


@points(1)
@after(test_shapes)
@on("cuda")
@hint(
    "All blocks are part of the module, or they do not move with it.", zh="所有块都要属于这个模块，否则不会随它移动。"
)
def test_on_the_gpu(student, device):
    """After .to(device) the network works on that device. / 调用 .to(device) 之后，网络在该设备上工作。"""
    Y = student.ResNet18(2).to(device)(torch.randn(2, 1, 64, 64, device=device))
    check.shape(Y, (2, 10))
    check.device(Y, device)
