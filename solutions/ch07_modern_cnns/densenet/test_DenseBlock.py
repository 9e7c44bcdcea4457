import torch

from grader.suite import after, check, hint, on, points


@points(4)
@hint(
    "Each block gets all channels that are there, and its result is joined behind them along dim 1.",
    zh="每个块得到现有的全部通道，它的输出沿 dim 1 连结在后面。",
)
def test_values(student, reference):
    """With our parameters the block computes what ours does. / 换上我们的参数，结果与我们的块相同。"""
    for sizes in (1, 2, 2), (2, 3, 4), (3, 2, 1):
        right, X = reference.DenseBlock(*sizes), torch.randn(3, sizes[1], 5, 6)
        right(2 * X + 1)  # it has learned from a batch
        check.same_model(student.DenseBlock(*sizes), right, X, rtol=1e-4, atol=1e-4)


@points(2)
@hint(
    "Block number i gets input_channels + i * num_channels channels.",
    zh="第 i 个块（从 0 数起）得到 input_channels + i * num_channels 个通道。",
)
def test_the_number_of_parameters(student):
    """The block has as many parameters as it should. / 块的参数个数正确。"""
    for n, ins, outs in (4, 3, 5), (1, 2, 2):
        count = sum(2 * c + 9 * c * outs + outs for c in range(ins, ins + n * outs, outs))
        check.parameter_count(student.DenseBlock(n, ins, outs), count)


@points(2)
@after(test_values)
@hint("X itself comes first in the result, unchanged.", zh="结果中最前面的是 X 本身，没有改变。")
def test_X_comes_first(student):
    """X stands first in the result, and heights and widths stay. / 结果最前面是 X，高和宽不变。"""
    X = torch.randn(2, 3, 4, 1)
    Y = student.DenseBlock(2, 3, 2)(X)
    check.shape(Y, (2, 7, 4, 1))
    check.close(Y[:, :3].detach(), X)


@points(1)
@after(test_values)
@hint("Join into a new tensor, and do not activate X in place.", zh="请连结成新的张量，也不要就地激活 X。")
def test_the_input_is_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    net = student.DenseBlock(2, 3, 2)
    check.leaves_alone(lambda X: net(X), torch.randn(2, 3, 4, 4))


@points(1)
@after(test_values)
@hint(
    "A plain list registers nothing: use nn.ModuleList or nn.Sequential.",
    zh="普通列表不会注册：请用 nn.ModuleList 或 nn.Sequential。",
)
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    check.every_parameter_learns(student.DenseBlock(3, 2, 4), torch.randn(4, 2, 6, 6))


@points(1)
@after(test_values)
@on("cuda")
@hint(
    "All blocks are part of the module, or they do not move with it.", zh="所有块都要属于这个模块，否则不会随它移动。"
)
def test_on_the_gpu(student, device):
    """After .to(device) the block works on that device. / 调用 .to(device) 之后，块在该设备上工作。"""
    Y = student.DenseBlock(2, 3, 2).to(device)(torch.randn(2, 3, 5, 5, device=device))
    check.shape(Y, (2, 7, 5, 5))
    check.device(Y, device)
