import torch

from grader.suite import after, check, hint, on, points

SIZES = (9, 8, 8, 8, 8, [8], 8, 12, 2, 2)  # vocab_size, …, num_heads, num_layers


def a_pair(student, reference, *sizes, **more):
    """The student's encoder, and ours with the student's parameters."""
    mine, right = (room.TransformerEncoder(*sizes, 0.0, **more) for room in (student, reference))
    params = {name: p.detach() for name, p in mine.named_parameters()}
    check.that(
        {name: p.shape for name, p in params.items()} == {name: p.shape for name, p in right.named_parameters()},
        "The parameters are not those of embedding and of the blocks in blks, of the sizes asked for.",
        zh="模型参数不是 embedding 和 blks 中各块的参数，或者大小不对。",
    )
    right.load_state_dict(params, strict=False)
    return mine, right


@points(1)
@hint(
    "blks is an nn.Sequential; each block is added under its own name, block0, block1, ….",
    zh="blks 是 nn.Sequential；各块以自己的名字 block0、block1……加入。",
)
def test_the_parameters(student, reference):
    """The parts have the parameters asked for, for any number of blocks. / 不论有几个块，各部分的参数都符合要求。"""
    for layers, more in ((1, {}), (3, {"use_bias": True})):
        forms = [
            {n: tuple(p.shape) for n, p in room.TransformerEncoder(*SIZES[:-1], layers, 0.1, **more).named_parameters()}
            for room in (student, reference)
        ]
        check.equal(forms[0], forms[1])


@points(3)
@hint("Each block gets the result of the one before, and the lengths.", zh="每个块得到前一个块的结果和有效长度。")
def test_values(student, reference):
    """The result is right, with lengths and without. / 有无有效长度，结果都正确。"""
    mine, right = a_pair(student, reference, *SIZES[:-1], 3)
    for lens in None, torch.tensor([2, 5]):
        X = torch.randint(9, (2, 5))
        check.close(mine(X.clone(), lens), right(X, lens), atol=1e-4)


@points(1)
@after(test_values)
@hint("Further arguments are taken and left alone: *args.", zh="其余的参数接受但不使用：*args。")
def test_further_arguments(student, reference):
    """Further arguments change nothing. / 更多的参数不影响结果。"""
    mine, right = a_pair(student, reference, *SIZES)
    X, lens = torch.randint(9, (2, 4)), torch.tensor([1, 4])
    check.close(mine(X.clone(), lens, "more", None), right(X, lens), atol=1e-4)


@points(1)
@after(test_values)
@hint(
    "Without the positions, words in another order would give the same results.",
    zh="没有位置信息，换个次序的词会得到同样的结果。",
)
def test_the_order_counts(student):
    """Words in another order give other results. / 词的次序不同，结果也不同。"""
    encoder, order = student.TransformerEncoder(*SIZES, 0.0), torch.tensor([3, 1, 0, 2])
    X = torch.tensor([[1, 2, 3, 4]])
    first, second = encoder(X, None).detach()[:, order], encoder(X[:, order], None).detach()
    check.that(
        bool((first - second).abs().max() > 1e-3),
        "The order of the words makes no difference.",
        zh="词的次序没有影响。",
    )


@points(1)
@after(test_values)
def test_every_parameter_learns(student):
    """Gradients reach every parameter. / 梯度传到每个参数。"""
    encoder = student.TransformerEncoder(*SIZES, 0.0)
    weight = torch.randn(2, 9, 8)
    (encoder(torch.arange(9).expand(2, 9), torch.tensor([4, 9])) * weight).sum().backward()
    check.that(
        all(p.grad is not None and bool(p.grad.any()) for p in encoder.parameters()),
        "After backward(), some parameter has no gradient.",
        zh="backward() 之后，有参数没有得到梯度。",
    )


@points(1)
@after(test_values)
@hint("dropout goes to the positional encoding and to all blocks.", zh="dropout 要传给位置编码和所有的块。")
def test_dropout(student):
    """With everything dropped, no word is left; in eval mode all are. / 全部丢弃时什么词都不剩；预测模式下一个不丢。"""
    encoder = student.TransformerEncoder(*SIZES, 1.0)
    X = torch.randint(9, (2, 4))
    check.close(encoder(X.clone(), None).detach(), torch.zeros(2, 4, 8), atol=1e-4)
    encoder.eval()
    check.that(
        bool(encoder(X.clone(), None).detach().abs().max() > 1e-2),
        "In eval mode, everything is still dropped.",
        zh="预测模式下仍然全部丢弃。",
    )


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """On a GPU, the result is there. / 在 GPU 上，结果也在那里。"""
    encoder = student.TransformerEncoder(*SIZES, 0.1).to(device)
    result = encoder(torch.randint(9, (2, 5), device=device), torch.tensor([2, 5], device=device))
    check.shape(result, (2, 5, 8))
    check.device(result, device)
