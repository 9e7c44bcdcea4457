import torch

from grader.suite import after, check, hint, on, points

SIZES = (11, 8, [8], 8, 12, 2)  # vocab_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads
ATTENTION = {"key_size": 8, "query_size": 8, "value_size": 8}


def make(room, layers=2, dropout=0.0, max_len=9):
    return room.BERTEncoder(*SIZES, layers, dropout, max_len=max_len, **ATTENTION)


def a_pair(student, reference, *args):
    """The student's encoder and ours, with the same parameters, larger than they come."""
    mine, right = make(student, *args), make(reference, *args)
    shapes = {name: tuple(p.shape) for name, p in right.named_parameters()}
    check.that(
        {name: tuple(p.shape) for name, p in mine.named_parameters()} == shapes,
        "The parameters are not those of token_embedding, segment_embedding, pos_embedding and of the blocks in blks, "
        "of the sizes asked for.",
        "模型参数不是 token_embedding、segment_embedding、pos_embedding 和 blks 中各块的参数，或者大小不对。",
    )
    state = {name: torch.randn(shape) for name, shape in shapes.items()}
    for encoder in mine, right:
        encoder.load_state_dict(state, strict=False)
    return mine, right


def a_batch(n=5, batch_size=2):
    return torch.randint(11, (batch_size, n)), torch.randint(2, (batch_size, n))


@points(2)
@hint(
    "Two segments; max_len rows of positions; use_bias=True in each block.",
    zh="两个片段；位置有 max_len 行；每个块都写 use_bias=True。",
)
def test_the_parameters(student, reference):
    """The parts have the parameters asked for, for any number of blocks. / 不论有几个块，各部分的参数都符合要求。"""
    for layers, max_len in (0, 4), (1, 9), (3, 7):
        forms = [
            {n: tuple(p.shape) for n, p in make(room, layers, 0.1, max_len).named_parameters()}
            for room in (student, reference)
        ]
        check.equal(forms[0], forms[1])
    position = student.BERTEncoder(*SIZES, 0, 0.1, **ATTENTION).pos_embedding.detach()
    check.shape(position, (1, 1000, 8))
    check.that(
        bool((position != position[:, :1]).any()),
        "At the start, all positions are alike: pos_embedding is random.",
        "刚建好时所有位置都一样：pos_embedding 应取随机值。",
    )


@points(3)
@hint("Each block gets the result of the one before, and valid_lens.", zh="每个块得到前一个块的结果，以及 valid_lens。")
def test_values(student, reference):
    """The result is right, for texts of several lengths. / 各种长度的文本，结果都正确。"""
    for layers, n, lens in (0, 4, None), (1, 9, None), (3, 1, [1, 1]), (2, 6, [4, 3]):
        mine, right = a_pair(student, reference, layers)
        batch, valid = a_batch(n), None if lens is None else torch.tensor(lens)
        check.close(mine(*(X.clone() for X in batch), valid).detach(), right(*batch, valid).detach(), atol=1e-4)


@points(1)
@after(test_values)
@hint("valid_lens goes to every block.", zh="valid_lens 要传给每一个块。")
def test_padding_has_no_influence(student):
    """What stands at the padding does not reach the words. / 填充处的内容影响不到词。"""
    encoder, (tokens, segments), lens = make(student), a_batch(6), torch.tensor([2, 4])
    words = torch.arange(6) < lens[:, None]
    other = torch.where(words, tokens, (tokens + 1) % 11)
    first, second = (torch.where(words[..., None], encoder(X, segments, lens).detach(), 0.0) for X in (tokens, other))
    check.close(second, first, atol=1e-4)


@points(2)
@after(test_values)
@hint(".data and detach() take a parameter out of the graph.", zh=".data 和 detach() 会让参数脱离计算图。")
def test_the_positions_learn(student, reference):
    """The gradient of the positions is right. / 位置嵌入的梯度正确。"""
    mine, right = a_pair(student, reference, 1)
    (tokens, segments), weight, found = a_batch(5), torch.randn(2, 5, 8), []
    for encoder in mine, right:
        (encoder(tokens.clone(), segments.clone(), torch.tensor([3, 5])) * weight).sum().backward()
        found.append(dict(encoder.named_parameters())["pos_embedding"].grad)
    check.that(found[0] is not None, "pos_embedding gets no gradient.", "pos_embedding 没有得到梯度。")
    check.close(found[0], found[1], rtol=1e-4, atol=1e-4)


@points(2)
@after(test_values)
def test_the_rest_learns(student, reference):
    """The gradients of all other parameters are right. / 其余所有参数的梯度都正确。"""
    mine, right = a_pair(student, reference, 2)
    (tokens, segments), weight, found = a_batch(5), torch.randn(2, 5, 8), []
    for encoder in mine, right:
        (encoder(tokens.clone(), segments.clone(), None) * weight).sum().backward()
        found.append({n: p.grad for n, p in encoder.named_parameters() if n != "pos_embedding"})
    check.close(found[0], found[1], rtol=1e-3, atol=1e-4)


@points(2)
@after(test_values)
@hint("dropout goes to every block, and only there.", zh="dropout 传给每个块，也只传给块。")
def test_dropout(student, reference):
    """With everything dropped, the residual connections are left; in eval mode nothing is dropped. / 全部丢弃时只剩残差连接；预测模式下一个不丢。"""
    mine, right = a_pair(student, reference, 2, 1.0)
    for training in True, False:
        (tokens, segments), lens = a_batch(5), torch.tensor([2, 5])
        mine.train(training)
        right.train(training)
        found = mine(tokens.clone(), segments.clone(), lens).detach()
        check.close(found, right(tokens, segments, lens).detach(), atol=1e-4)


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """On a GPU, the result is there. / 在 GPU 上，结果也在那里。"""
    encoder = make(student).to(device)
    tokens, segments = (X.to(device) for X in a_batch(5))
    result = encoder(tokens, segments, torch.tensor([2, 5], device=device))
    check.shape(result, (2, 5, 8))
    check.device(result, device)
