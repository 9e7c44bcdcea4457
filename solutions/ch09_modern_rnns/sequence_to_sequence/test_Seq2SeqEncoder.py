"""The encoder: its layers, what it computes with their parameters, and where it drops."""

import torch

from grader.suite import after, check, hint, on, points

SIZES = ((11, 6, 5, 1), (7, 3, 4, 2), (5, 4, 2, 3))  # vocab_size, embed_size, num_hiddens, num_layers


def a_pair(student, reference, *sizes, dtype=torch.float32, **more):
    """The student's encoder, and ours with the student's parameters."""
    mine, right = student.Seq2SeqEncoder(*sizes, **more).to(dtype), reference.Seq2SeqEncoder(*sizes, **more).to(dtype)
    state = mine.state_dict()
    check.that(
        {name: p.shape for name, p in state.items()} == {name: p.shape for name, p in right.state_dict().items()},
        "The parameters are not those of an embedding named embedding and a GRU named rnn, of the sizes asked for.",
        zh="模型参数不是名为 embedding 的嵌入层和名为 rnn 的 GRU 的参数，或者大小不对。",
    )
    right.load_state_dict(state)
    return mine, right


@points(1)
@hint(
    "embedding: vocab_size by embed_size; rnn: embed_size inputs, num_hiddens units, num_layers layers.",
    zh="embedding 的大小是 vocab_size × embed_size；rnn 有 embed_size 个输入、num_hiddens 个单元、num_layers 层。",
)
def test_the_layers(student, reference):
    """embedding and rnn have the sizes asked for. / embedding 和 rnn 的大小符合要求。"""
    for sizes in SIZES:
        forms = [
            {name: tuple(p.shape) for name, p in room.Seq2SeqEncoder(*sizes).named_parameters()}
            for room in (student, reference)
        ]
        check.equal(forms[0], forms[1])


@points(2)
@hint(
    "Embed, run the GRU over the steps, and return what it returns: (outputs, state).",
    zh="先嵌入，再让 GRU 走过各个时间步，并返回它的返回值：(outputs, state)。",
)
def test_values(student, reference):
    """Outputs and state are right, for one layer and several. / 输出和状态都正确，一层和多层都如此。"""
    for sizes, shape in zip(SIZES, ((3, 5), (4, 2), (2, 1)), strict=True):
        mine, right = a_pair(student, reference, *sizes)
        X = torch.randint(sizes[0], shape)
        check.close(mine(X), right(X))


@points(1)
@after(test_values)
@hint("forward(self, X, *args): take them and leave them alone.", zh="forward(self, X, *args)：接受它们，但不使用。")
def test_further_arguments(student, reference):
    """Valid lengths may be passed as well, and change nothing. / 也可以传入有效长度，结果不变。"""
    mine, right = a_pair(student, reference, 7, 3, 4, 2)
    X = torch.randint(7, (3, 4))
    for more in ((torch.tensor([4, 2, 1]),), (torch.tensor([1, 2, 3]), None)):
        check.close(mine(X, *more), right(X))


@points(1)
@after(test_values)
@hint("Keep all of it in autograd.", zh="整个计算都要留在自动求导之中。")
def test_gradients(student, reference):
    """Gradients reach every parameter, from outputs and state. / 梯度从输出和状态传到每个参数。"""
    mine, right = a_pair(student, reference, 7, 3, 4, 2, dtype=torch.float64)
    X = torch.randint(7, (3, 5))
    weights = torch.randn(5, 3, 4, dtype=torch.float64), torch.randn(2, 3, 4, dtype=torch.float64)
    for encoder in mine, right:
        outputs, state = encoder(X)
        ((outputs * weights[0]).sum() + (state * weights[1]).sum()).backward()
    theirs = dict(mine.named_parameters())
    check.close({name: theirs[name].grad for name, _ in right.named_parameters()},
                {name: p.grad for name, p in right.named_parameters()})  # fmt: skip


@points(1)
@after(test_values)
@hint("nn.GRU has a parameter dropout: it drops between its layers.", zh="nn.GRU 有参数 dropout，作用在各层之间。")
def test_dropout_between_the_layers(student):
    """In training mode dropout works between the layers of the GRU, in eval mode nowhere.

    训练模式下，暂退法作用在 GRU 的各层之间；预测模式下不起作用。"""
    first, second = torch.tensor([[0, 1, 2, 3]]), torch.tensor([[4, 3, 1, 0]])
    # All of it dropped, the second layer sees nothing of the words.
    encoder = student.Seq2SeqEncoder(5, 3, 4, 2, dropout=1.0)
    check.close(encoder(first)[0].detach(), encoder(second)[0].detach())
    states = [encoder(X)[1].detach() for X in (first, second)]
    check.that(
        bool((states[0][0] - states[1][0]).abs().max() > 1e-4),
        "The first layer sees nothing of the words: something is dropped before it.",
        zh="第一层完全看不到词：在它之前就有内容被丢弃了。",
    )
    encoder.eval()
    outputs = [encoder(X)[0].detach() for X in (first, second)]
    check.that(
        bool((outputs[0] - outputs[1]).abs().max() > 1e-4),
        "In eval mode, something is dropped.",
        zh="预测模式下仍有内容被丢弃。",
    )


@points(1)
@after(test_values)
@hint(
    "The dropout that is asked for is a probability: hand on the number.",
    zh="所要求的暂退是一个概率：请把这个数传下去。",
)
def test_no_dropout_unless_asked_for(student, reference):
    """Without dropout, training mode gives what eval mode gives. / 不要求暂退时，训练模式与预测模式结果相同。"""
    mine, right = a_pair(student, reference, 7, 3, 4, 3)
    X = torch.randint(7, (3, 4))
    mine.train()
    check.close(mine(X), right(X))
    mine.eval()
    check.close(mine(X), right(X))


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """An encoder on a GPU gives outputs there. / GPU 上的编码器，输出也在 GPU 上。"""
    encoder = student.Seq2SeqEncoder(7, 3, 4, 2).to(device)
    outputs, state = encoder(torch.randint(7, (3, 5), device=device))
    for tensor, shape in ((outputs, (5, 3, 4)), (state, (2, 3, 4))):
        check.shape(tensor, shape)
        check.device(tensor, device)
