"""The decoder: its layers, whole sentences, one word at a time, where it looks, dropout, gradients."""

import torch
from torch import nn

from grader.suite import after, check, hint, on, points

SIZES = ((11, 6, 5, 1), (7, 3, 4, 2), (5, 4, 2, 3))  # vocab_size, embed_size, num_hiddens, num_layers


def a_pair(student, reference, *sizes, dtype=torch.float32, **more):
    """The student's decoder, and ours with the same parameters: larger ones than they come, so that it looks closely."""
    mine, right = (room.Seq2SeqAttentionDecoder(*sizes, **more).to(dtype) for room in (student, reference))
    state = {name: 3 * p for name, p in mine.state_dict().items()}
    check.that(
        {name: p.shape for name, p in state.items()} == {name: p.shape for name, p in right.state_dict().items()},
        "The parameters are not those of attention (W_k, W_q, w_v), embedding, rnn (a GRU) and dense, of the sizes asked for.",
        zh="模型参数不是 attention（W_k、W_q、w_v）、embedding、rnn（GRU）和 dense 的参数，或者大小不对。",
    )
    mine.load_state_dict(state)
    right.load_state_dict(state)
    return mine, right


def encoded(num_hiddens, num_layers, batch_size=3, num_steps=4, dtype=torch.float32):
    """What an encoder makes of some sentences: outputs whose last step is the last layer's state."""
    rnn = nn.GRU(2, num_hiddens, num_layers, dtype=dtype)
    with torch.no_grad():
        return rnn(3 * torch.randn(num_steps, batch_size, 2, dtype=dtype))


def scores_of(decoder, X, source):
    return decoder(X.clone(), decoder.init_state(*source))[0]


@points(1)
@hint(
    "The GRU's inputs are num_hiddens + embed_size numbers; the attention's three sizes are num_hiddens.",
    zh="GRU 的输入有 num_hiddens + embed_size 个数；注意力的三个大小都是 num_hiddens。",
)
def test_the_layers(student, reference):
    """attention, embedding, rnn and dense have the sizes asked for. / attention、embedding、rnn 和 dense 的大小符合要求。"""
    for sizes in SIZES:
        forms = [
            {name: tuple(p.shape) for name, p in room.Seq2SeqAttentionDecoder(*sizes).named_parameters()}
            for room in (student, reference)
        ]
        check.equal(forms[0], forms[1])


@points(3)
@hint(
    "At each step: the query is the last layer's hidden state as it is then; context, embedding, one step of the GRU.",
    zh="每一步：查询是最后一层当时的隐状态；上下文、嵌入、GRU 走一步。",
)
def test_values(student, reference):
    """The scores of whole sentences are right, with lengths and without. / 有无有效长度，整句的得分都正确。"""
    for sizes, (batch_size, num_steps) in zip(SIZES, ((3, 5), (4, 2), (2, 3)), strict=True):
        mine, right = a_pair(student, reference, *sizes)
        X = torch.randint(sizes[0], (batch_size, num_steps))
        for lens in None, torch.tensor([1, 4, 3, 2][:batch_size]):
            source = encoded(*sizes[2:], batch_size=batch_size), lens
            check.close(scores_of(mine, X, source), scores_of(right, X, source), atol=1e-4)


@points(1)
@after(test_values)
@hint(
    "The encoder's outputs come time first; in the state they are batch first, for the attention.",
    zh="编码器的输出以时间在前；在状态中以批量在前，供注意力使用。",
)
def test_the_first_state(student):
    """The first state holds outputs (batch first), hidden state and lengths. / 初始状态依次是输出（批量在前）、隐状态和有效长度。"""
    decoder, (outputs, hidden), lens = (
        student.Seq2SeqAttentionDecoder(7, 3, 4, 2),
        encoded(4, 2),
        torch.tensor([4, 2, 1]),
    )
    for more in (), ("more", None):
        found = list(decoder.init_state((outputs, hidden), lens, *more))
        check.close(found, [outputs.transpose(0, 1).contiguous(), hidden, lens])


@points(2)
@after(test_values)
@hint(
    "Return the hidden state after the last step, with the rest of the state: the next call goes on from there.",
    zh="把最后一步之后的隐状态连同状态的其余部分一起返回：下一次调用从那里继续。",
)
def test_word_by_word(student, reference):
    """Word by word, scores and states are those of the whole sentence. / 逐词解码时，得分和状态与整句的相同。"""
    for layers in 1, 2:
        mine, right = a_pair(student, reference, 7, 3, 4, layers)
        X, source = torch.randint(7, (3, 5)), (encoded(4, layers), torch.tensor([4, 2, 3]))
        expected, (_, hidden, _) = right(X, right.init_state(*source))
        state, found = mine.init_state(*source), []
        for part in X[:, :1], X[:, 1:2], X[:, 2:]:
            scores, state = mine(part.clone(), state)
            found.append(scores.detach())
        check.close(torch.cat(found, dim=1), expected.detach(), atol=1e-4)
        check.close(state[1].detach(), hidden.detach(), atol=1e-4)


@points(2)
@after(test_values)
@hint(
    "Keep the weights of each step in a list that every call of forward begins anew.",
    zh="把每一步的权重放进一个列表；每次调用 forward 都重新开始。",
)
def test_the_weights_are_kept(student, reference):
    """attention_weights has the weights of every step of the last call. / attention_weights 是最近一次调用中每一步的权重。"""
    mine, right = a_pair(student, reference, 7, 3, 4, 2)
    source = encoded(4, 2), torch.tensor([4, 1, 3])
    for num_steps in 3, 1:
        X = torch.randint(7, (3, num_steps))
        for decoder in mine, right:
            decoder(X.clone(), decoder.init_state(*source))
        found, expected = ([part.detach() for part in decoder.attention_weights] for decoder in (mine, right))
        check.equal(len(found), num_steps)
        check.close(torch.stack(found), torch.stack(expected), atol=1e-4)
        check.close(torch.stack(found).sum(dim=-1), torch.ones(num_steps, 3, 1), atol=1e-4)


@points(1)
@after(test_values)
@hint(
    "Put enc_valid_lens into the state, and give them to the attention.",
    zh="把 enc_valid_lens 放进状态，并交给注意力。",
)
def test_padding_of_the_source(student):
    """What stands at the source's padding has no influence. / 源序列填充处的内容没有影响。"""
    decoder, (outputs, hidden), lens = (
        student.Seq2SeqAttentionDecoder(7, 3, 4, 2),
        encoded(4, 2),
        torch.tensor([4, 1, 2]),
    )
    X, words = torch.randint(7, (3, 3)), (torch.arange(4)[:, None] < lens)[..., None]
    other = torch.where(words, outputs, torch.randn(4, 3, 4))
    results = [scores_of(decoder, X, ((source, hidden), lens)).detach() for source in (outputs, other)]
    check.close(results[1], results[0])


@points(1)
@after(test_values)
@hint(
    "The context comes from the attention alone: the order of the encoder's outputs does not count.",
    zh="上下文只由注意力得出：编码器输出的次序无关紧要。",
)
def test_the_order_of_the_source(student, reference):
    """The encoder's outputs in another order give the same scores. / 编码器的输出换个次序，得分不变。"""
    mine, right = a_pair(student, reference, 7, 3, 4, 1)
    (outputs, hidden), X = encoded(4, 1), torch.randint(7, (3, 3))
    turned = outputs[torch.tensor([2, 0, 3, 1])]
    check.close(scores_of(mine, X, ((turned, hidden), None)), scores_of(right, X, ((outputs, hidden), None)), atol=1e-4)


@points(2)
@after(test_values)
@hint(
    "dropout goes to the attention (its weights) and to the GRU (between its layers), and nowhere else.",
    zh="dropout 传给注意力（作用于权重）和 GRU（作用在层与层之间），此外没有。",
)
def test_dropout(student, reference):
    """With everything dropped, attention and layers are cut off in training mode; in eval mode nothing is.

    全部丢弃时，训练模式下注意力与各层之间都被切断；预测模式下不丢弃。"""
    for layers in 1, 2:
        mine, right = a_pair(student, reference, 7, 3, 4, layers, dropout=1.0)
        X, source = torch.randint(7, (3, 4)), (encoded(4, layers), torch.tensor([4, 2, 3]))
        for training in True, False:
            mine.train(training)
            right.train(training)
            check.close(scores_of(mine, X, source), scores_of(right, X, source), atol=1e-4)


@points(1)
@after(test_values)
@hint("Keep all of it in autograd: no detach on the way.", zh="整个计算都要留在自动求导之中：中途不要 detach。")
def test_gradients(student, reference):
    """Gradients reach every parameter, and the encoder's outputs and state. / 梯度传到每个参数、编码器的输出和状态。"""
    mine, right = a_pair(student, reference, 7, 3, 4, 2, dtype=torch.float64)
    (outputs, hidden), lens = encoded(4, 2, dtype=torch.float64), torch.tensor([4, 2, 3])
    X, weight, found = torch.randint(7, (3, 3)), torch.randn(3, 3, 7, dtype=torch.float64), []
    for decoder in mine, right:
        given = outputs.clone().requires_grad_(), hidden.clone().requires_grad_()
        (scores_of(decoder, X, (given, lens)) * weight).sum().backward()
        grads = dict(decoder.named_parameters())
        found.append([*(part.grad for part in given), *(grads[name].grad for name, _ in right.named_parameters())])
    check.close(found[0], found[1], atol=1e-8)


@points(1)
@after(test_values)
@hint("Neither the words nor the encoder's tensors change.", zh="词元和编码器给出的张量都不应改变。")
def test_what_is_given_is_left_alone(student):
    """Words, lengths and the encoder's tensors stay as they are. / 词元、有效长度和编码器的张量都保持不变。"""
    decoder = student.Seq2SeqAttentionDecoder(7, 3, 4, 2)
    check.leaves_alone(
        lambda X, outputs, hidden, lens: decoder(X, decoder.init_state((outputs, hidden), lens)),
        torch.randint(7, (3, 2)),
        *encoded(4, 2),
        torch.tensor([4, 2, 3]),
    )


@points(1)
@after(test_values)
@on("cuda")
@hint("Make no tensors on the CPU.", zh="不要在 CPU 上新建张量。")
def test_on_the_gpu(student, device):
    """A decoder on a GPU gives scores there. / GPU 上的解码器，得分也在 GPU 上。"""
    decoder = student.Seq2SeqAttentionDecoder(7, 3, 4, 2).to(device)
    given = torch.randn(4, 3, 4, device=device), torch.randn(2, 3, 4, device=device)
    state = decoder.init_state(given, torch.tensor([4, 2, 3], device=device))
    scores, _ = decoder(torch.randint(7, (3, 5), device=device), state)
    check.shape(scores, (3, 5, 7))
    check.device(scores, device)
