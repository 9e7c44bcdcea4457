import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint(
    "The exponent is 2j / num_hiddens, the same for the sine and the cosine of a pair.",
    zh="指数是 2j / num_hiddens，同一对的正弦和余弦用同一个指数。",
)
def test_other_sizes(student, reference):
    """Other sizes and lengths: the right numbers are added to X. / 其他大小和长度：加到 X 上的数正确。"""
    for batch_size, num_steps, num_hiddens in (2, 5, 6), (3, 60, 32), (1, 1, 2), (2, 9, 8):
        X = torch.randn(batch_size, num_steps, num_hiddens)
        mine, right = student.PositionalEncoding(num_hiddens, 0.0), reference.PositionalEncoding(num_hiddens, 0.0)
        check.close(mine(X.clone()), right(X), atol=1e-4)


@points(1)
@after(test_other_sizes)
@hint(
    "max_len is the number of positions in the table: 1000, unless it is given.",
    zh="max_len 是表中位置的个数：不给出时为 1000。",
)
def test_long_sequences(student, reference):
    """A sequence may have max_len positions, 1000 if nothing is said. / 序列可以有 max_len 个位置，不指定时为 1000。"""
    for more, num_steps in ({}, 1000), ({"max_len": 1500}, 1500), ({"max_len": 3}, 3):
        X = torch.randn(1, num_steps, 4)
        mine, right = student.PositionalEncoding(4, 0.0, **more), reference.PositionalEncoding(4, 0.0, **more)
        check.close(mine(X.clone()), right(X), atol=1e-3)


@points(1)
@after(test_other_sizes)
@hint(
    "With an odd number of columns there is one cosine less than there are sines.",
    zh="列数为奇数时，余弦比正弦少一列。",
)
def test_odd_sizes(student, reference):
    """An odd number of features ends with a sine. / 特征数为奇数时，最后一列是正弦。"""
    for num_hiddens in 5, 1, 3:
        X = torch.randn(2, 4, num_hiddens)
        mine, right = student.PositionalEncoding(num_hiddens, 0.0), reference.PositionalEncoding(num_hiddens, 0.0)
        check.close(mine(X.clone()), right(X), atol=1e-4)


@points(2)
@after(test_other_sizes)
@hint("Dropout comes after the sum; eval mode knows none.", zh="暂退法在相加之后；预测模式下没有。")
def test_dropout(student, reference):
    """In training mode the sum is dropped from, in eval mode it is whole. / 训练模式下对和使用暂退法，预测模式下不用。"""
    X = torch.randn(4, 50, 20)
    encoding, right = student.PositionalEncoding(20, 0.3), reference.PositionalEncoding(20, 0.0)
    whole = right(X)
    encoding.train()
    result = encoding(X.clone())
    dropped = result == 0
    check.close(result, torch.where(dropped, 0.0, whole / 0.7), rtol=1e-4, atol=1e-4)
    check.share(dropped.sum(), dropped.numel(), 0.3, "The share of zeros", "零的比例")
    encoding.eval()
    check.close(encoding(X.clone()), whole, atol=1e-4)


@points(1)
@after(test_other_sizes)
def test_the_gradient(student, reference):
    """The gradient comes back to X. / 梯度传回 X。"""
    mine, right = student.PositionalEncoding(4, 0.0), reference.PositionalEncoding(4, 0.0)
    check.same_gradient(lambda X: mine(X), lambda X: right(X), torch.randn(2, 3, 4), atol=1e-4)


@points(1)
@after(test_other_sizes)
@hint("X += … writes into the caller's tensor.", zh="X += … 会改写调用者的张量。")
def test_the_input_is_left_alone(student):
    """X stays as it is. / X 保持不变。"""
    encoding = student.PositionalEncoding(4, 0.0)
    check.leaves_alone(lambda X: encoding(X), torch.randn(2, 3, 4))


@points(1)
@after(test_other_sizes)
@hint("A table that is not learned is a buffer or a plain attribute.", zh="不学习的表是缓冲区，或普通属性。")
def test_nothing_is_learned(student):
    """The module has no parameters. / 模块没有参数。"""
    check.parameter_count(student.PositionalEncoding(4, 0.1, max_len=7), 0)


@points(1)
@after(test_other_sizes)
@on("cuda")
@hint(
    "register_buffer lets the table move with the module; P.to(X.device) moves it each time.",
    zh="register_buffer 让表随模块移动；P.to(X.device) 则每次都移动它。",
)
def test_on_the_gpu(student, device):
    """On a GPU, inputs are encoded there. / 在 GPU 上，输入就在那里编码。"""
    encoding = student.PositionalEncoding(6, 0.1).to(device)
    result = encoding(torch.randn(2, 3, 6, device=device))
    check.shape(result, (2, 3, 6))
    check.device(result, device)
