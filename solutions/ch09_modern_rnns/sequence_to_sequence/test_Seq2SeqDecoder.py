"""The decoder: its layers, whole sentences, one token at a time, gradients.

What a state is made of is the student's affair, and so is the context of later calls: the encoder's (as in a whole
sentence), or what the last layer's hidden state has become (as in the book's code).
"""

import torch
from torch import nn

from grader.suite import after, check, hint, on, points

SIZES = ((11, 6, 5, 1), (7, 3, 4, 2), (5, 4, 2, 3))  # vocab_size, embed_size, num_hiddens, num_layers


def a_pair(student, reference, *sizes, dtype=torch.float32, **more):
    """The student's decoder, and ours with the student's parameters."""
    mine, right = student.Seq2SeqDecoder(*sizes, **more).to(dtype), reference.Seq2SeqDecoder(*sizes, **more).to(dtype)
    state = mine.state_dict()
    check.that(
        {name: p.shape for name, p in state.items()} == {name: p.shape for name, p in right.state_dict().items()},
        "The parameters are not those of embedding, rnn (a GRU) and dense, of the sizes asked for.",
        zh="模型参数不是 embedding、rnn（GRU）和 dense 的参数，或者大小不对。",
    )
    right.load_state_dict(state)
    return mine, right


def encoded(num_hiddens, num_layers, batch_size=3, dtype=torch.float32, device=None):
    """What an encoder makes of some sentences: outputs whose last step is the last layer's state."""
    rnn = nn.GRU(2, num_hiddens, num_layers, dtype=dtype, device=device)
    with torch.no_grad():
        return rnn(3 * torch.randn(4, batch_size, 2, dtype=dtype, device=device))


@points(1)
@hint(
    "The GRU's inputs are embed_size + num_hiddens numbers: the embedding, and behind it the context.",
    zh="GRU 的输入有 embed_size + num_hiddens 个数：嵌入，以及接在后面的上下文。",
)
def test_the_layers(student, reference):
    """embedding, rnn and dense have the sizes asked for. / embedding、rnn 和 dense 的大小符合要求。"""
    for sizes in SIZES:
        forms = [
            {name: tuple(p.shape) for name, p in room.Seq2SeqDecoder(*sizes).named_parameters()}
            for room in (student, reference)
        ]
        check.equal(forms[0], forms[1])


@points(3)
@hint(
    "Start from the encoder's state; concatenate embedding and context at each step; scores come batch first.",
    zh="从编码器的状态出发；每个时间步把嵌入与上下文连结；得分以批量在前。",
)
def test_values(student, reference):
    """The scores of whole sentences are right, for one layer and several. / 整句的得分正确，一层和多层都如此。"""
    for sizes, shape in zip(SIZES, ((3, 5), (4, 2), (2, 3)), strict=True):
        mine, right = a_pair(student, reference, *sizes)
        enc_outputs, X = encoded(*sizes[2:], batch_size=shape[0]), torch.randint(sizes[0], shape)
        check.close(mine(X, mine.init_state(enc_outputs))[0], right(X, right.init_state(enc_outputs))[0])


@points(1)
@after(test_values)
@hint("init_state(self, enc_outputs, *args).", zh="init_state(self, enc_outputs, *args)。")
def test_further_arguments(student, reference):
    """init_state may be given valid lengths as well. / init_state 也可以得到有效长度。"""
    mine, right = a_pair(student, reference, 7, 3, 4, 2)
    enc_outputs, X = encoded(4, 2), torch.randint(7, (3, 4))
    for more in ((torch.tensor([4, 2, 1]),), (torch.tensor([1, 2, 3]), None)):
        check.close(mine(X, mine.init_state(enc_outputs, *more))[0], right(X, right.init_state(enc_outputs))[0])


@points(2)
@after(test_values)
@hint(
    "Return the state after the last step: the next call goes on from there.",
    zh="返回最后一步之后的状态：下一次调用从那里继续。",
)
def test_the_state_goes_on(student, reference):
    """A second call goes on where the first one stopped. / 第二次调用从第一次停下的地方继续。"""
    for layers in 1, 2:
        mine, right = a_pair(student, reference, 7, 3, 4, layers)
        enc_outputs, X = encoded(4, layers), torch.randint(7, (3, 6))
        state, (context, hidden) = mine.init_state(enc_outputs), right.init_state(enc_outputs)
        again = hidden
        for part in X[:, :3], X[:, 3:4], X[:, 4:]:
            scores, state = mine(part, state)
            fixed, (_, hidden) = right(part, (context, hidden))
            renewed, (_, again) = right(part, (again[-1], again))
            nearer = min((fixed, renewed), key=lambda right, scores=scores: float((scores - right).abs().max()))
            check.close(scores, nearer if scores.shape == fixed.shape else fixed)


@points(1)
@after(test_values)
@hint("Keep all of it in autograd: no detach on the way.", zh="整个计算都要留在自动求导之中：中途不要 detach。")
def test_gradients(student, reference):
    """Gradients reach every parameter, and through the state the encoder. / 梯度传到每个参数，并经由状态传到编码器。"""
    mine, right = a_pair(student, reference, 7, 3, 4, 2, dtype=torch.float64)
    outputs, hidden = encoded(4, 2, dtype=torch.float64)
    X, weight, found = torch.randint(7, (3, 5)), torch.randn(3, 5, 7, dtype=torch.float64), []
    for decoder in mine, right:
        start = hidden.clone().requires_grad_()
        # As an encoder's: its last output is the last layer's state, and shares its graph.
        enc_outputs = torch.cat([outputs[:-1], start[-1:]]), start
        (decoder(X, decoder.init_state(enc_outputs))[0] * weight).sum().backward()
        grads = {name: p.grad for name, p in decoder.named_parameters()}
        found.append({"state": start.grad, **{name: grads[name] for name, _ in right.named_parameters()}})
    check.close(found[0], found[1])


@points(1)
@after(test_values)
@hint("nn.GRU has a parameter dropout: it drops between its layers.", zh="nn.GRU 有参数 dropout，作用在各层之间。")
def test_dropout_between_the_layers(student):
    """In training mode dropout works between the layers of the GRU, in eval mode nowhere.

    训练模式下，暂退法作用在 GRU 的各层之间；预测模式下不起作用。"""
    first, second = torch.tensor([[0, 1, 2, 3]]), torch.tensor([[4, 3, 1, 0]])
    decoder, enc_outputs = student.Seq2SeqDecoder(5, 3, 4, 2, dropout=1.0), encoded(4, 2, batch_size=1)
    check.close(*(decoder(X, decoder.init_state(enc_outputs))[0].detach() for X in (first, second)))
    decoder.eval()
    scores = [decoder(X, decoder.init_state(enc_outputs))[0].detach() for X in (first, second)]
    check.that(
        bool((scores[0] - scores[1]).abs().max() > 1e-5),
        "In eval mode, something is dropped.",
        zh="预测模式下仍有内容被丢弃。",
    )


@points(1)
@after(test_values)
@hint("Neither the tokens nor the encoder's tensors change.", zh="词元和编码器给出的张量都不应改变。")
def test_what_is_given_is_left_alone(student):
    """Tokens and the encoder's outputs stay as they are. / 词元和编码器的输出都保持不变。"""
    decoder = student.Seq2SeqDecoder(7, 3, 4, 2)
    check.leaves_alone(
        lambda X, outputs, hidden: decoder(X, decoder.init_state((outputs, hidden))),
        torch.randint(7, (3, 4)),
        *encoded(4, 2),
    )


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """A decoder on a GPU gives scores there. / GPU 上的解码器，得分也在 GPU 上。"""
    decoder = student.Seq2SeqDecoder(7, 3, 4, 2).to(device)
    outputs, hidden = torch.randn(4, 3, 4, device=device), torch.randn(2, 3, 4, device=device)
    scores, _ = decoder(torch.randint(7, (3, 5), device=device), decoder.init_state((outputs, hidden)))
    check.shape(scores, (3, 5, 7))
    check.device(scores, device)
