import torch

from grader.suite import after, check, hint, on, points

SIZES = (6, 3, 8, 7)


def a_pair(student, reference, sizes=SIZES, **more):
    """The student's model, and ours with the student's weights."""
    mine, right = student.Net(*sizes, **more), reference.Net(*sizes)
    state = mine.state_dict()
    check.that(
        set(state) == set(right.state_dict()),
        "The parameters are not those of lin1, lin2 and lin3.",
        zh="模型参数不是 lin1、lin2 和 lin3 的参数。",
    )
    right.load_state_dict(state)
    return mine, right


@points(1)
@hint("lin1, lin2 and lin3 are the layers, in this order.", zh="依次为 lin1、lin2、lin3 三层。")
def test_the_parameters(student):
    """lin1, lin2 and lin3 have the right shapes. / lin1、lin2、lin3 的形状正确。"""
    n, q, h1, h2 = SIZES
    check.equal(
        {name: tuple(p.shape) for name, p in student.Net(*SIZES).named_parameters()},
        {
            "lin1.weight": (h1, n), "lin1.bias": (h1,), "lin2.weight": (h2, h1), "lin2.bias": (h2,),
            "lin3.weight": (q, h2), "lin3.bias": (q,),
        },
    )  # fmt: skip


@points(2)
@hint("After eval(), nothing is dropped and nothing is scaled.", zh="调用 eval() 之后，不丢弃，也不放大。")
def test_evaluation(student, reference):
    """In evaluation, the model computes the two hidden layers and the output. / 预测时，依次计算两个隐藏层和输出。"""
    mine, right = a_pair(student, reference)
    X = torch.randn(5, 6)
    check.close(mine.eval()(X), right.eval()(X))
    mine, right = a_pair(student, reference, (12, 2, 4, 5))
    X = torch.randn(3, 1, 3, 4)
    check.close(mine.eval()(X), right.eval()(X))


@points(1)
@hint("self.training = is_training in the constructor.", zh="在构造函数中写 self.training = is_training。")
def test_made_for_evaluation(student, reference):
    """With is_training=False, the model starts in evaluation mode.

    is_training=False 时，模型一开始就处于预测模式。"""
    mine, right = a_pair(student, reference, is_training=False)
    X = torch.randn(5, 6)
    check.close(mine(X), right.eval()(X))
    check.equal([mine.training, student.Net(*SIZES).training], [False, True])


def opened(student):
    """A model with one unit in each layer: an input of 1 passes through, unless something drops or scales it."""
    net = student.Net(1, 1, 1, 1)
    with torch.no_grad():
        for name, p in net.named_parameters():
            p.fill_(1.0 if name.endswith("weight") else 0.0)
    return net


@points(2)
@hint(
    "In training, dropout_layer(H, dropout1) after the first ReLU and dropout_layer(H, dropout2) after the second.",
    zh="训练时，第一个 ReLU 之后用 dropout_layer(H, dropout1)，第二个之后用 dropout_layer(H, dropout2)。",
)
def test_both_dropouts(student):
    """In training, both hidden layers are dropped out and scaled, and nothing else.

    训练时，只对两个隐藏层做暂退和放大。"""
    Y = opened(student)(torch.ones(20000, 1)).detach().flatten()
    # The first layer keeps 1 / 0.8 with probability 0.8, the second doubles with probability 0.5.
    check.frequencies((4 * Y).round().long(), {0: 0.6, 10: 0.4})


@points(2)
@hint(
    "The second hidden layer is dropped with dropout2, not with dropout1.",
    zh="第二隐藏层的丢弃概率是 dropout2，不是 dropout1。",
)
def test_the_second_dropout(student):
    """In training, half of the second hidden layer is dropped, the rest doubled.

    训练时，第二隐藏层丢弃一半，其余加倍。"""
    net = opened(student)
    with torch.no_grad():  # now the second layer gives 1 whatever the first one gives
        net.lin2.weight.zero_()
        net.lin2.bias.fill_(1.0)
    Y = net(torch.ones(20000, 1)).detach().flatten()
    check.frequencies((4 * Y).round().long(), {0: 0.5, 8: 0.5})


@points(1)
@after(test_evaluation)
@hint(
    "train() and eval() change self.training: look at it in every forward pass.",
    zh="train() 和 eval() 会改变 self.training：每次前向传播都要看它。",
)
def test_the_mode_can_be_changed(student, reference):
    """eval() after training evaluates, train() after that drops again.

    训练后 eval() 即预测，再 train() 又恢复暂退。"""
    mine, right = a_pair(student, reference)
    X = torch.randn(5, 6)
    mine(X)
    check.close(mine.eval()(X), right.eval()(X))
    mine.train()
    found = [mine(X).detach() for _ in range(8)]
    check.that(
        any(bool((found[0] != Y).any()) for Y in found),
        "After train(), nothing is dropped.",
        zh="调用 train() 之后没有暂退。",
    )


@points(1)
@on("cuda")
@after(test_evaluation)
@hint("Draw the mask on the device of the hidden layer.", zh="掩码要建在隐藏层所在的设备上。")
def test_on_the_gpu(student, device):
    """After .to(device), the model trains on the GPU. / 调用 .to(device) 之后，模型在 GPU 上训练。"""
    Y = student.Net(*SIZES).to(device)(torch.randn(5, 6, device=device))
    check.shape(Y, (5, 3))
    check.device(Y, device)
