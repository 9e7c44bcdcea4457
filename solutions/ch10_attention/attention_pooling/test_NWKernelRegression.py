import torch

from grader.suite import after, check, hint, points


def problem(m, n, dtype=torch.float32):
    """Queries, and a row of keys and values for each."""
    return 5 * torch.rand(m, dtype=dtype), 5 * torch.rand(m, n, dtype=dtype), torch.randn(m, n, dtype=dtype)


def net_of(room, w):
    net = room.NWKernelRegression()
    with torch.no_grad():
        net.w.fill_(w)
    return net


@points(5)
@hint(
    "Each query meets its own row of keys: queries[:, None] - keys. w comes in before the square.",
    zh="每个查询对应自己的一行键：queries[:, None] - keys。w 在平方之前乘上。",
)
def test_the_predictions(student, reference):
    """With a given w, the predictions are right, also for as many queries as keys. / 给定 w 时预测正确，查询与键一样多时也是如此。"""
    for m, n, w in ((4, 6, 0.7), (5, 5, 3.0), (1, 2, 1.0), (6, 3, 0.0)):
        given = problem(m, n)
        check.close(net_of(student, w)(*given), net_of(reference, w)(*given))


@points(2)
@after(test_the_predictions)
@hint("self.attention_weights = ... in forward.", zh="在 forward 中写 self.attention_weights = ...。")
def test_the_weights_are_kept(student, reference):
    """The weights of the last call are in attention_weights. / 最近一次调用的权重在 attention_weights 中。"""
    mine, right = net_of(student, 0.8), net_of(reference, 0.8)
    for m, n in ((4, 6), (3, 2)):
        given = problem(m, n)
        mine(*given)
        right(*given)
        check.close(mine.attention_weights, right.attention_weights)


@points(3)
@after(test_the_predictions)
@hint("w is an nn.Parameter, and nothing on the way leaves the graph.", zh="w 是 nn.Parameter，途中不要离开计算图。")
def test_the_gradient_of_w(student, reference):
    """The gradient of w is right. / w 的梯度正确。"""
    given = problem(5, 4)
    gradients = []
    for room in student, reference:
        net = net_of(room, 0.6)
        y_hat = net(*given)
        check.that(y_hat.requires_grad, "The result is cut off from the graph.", "结果与计算图断开了。")
        y_hat.square().sum().backward()
        gradients.append(net.w.grad)
    check.close(*gradients, rtol=1e-4)


@points(1)
@after(test_the_predictions)
@hint("torch.rand((1,)): between 0 and 1, new for each module.", zh="torch.rand((1,))：0 到 1 之间，每个模块重新抽取。")
def test_the_start(student):
    """w is the only parameter, of shape (1,), between 0 and 1, drawn anew. / w 是唯一的参数，形状为 (1,)，在 0 到 1 之间，每次重新抽取。"""
    nets = [student.NWKernelRegression() for _ in range(24)]
    check.equal([name for name, _ in nets[0].named_parameters()], ["w"])
    check.shape(nets[0].w.detach(), (1,))
    check.uniform(torch.cat([net.w.detach() for net in nets]), 0.0, 1.0)


@points(2)
@after(test_the_gradient_of_w)
@hint("The parameter has to be one: trainer.step() changes it.", zh="它必须是参数：trainer.step() 才会改变它。")
def test_it_learns(student, reference):
    """Five steps of SGD lead where they should. / 用 SGD 走五步，结果正确。"""
    given, y = problem(8, 7), torch.randn(8)
    found = []
    for room in student, reference:
        net = net_of(room, 0.5)
        trainer = torch.optim.SGD(net.parameters(), lr=0.1)
        for _ in range(5):
            trainer.zero_grad()
            (net(*given) - y).square().mean().backward()
            trainer.step()
        found.append(net.w.detach())
    check.close(*found, rtol=1e-4)
