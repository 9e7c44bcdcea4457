import torch

from grader.suite import after, check, hint, on, points

NARROW = (6, 8, 10, 9, 7), 40, 3


@points(4)
@hint(
    "Go through the table line by line: kernel sizes, strides, paddings, and where a ReLU stands. None after the last layer.",
    zh="逐行对照表格：核的大小、步幅、填充，以及哪里有 ReLU。最后一层之后没有。",
)
def test_values(student, reference):
    """With our parameters, a narrow network computes what ours does. / 换上我们的参数，窄网络的结果与我们的相同。"""
    check.same_model(student.AlexNet(*NARROW), reference.AlexNet(*NARROW), 2 * torch.randn(2, 1, 224, 224))


@points(2)
@on("meta")
@hint(
    "Without arguments it is the network of the book, with 96, 256, 384, 384 and 256 channels and 4096 hidden units.",
    zh="不传参数时就是书中的网络：通道数为 96、256、384、384、256，隐藏单元数为 4096。",
)
def test_full_size(student):
    """Without arguments the network has the size of the book's. / 不传参数时，网络的大小与书中相同。"""
    net = student.AlexNet()
    check.parameter_count(net, 46_764_746)
    check.shape(net(torch.randn(2, 1, 224, 224)), (2, 10))


@points(2)
@after(test_values)
@hint(
    "Dropout with probability 0.5 follows both hidden layers, and acts in training mode.",
    zh="两个隐藏层之后都有暂退概率为 0.5 的暂退法，在训练模式下起作用。",
)
def test_dropout(student):
    """In training, each hidden unit is dropped half of the time. / 训练时，每个隐藏单元有一半的概率被丢弃。"""
    hidden = 150
    net = student.AlexNet((1, 1, 1, 1, 1), hidden, hidden - 1)
    with torch.no_grad():
        for p in net.parameters():
            p.zero_()
            if p.shape == (hidden,):  # both hidden layers; the first then gives 1, and 0 or 2 behind its dropout
                p.fill_(1.0)
            elif p.shape == (hidden, hidden):  # so the second gives 1 where the first was dropped, and 0 elsewhere
                p.copy_(-torch.eye(hidden))
            elif p.shape == (hidden - 1, hidden):  # and an output is not 0 where the second was kept
                p.copy_(torch.eye(hidden - 1, hidden))
    net.train()
    Y = net(torch.randn(16, 1, 224, 224))
    check.share((Y != 0).sum(), Y.numel(), 0.25, "The share of units that pass both", "通过两次暂退的单元比例")


@points(1)
@after(test_values)
@hint("All layers take part, and nothing is detached.", zh="所有层都要起作用，不要 detach。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    net = student.AlexNet(*NARROW)
    with torch.no_grad():
        for p in net.parameters():
            if p.dim() == 1:  # a bias of 1: else all units of a narrow layer may be off behind their ReLU, by chance
                p.fill_(1.0)
    check.every_parameter_learns(net, torch.randn(4, 1, 224, 224))


@points(1)
@after(test_values)
@hint("The network works on the images; it does not write on them.", zh="网络只读取图像，不要改写它们。")
def test_the_input_is_left_alone(student):
    """The images are the same after the call as before. / 调用前后图像保持不变。"""
    net = student.AlexNet((2, 3, 4, 4, 2), 6, 3)
    check.leaves_alone(lambda img: net(img), torch.randn(1, 1, 224, 224))


@points(1)
@after(test_values)
@on("cuda")
@hint(
    "Make all layers in the constructor and assign them to self, or they do not move with the module.",
    zh="所有层都要在构造函数中创建并赋给 self，否则不会随模块移动。",
)
def test_on_the_gpu(student, device):
    """After .to(device) the network works on that device. / 调用 .to(device) 之后，网络在该设备上工作。"""
    Y = student.AlexNet((2, 3, 4, 4, 2), 6, 3).to(device)(torch.randn(2, 1, 224, 224, device=device))
    check.shape(Y, (2, 3))
    check.device(Y, device)
