import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint(
    "Linear from num_inputs to num_hiddens, then from num_hiddens to num_hiddens, with ReLU behind each.",
    zh="先从 num_inputs 到 num_hiddens 的线性层，再从 num_hiddens 到 num_hiddens，之后都有 ReLU。",
)
def test_values(student, reference):
    """With our parameters it computes what ours does. / 换上我们的参数，结果与我们的相同。"""
    for sizes, shape in (((3, 5), (2, 4, 3)), ((6, 2), (3, 1, 6)), ((4, 4), (5, 4))):
        right = reference.mlp(*sizes, False)
        check.same_model(student.mlp(*sizes, False), right, torch.randn(shape), train=False)


@points(3)
@after(test_values)
@hint("nn.Dropout(0.2) stands before each of the two linear layers.", zh="两个线性层之前各有一个 nn.Dropout(0.2)。")
def test_dropout(student):
    """In training mode both layers lose a fifth of their inputs. / 训练模式下，两个线性层的输入都丢弃五分之一。"""
    net = student.mlp(40, 40, False)
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(torch.eye(40) if p.dim() == 2 else torch.ones(40))
    net.train()
    # 1 becomes 0 or 1.25 and then 1 or 2.25; of these 1 or 0 or 2.8125 is left, and the second layer adds 1.
    found = net(torch.ones(200, 40)).detach()
    check.close(found.unique(), torch.tensor([1.0, 2.25, 3.8125]))
    check.frequencies(found.flatten().tolist(), {1.0: 0.2, 2.25: 0.8 * 0.2, 3.8125: 0.8 * 0.8})


@points(2)
@after(test_values)
@hint(
    "nn.Flatten(start_dim=1) behind each ReLU, only with flatten.",
    zh="只有 flatten 为真时，每个 ReLU 之后才有 nn.Flatten(start_dim=1)。",
)
def test_flatten(student, reference):
    """With flatten one vector is left of each example; without it all axes stay. / flatten 为真时每个样本剩下一个向量；为假时所有轴都保留。"""
    for flatten, shape in ((True, (3, 4)), (True, (3, 1, 4)), (False, (3, 1, 4)), (True, (1, 4))):
        right = reference.mlp(4, 3, flatten)
        check.same_model(student.mlp(4, 3, flatten), right, torch.randn(shape), train=False)


@points(1)
@after(test_values)
@hint("A new net in each call.", zh="每次调用都要新建网络。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter, and two nets share none. / 梯度能传到每个参数；两个网络之间没有共享的参数。"""
    nets = [student.mlp(8, 16, False) for _ in range(2)]
    for net in nets:
        check.every_parameter_learns(net, torch.randn(6, 8))
    first, second = (next(net.parameters()).detach() for net in nets)
    check.equal(bool((first == second).all()), False)


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """After .to(device) it works on that device. / 调用 .to(device) 之后，它在该设备上工作。"""
    Y = student.mlp(3, 4, False).to(device)(torch.randn(2, 5, 3, device=device))
    check.shape(Y, (2, 5, 4))
    check.device(Y, device)
