"""The model against torch's own LSTM with the same weights: the first and the last output, and a linear layer."""

import torch
from torch import nn
from torch.nn import functional as F

from grader.suite import after, check, hint, on, points

# vocab_size, embed_size, num_hiddens, num_layers
SIZES = ((9, 3, 4, 2), (7, 5, 2, 1), (6, 2, 3, 3))


def right_shapes(vocab_size, embed_size, num_hiddens, num_layers):
    """The parameters that the three layers have, by name."""
    encoder = nn.LSTM(embed_size, num_hiddens, num_layers, bidirectional=True)
    return {
        "embedding.weight": (vocab_size, embed_size),
        **{f"encoder.{name}": tuple(p.shape) for name, p in encoder.named_parameters()},
        "decoder.weight": (2, 4 * num_hiddens),
        "decoder.bias": (2,),
    }


def a_net(student, *sizes, dtype=torch.float32):
    """A model with parameters large enough for every part to show, and the parameters."""
    net = student.BiRNN(*sizes).to(dtype)
    shapes = right_shapes(*sizes)
    check.equal({name: tuple(p.shape) for name, p in net.state_dict().items()}, shapes)
    state = {name: torch.randn(shape, dtype=dtype) for name, shape in shapes.items()}
    net.load_state_dict(state)
    return net, state


def outputs_of(state, X, sizes):
    """The outputs of the LSTM, (n, T, 2 * num_hiddens)."""
    _, embed_size, num_hiddens, num_layers = sizes
    words = F.embedding(X, state["embedding.weight"])
    encoder = nn.LSTM(embed_size, num_hiddens, num_layers, batch_first=True, bidirectional=True, dtype=words.dtype)
    weights = {name.removeprefix("encoder."): p for name, p in state.items() if name.startswith("encoder.")}
    return torch.func.functional_call(encoder, weights, (words,))[0]


def by_torch(state, X, sizes):
    outputs = outputs_of(state, X, sizes)
    both = torch.cat((outputs[:, 0], outputs[:, -1]), dim=1)
    return both @ state["decoder.weight"].T + state["decoder.bias"]


@points(2)
@hint(
    "nn.Embedding, nn.LSTM with bidirectional=True, and nn.Linear(4 * num_hiddens, 2).",
    zh="nn.Embedding、bidirectional=True 的 nn.LSTM，以及 nn.Linear(4 * num_hiddens, 2)。",
)
def test_the_layers(student):
    """embedding, encoder and decoder have the sizes asked for. / embedding、encoder 和 decoder 的大小正确。"""
    for sizes in SIZES:
        net = student.BiRNN(*sizes)
        check.equal({name: tuple(p.shape) for name, p in net.state_dict().items()}, right_shapes(*sizes))


@points(5)
@hint(
    "The time axis is the one that the LSTM runs over: inputs.T, or batch_first=True. Then join the outputs of the first and the last step.",
    zh="LSTM 沿时间轴运行：用 inputs.T 或 batch_first=True。然后连结第一步和最后一步的输出。",
)
def test_scores(student):
    """The scores are those of torch's LSTM with the same weights. / 权重相同时，得分与用 torch 的 LSTM 算出的一致。"""
    for sizes, shape in zip(SIZES, ((3, 5), (4, 4), (2, 7)), strict=True):
        net, state = a_net(student, *sizes)
        X = torch.randint(sizes[0], shape)
        check.close(net(X).detach(), by_torch(state, X, sizes), rtol=1e-4, atol=1e-4)


@points(1)
@after(test_scores)
@hint("Keep both axes, even where one of them is of length one.", zh="两个轴都要保留，即使其中一个的长度为 1。")
def test_one_review_and_one_word(student):
    """A batch of one review, and reviews of one word, are right too. / 只有一篇影评或只有一个单词时也正确。"""
    net, state = a_net(student, *SIZES[0])
    for shape in (1, 4), (3, 1), (1, 1):
        X = torch.randint(9, shape)
        check.close(net(X).detach(), by_torch(state, X, SIZES[0]), rtol=1e-4, atol=1e-4)


@points(1)
@after(test_scores)
@hint(
    "Each batch starts with zeros: give the LSTM no state, or a new one.",
    zh="每个批量都从零开始：不给 LSTM 状态，或每次给新的。",
)
def test_every_batch_starts_anew(student):
    """What was read before makes no difference. / 之前读过什么都没有影响。"""
    net, state = a_net(student, *SIZES[1])
    net(torch.randint(7, (2, 6)))
    X = torch.randint(7, (2, 3))
    check.close(net(X).detach(), by_torch(state, X, SIZES[1]), rtol=1e-4, atol=1e-4)


@points(1)
@after(test_scores)
@hint("There is no dropout in this model.", zh="这个模型里没有 dropout。")
def test_both_modes(student):
    """In eval mode and in train mode the scores are the same. / 评估模式与训练模式的得分相同。"""
    net, state = a_net(student, *SIZES[0])
    X = torch.randint(9, (4, 6))
    right = by_torch(state, X, SIZES[0])
    for train in False, True:
        net.train(train)
        check.close(net(X).detach(), right, rtol=1e-4, atol=1e-4)


@points(2)
@after(test_scores)
@hint("Everything stays in autograd: no .data, no .detach().", zh="一切都留在自动求导之中：不要用 .data 或 .detach()。")
def test_gradients(student):
    """Every parameter gets its gradient, in float64. / 每个参数都得到自己的梯度（float64）。"""
    sizes = SIZES[0]
    net, state = a_net(student, *sizes, dtype=torch.float64)
    X, weight = torch.randint(9, (3, 5)), torch.randn(3, 2, dtype=torch.float64)
    (net(X) * weight).sum().backward()
    leaves = {name: p.clone().requires_grad_() for name, p in state.items()}
    (by_torch(leaves, X, sizes) * weight).sum().backward()
    grads = {name: p.grad for name, p in net.named_parameters()}
    check.close(grads, {name: p.grad for name, p in leaves.items()}, rtol=1e-6, atol=1e-8)


@points(3)
@after(test_scores)
@hint("Only that example's row may change.", zh="只有那个样本所在的行可以改变。")
def test_reviews_do_not_mix(student):
    """A review has the same scores in any batch. / 一篇影评在任何批量中得分都相同。"""
    net, state = a_net(student, *SIZES[2])
    X = torch.randint(6, (5, 5))
    right = by_torch(state, X, SIZES[2])
    for order in torch.randperm(5), torch.tensor([3, 1]), torch.tensor([2, 2, 2]):
        check.close(net(X[order]).detach(), right[order], rtol=1e-4, atol=1e-4)


@points(1)
@after(test_scores)
@on("cuda")
@hint("All layers are part of the module, and so move with it.", zh="所有层都属于这个模块，才会随它移动。")
def test_on_the_gpu(student, device):
    """After .to(device) the model works on that device. / 调用 .to(device) 之后，模型在该设备上工作。"""
    scores = student.BiRNN(*SIZES[0]).to(device)(torch.zeros(3, 4, dtype=torch.int64, device=device))
    check.shape(scores, (3, 2))
    check.device(scores, device)
