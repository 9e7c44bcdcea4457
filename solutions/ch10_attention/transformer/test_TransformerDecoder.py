import torch

from grader.suite import after, check, hint, on, points

SIZES = (9, 8, 8, 8, 8, [8], 8, 12, 2, 2)  # vocab_size, …, num_heads, num_layers


def a_pair(student, reference, *sizes):
    """The student's decoder, and ours with the student's parameters."""
    mine, right = (room.TransformerDecoder(*sizes, 0.0) for room in (student, reference))
    params = {name: p.detach() for name, p in mine.named_parameters()}
    check.that(
        {name: p.shape for name, p in params.items()} == {name: p.shape for name, p in right.named_parameters()},
        "The parameters are not those of embedding, the blocks in blks, and dense.",
        zh="模型参数不是 embedding、blks 中各块和 dense 的参数。",
    )
    right.load_state_dict(params, strict=False)
    return mine, right


def a_source():
    return torch.randn(2, 6, 8), torch.tensor([3, 6])


@points(1)
@hint("As in the encoder, and dense at the end.", zh="与编码器一样，最后是 dense。")
def test_the_parameters(student, reference):
    """The parts have the parameters asked for. / 各部分的参数符合要求。"""
    forms = [
        {name: tuple(p.shape) for name, p in room.TransformerDecoder(*SIZES[:-1], 3, 0.1).named_parameters()}
        for room in (student, reference)
    ]
    check.equal(forms[0], forms[1])


@points(3)
@hint(
    "Embedding times the root of num_hiddens, positions, block after block, dense.",
    zh="嵌入乘以 num_hiddens 的平方根，加位置编码，逐块计算，最后是 dense。",
)
def test_values(student, reference):
    """In training mode, the scores of whole sentences are right. / 训练模式下，整句的得分正确。"""
    for layers, num_steps in ((1, 5), (2, 4)):
        mine, right = a_pair(student, reference, *SIZES[:-1], layers)
        X, source = torch.randint(9, (2, num_steps)), a_source()
        check.close(mine(X.clone(), mine.init_state(*source))[0], right(X, right.init_state(*source))[0], atol=1e-4)


@points(1)
@after(test_values)
@hint("[enc_outputs, enc_valid_lens, [None] * num_layers]", zh="[enc_outputs, enc_valid_lens, [None] * num_layers]")
def test_the_first_state(student):
    """The first state has the source, its lengths, and a None for each block. / 初始状态包含源、长度，以及每个块的 None。"""
    decoder, source = student.TransformerDecoder(*SIZES[:-1], 3, 0.0), a_source()
    check.close(list(decoder.init_state(*source)), [*source, [None, None, None]])
    check.close(list(decoder.init_state(*source, "more")), [*source, [None, None, None]])


@points(1)
@after(test_values)
@hint("Hand on the state that the blocks returned.", zh="把各块返回的状态继续传下去。")
def test_the_state_grows(student):
    """Behind each step, every block has one more step in its past. / 每走一步，每个块的过去就多一步。"""
    decoder = student.TransformerDecoder(*SIZES, 0.0).eval()
    state = decoder.init_state(*a_source())
    for steps in 1, 2, 3:
        _, state = decoder(torch.randint(9, (2, 1)), state)
        check.equal([tuple(part.shape) for part in state[2]], [(2, steps, 8)] * 2)


@points(3)
@after(test_values)
@hint(
    "A step that is decoded alone has its own position: count the steps that are past.",
    zh="单独解码的一步有它自己的位置：要数一数已经过去了多少步。",
)
def test_word_by_word(student, reference):
    """Word by word, the scores are those of the whole sentence. / 逐词解码的得分与整句的得分相同。"""
    mine, right = a_pair(student, reference, *SIZES)
    X, source = torch.randint(9, (2, 5)), a_source()
    expected = right(X, right.init_state(*source))[0].detach()
    mine.eval()
    state, found = mine.init_state(*source), []
    for word in X.split(1, dim=1):
        scores, state = mine(word.clone(), state)
        found.append(scores.detach())
    check.close(torch.cat(found, dim=1), expected, atol=1e-4)


@points(1)
@after(test_values)
def test_every_parameter_learns(student):
    """Gradients reach every parameter. / 梯度传到每个参数。"""
    decoder = student.TransformerDecoder(*SIZES, 0.0)
    scores, _ = decoder(torch.arange(9).expand(2, 9), decoder.init_state(*a_source()))
    (scores * torch.randn(2, 9, 9)).sum().backward()
    check.that(
        all(p.grad is not None and bool(p.grad.any()) for p in decoder.parameters()),
        "After backward(), some parameter has no gradient.",
        zh="backward() 之后，有参数没有得到梯度。",
    )


@points(1)
@after(test_values)
@hint("dropout goes to the positional encoding and to all blocks.", zh="dropout 要传给位置编码和所有的块。")
def test_dropout(student):
    """With everything dropped, the bias of dense is left; in eval mode all is there. / 全部丢弃时只剩 dense 的偏置；预测模式下一个不丢。"""
    decoder, X, source = student.TransformerDecoder(*SIZES, 1.0), torch.randint(9, (2, 4)), a_source()
    left = dict(decoder.named_parameters())["dense.bias"].detach().expand(2, 4, 9)
    check.close(decoder(X.clone(), decoder.init_state(*source))[0].detach(), left, atol=1e-4)
    decoder.eval()
    check.that(
        bool((decoder(X.clone(), decoder.init_state(*source))[0].detach() - left).abs().max() > 1e-2),
        "In eval mode, everything is still dropped.",
        zh="预测模式下仍然全部丢弃。",
    )


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """On a GPU, the scores are there. / 在 GPU 上，得分也在那里。"""
    decoder = student.TransformerDecoder(*SIZES, 0.1).to(device)
    source = torch.randn(2, 6, 8, device=device), torch.tensor([3, 6], device=device)
    scores, _ = decoder(torch.randint(9, (2, 4), device=device), decoder.init_state(*source))
    check.shape(scores, (2, 4, 9))
    check.device(scores, device)
