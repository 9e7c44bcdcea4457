import torch

from grader.suite import after, check, hint, on, points


@points(4)
@on("meta")
@hint(
    "Compare with the table, child by child. A transition layer stands between dense blocks only.",
    zh="逐个子模块与表格对照。过渡层只在两个稠密块之间。",
)
def test_shapes(student):
    """The network has the right children, with the right shapes. / 网络的子模块及其形状都正确。"""
    shapes = [(64, 24, 24), (192, 24, 24), (96, 12, 12), (224, 12, 12), (112, 6, 6), (240, 6, 6), (120, 3, 3)]
    shapes += [(248, 3, 3)] * 3 + [(248, 1, 1), (248,), (10,)]
    check.shapes(student.DenseNet(), torch.randn(2, 1, 96, 96), [(2, *shape) for shape in shapes])
    shapes = [(6, 16, 16), (12, 16, 16), (6, 8, 8), (9, 8, 8), (4, 4, 4), (13, 4, 4), (13, 4, 4), (13, 4, 4)]
    shapes += [(13, 1, 1), (13,), (10,)]
    check.shapes(student.DenseNet(6, 3, (2, 1, 3)), torch.randn(2, 1, 64, 64), [(2, *shape) for shape in shapes])


@points(4)
@hint(
    "Behind the last dense block come normalization and ReLU, then the average.",
    zh="最后一个稠密块之后是规范化和 ReLU，然后求平均。",
)
def test_values(student, reference):
    """With our parameters a narrow network computes what ours does. / 换上我们的参数，窄网络的结果与我们的相同。"""
    for sizes in (6, 3, (2, 1, 3)), (5, 4, [1, 2]):
        right, X = reference.DenseNet(*sizes), torch.randn(3, 1, 50, 64)
        right(2 * X)
        check.same_model(student.DenseNet(*sizes), right, X, rtol=1e-4, atol=1e-4)


@points(1)
@after(test_shapes)
@on("meta")
@hint("The average of a channel is over all pixels that are left.", zh="平均值是对剩下的全部像素求的。")
def test_other_sizes(student):
    """Images of other sizes work as well. / 其他大小的图像同样适用。"""
    for height, width in (224, 224), (32, 65):
        check.shape(student.DenseNet(4, 2, (1, 1))(torch.randn(3, 1, height, width)), (3, 10))


@points(1)
@after(test_values)
@hint("A gradient reaches every layer: nothing is detached.", zh="梯度能传到每一层：不要 detach。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    check.every_parameter_learns(student.DenseNet(8, 4, (2, 2)), torch.randn(4, 1, 48, 48))


@points(1)
@after(test_shapes)
@on("cuda")
@hint(
    "All blocks are part of the module, or they do not move with it.", zh="所有块都要属于这个模块，否则不会随它移动。"
)
def test_on_the_gpu(student, device):
    """After .to(device) the network works on that device. / 调用 .to(device) 之后，网络在该设备上工作。"""
    Y = student.DenseNet(4, 2, (1, 2)).to(device)(torch.randn(2, 1, 48, 48, device=device))
    check.shape(Y, (2, 10))
    check.device(Y, device)
