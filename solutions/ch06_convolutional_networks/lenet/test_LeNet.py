import torch

from grader.suite import after, check, hint, on, points


@points(4)
@hint(
    "Go through the table: a sigmoid after every layer with weights but the last, average pooling after both convolutions.",
    zh="对照表格：除最后一层外，每个带权重的层之后都有 sigmoid；两个卷积之后都是平均汇聚。",
)
def test_values(student, reference):
    """With our parameters it computes what ours does, for one image and for several.

    换上我们的参数，结果与我们的相同；一幅和多幅图像都是如此。"""
    for n in 1, 4:
        mine, right = student.LeNet(), reference.LeNet()
        with torch.no_grad():
            for p in right.parameters():
                p.mul_(3)  # the sigmoids of a new network hardly leave their middle
        check.same_model(mine, right, torch.randn(n, 1, 28, 28))


@points(1)
@on("meta")
@hint("The last layer has ten outputs, whatever the size of the batch.", zh="最后一层有十个输出，与批量大小无关。")
def test_a_large_batch(student):
    """A batch of 256 images gives a matrix of 256 rows. / 256 幅图像的批量得到 256 行的矩阵。"""
    net = student.LeNet()
    check.parameter_count(net, 61_706)
    check.shape(net(torch.rand(256, 1, 28, 28)), (256, 10))


@points(1)
@after(test_values)
@hint("Make the layers inside LeNet, anew in each call.", zh="在 LeNet 里面创建各层，每次调用都新建。")
def test_each_is_new(student):
    """Two networks share no parameters, and start at random. / 两个网络不共享参数，初值随机。"""
    first, second = (next(iter(student.LeNet().parameters())).detach().clone() for _ in range(2))
    check.that(bool((first != second).any()), "Two networks start alike.", zh="两个网络的初值相同。")


@points(1)
@after(test_values)
@hint("All five layers take part, and nothing is detached.", zh="五个层都要起作用，不要 detach。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    check.every_parameter_learns(student.LeNet(), torch.randn(4, 1, 28, 28))


@points(1)
@after(test_values)
def test_the_input_is_left_alone(student):
    """The images are the same after the call as before. / 调用前后图像保持不变。"""
    net = student.LeNet()
    check.leaves_alone(lambda X: net(X), torch.randn(2, 1, 28, 28))


@points(2)
@on("cuda")
@after(test_values)
@hint(
    "Make no tensors in forward; layers that are assigned to self move along.",
    zh="不要在 forward 里新建张量；赋给 self 的层会一起移动。",
)
def test_on_the_gpu(student, device):
    """After .to(device) the network works on that device. / 调用 .to(device) 之后，网络在该设备上工作。"""
    Y = student.LeNet().to(device)(torch.randn(2, 1, 28, 28, device=device))
    check.shape(Y, (2, 10))
    check.device(Y, device)
