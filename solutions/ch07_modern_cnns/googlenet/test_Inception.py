import torch

from grader.suite import after, check, hint, on, points

SIZES = (5, 3, (4, 6), (2, 7), 8), (3, 9, (5, 2), (6, 4), 7)  # no two layers of the same shape


@points(4)
@hint(
    "Every path starts from x, every convolution is followed by a ReLU, and the results are joined along dim 1.",
    zh="每条路径都从 x 开始，每个卷积层之后都有 ReLU，结果沿 dim 1 连结。",
)
def test_values(student, reference):
    """With our parameters the block computes what ours does. / 换上我们的参数，结果与我们的块相同。"""
    for sizes in SIZES:
        X = 3 * torch.randn(2, sizes[0], 7, 6)
        check.same_model(student.Inception(*sizes), reference.Inception(*sizes), X)


@points(2)
@hint("Look at kernel sizes and channels in the table.", zh="请对照表格中的核大小与通道数。")
def test_the_number_of_parameters(student):
    """The block has as many parameters as the table says. / 块的参数个数与表格一致。"""
    for n, a, (b, c), (d, e), f in SIZES:
        count = (n + 1) * (a + b + d + f) + (9 * b + 1) * c + (25 * d + 1) * e
        check.parameter_count(student.Inception(n, a, (b, c), (d, e), f), count)


@points(1)
@after(test_values)
@hint("Paddings make up for the kernels: no pixel is lost.", zh="填充恰好补偿了卷积核：不会丢失像素。")
def test_height_and_width_stay(student):
    """Height and width stay, even of a single pixel. / 高和宽保持不变，哪怕只有一个像素。"""
    net = student.Inception(2, 1, (2, 3), (1, 2), 4)
    for size in (1, 1), (2, 9), (5, 4):
        check.shape(net(torch.randn(3, 2, *size)), (3, 10, *size))


@points(1)
@after(test_values)
@hint("A ReLU in place would write on x.", zh="就地的 ReLU 可能会改写 x。")
def test_the_input_is_left_alone(student):
    """x is the same after the call as before. / 调用前后 x 保持不变。"""
    net = student.Inception(2, 1, (2, 3), (1, 2), 4)
    check.leaves_alone(lambda x: net(x), torch.randn(2, 2, 4, 4))


@points(1)
@after(test_values)
@hint("A gradient comes back through all four paths.", zh="梯度经四条路径传回。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    net = student.Inception(3, 4, (4, 5), (4, 6), 5)
    with torch.no_grad():
        for p in net.parameters():
            if p.dim() == 1:  # a bias of 1: else all units of a narrow layer may be off behind their ReLU, by chance
                p.fill_(1.0)
    check.every_parameter_learns(net, torch.randn(8, 3, 6, 6))


@points(1)
@after(test_values)
@on("cuda")
@hint(
    "Make all layers in the constructor and assign them to self.",
    zh="所有层都要在构造函数中创建并赋给 self。",
)
def test_on_the_gpu(student, device):
    """After .to(device) the block works on that device. / 调用 .to(device) 之后，块在该设备上工作。"""
    Y = student.Inception(2, 1, (2, 3), (1, 2), 4).to(device)(torch.randn(2, 2, 5, 5, device=device))
    check.shape(Y, (2, 10, 5, 5))
    check.device(Y, device)
