"""The heads together: with the same weights it computes what the definition says, and what torch's own module does."""

import torch
from torch import nn

from grader.suite import after, check, hint, on, points

# key_size, query_size, value_size, num_hiddens, num_heads
SIZES = ((5, 6, 7, 8, 2), (4, 3, 2, 6, 3), (3, 3, 5, 4, 1), (2, 4, 3, 4, 4))


def a_pair(student, reference, *sizes, dtype=torch.float32, dropout=0.0, **more):
    """The student's module, and ours with the student's parameters."""
    mine = student.MultiHeadAttention(*sizes, dropout, **more).to(dtype)
    right = reference.MultiHeadAttention(*sizes, dropout, **more).to(dtype)
    state = mine.state_dict()
    check.that(
        {name: p.shape for name, p in state.items()} == {name: p.shape for name, p in right.state_dict().items()},
        "The parameters are not those of W_q, W_k, W_v and W_o, of the sizes asked for.",
        zh="模型参数不是 W_q、W_k、W_v 和 W_o 的参数，或者大小不对。",
    )
    # Larger than they come: so that the heads do not all look everywhere alike.
    state = {name: 3 * p for name, p in state.items()}
    mine.load_state_dict(state)
    right.load_state_dict(state)
    return mine, right


def a_batch(key_size, query_size, value_size, num_queries=3, num_keys=5, batch_size=2, dtype=torch.float32):
    return [
        torch.randn(batch_size, n, size, dtype=dtype)
        for n, size in ((num_queries, query_size), (num_keys, key_size), (num_keys, value_size))
    ]


@points(1)
@hint("Four nn.Linear; bias=bias in each.", zh="四个 nn.Linear，每个都写 bias=bias。")
def test_the_layers(student, reference):
    """W_q, W_k, W_v and W_o have the sizes asked for, and a bias where asked for. / 四个层的大小正确，要求时才有偏置。"""
    for bias in False, True:
        for sizes in SIZES[:2]:
            forms = [
                {n: tuple(p.shape) for n, p in room.MultiHeadAttention(*sizes, 0.1, bias=bias).named_parameters()}
                for room in (student, reference)
            ]
            check.equal(forms[0], forms[1])


@points(2)
@hint(
    "Split after W_q, W_k and W_v; attend in each head; join; W_o last.",
    zh="经过 W_q、W_k、W_v 之后再拆分；每个头各自做注意力；合并；最后是 W_o。",
)
def test_without_lengths(student, reference):
    """With all keys, the results are right for several sizes. / 所有的键都有效时，各种大小的结果都正确。"""
    for sizes, bias in zip(SIZES, (False, True, False, True), strict=True):
        mine, right = a_pair(student, reference, *sizes, bias=bias)
        batch = a_batch(*sizes[:3])
        check.close(mine(*batch, None), right(*batch, None), atol=1e-4)


@points(1)
@after(test_without_lengths)
@hint(
    "The scores are divided by the root of a head's size, num_hiddens / num_heads.",
    zh="得分要除以每个头的大小 num_hiddens / num_heads 的平方根。",
)
def test_as_torch_does(student):
    """It agrees with nn.MultiheadAttention that has the same weights. / 权重相同时，与 nn.MultiheadAttention 一致。"""
    mine, torchs = (
        student.MultiHeadAttention(8, 8, 8, 8, 4, 0.0, bias=True),
        nn.MultiheadAttention(8, 4, batch_first=True),
    )
    state = {name: torch.randn_like(p) / 2 for name, p in mine.state_dict().items()}
    mine.load_state_dict(state)
    with torch.no_grad():
        torchs.in_proj_weight.copy_(torch.cat([state[f"W_{x}.weight"] for x in "qkv"]))
        torchs.in_proj_bias.copy_(torch.cat([state[f"W_{x}.bias"] for x in "qkv"]))
        torchs.out_proj.weight.copy_(state["W_o.weight"])
        torchs.out_proj.bias.copy_(state["W_o.bias"])
    batch, lens = a_batch(8, 8, 8), torch.tensor([2, 5])
    beyond = torch.arange(5) >= lens[:, None]
    check.close(mine(*batch, lens).detach(), torchs(*batch, key_padding_mask=beyond)[0].detach(), atol=1e-4)


@points(2)
@hint(
    "Every head of an example has the example's length: repeat_interleave, not repeat.",
    zh="一个样本的每个头都用该样本的长度：用 repeat_interleave，而不是 repeat。",
)
def test_a_length_for_each_example(student, reference):
    """With a length for each example, the results are right. / 每个样本一个有效长度时，结果正确。"""
    for sizes in SIZES:
        mine, right = a_pair(student, reference, *sizes)
        batch, lens = a_batch(*sizes[:3], batch_size=3), torch.tensor([1, 5, 3])
        check.close(mine(*batch, lens.clone()), right(*batch, lens), atol=1e-4)


@points(2)
@hint(
    "Lengths of shape (batch_size, num_queries): each query has its own, in every head the same.",
    zh="形状为 (batch_size, num_queries) 的长度：每个查询各有一个，在每个头里都相同。",
)
def test_a_length_for_each_query(student, reference):
    """With a length for each query, the results are right. / 每个查询一个有效长度时，结果正确。"""
    for sizes in SIZES:
        mine, right = a_pair(student, reference, *sizes)
        batch, lens = a_batch(*sizes[:3]), torch.tensor([[1, 5, 3], [4, 2, 5]])
        check.close(mine(*batch, lens.clone()), right(*batch, lens), atol=1e-4)


@points(1)
@after(test_a_length_for_each_example)
@hint("A masked key has the weight 0 in every head.", zh="被遮蔽的键在每个头里权重都是 0。")
def test_masked_keys(student):
    """What stands at masked keys has no influence. / 被遮蔽的键处无论是什么都没有影响。"""
    attention = student.MultiHeadAttention(4, 4, 4, 6, 2, 0.0)
    (queries, keys, values), lens = a_batch(4, 4, 4), torch.tensor([2, 4])
    first = attention(queries, keys, values, lens).detach()
    beyond = (torch.arange(5) >= lens[:, None])[..., None]
    keys, values = (torch.where(beyond, 30 * torch.randn(2, 5, 4), part) for part in (keys, values))
    check.close(attention(queries, keys, values, lens).detach(), first)


@points(1)
@after(test_without_lengths)
def test_the_order_of_the_keys(student, reference):
    """Keys and values in another order give the same results. / 键和值一起换个次序，结果不变。"""
    mine, right = a_pair(student, reference, 4, 4, 4, 6, 3)
    queries, keys, values = a_batch(4, 4, 4)
    order = torch.randperm(5)
    check.close(mine(queries, keys[:, order], values[:, order], None), right(queries, keys, values, None), atol=1e-4)


@points(1)
@after(test_without_lengths)
def test_gradients(student, reference):
    """Gradients reach queries, keys, values and all weights. / 梯度传到查询、键、值和所有权重。"""
    mine, right = a_pair(student, reference, 4, 3, 5, 6, 2, dtype=torch.float64, bias=True)
    batch, lens = a_batch(4, 3, 5, dtype=torch.float64), torch.tensor([2, 5])
    weight, found = torch.randn(2, 3, 6, dtype=torch.float64), []
    for attention in mine, right:
        given = [part.clone().requires_grad_() for part in batch]
        (attention(*given, lens) * weight).sum().backward()
        grads = dict(attention.named_parameters())
        found.append([*(part.grad for part in given), *(grads[name].grad for name, _ in right.named_parameters())])
    check.close(found[0], found[1], atol=1e-8)


@points(2)
@after(test_without_lengths)
@hint(
    "nn.Dropout on the weights after the softmax, not on queries, keys, values or results.",
    zh="对 softmax 之后的权重使用 nn.Dropout，而不是对查询、键、值或结果。",
)
def test_dropout_of_the_weights(student):
    """In training mode attention weights are dropped, in eval mode none. / 训练模式下丢弃注意力权重，预测模式下不丢弃。"""
    n, num_keys = 60, 30
    attention = student.MultiHeadAttention(n, n, n, n, 1, 0.3)
    # Values and weights that make the result the attention weights themselves, each of them twice.
    attention.load_state_dict({f"W_{x}.weight": torch.eye(n) for x in "qkvo"})
    values = torch.eye(num_keys).repeat_interleave(2, dim=1).expand(2, num_keys, n).clone()
    batch = torch.randn(2, n, n) / 8, torch.randn(2, num_keys, n) / 8, values
    attention.eval()
    whole = attention(*batch, None).detach()[..., ::2]
    check.close(whole.sum(dim=2), torch.ones(2, n), atol=1e-4)
    attention.train()
    result = attention(*batch, None).detach()
    weights = result[..., ::2]
    kept = weights != 0
    check.share((~kept).sum(), kept.numel(), 0.3, "The share of weights that are 0", "为 0 的权重的比例")
    check.close(result[..., 1::2], weights)
    check.close(weights, torch.where(kept, whole / 0.7, 0.0), rtol=1e-3)


@points(1)
@after(test_a_length_for_each_query)
def test_what_is_given_is_left_alone(student):
    """Queries, keys, values and lengths stay as they are. / 查询、键、值和有效长度都保持不变。"""
    attention = student.MultiHeadAttention(4, 3, 5, 6, 2, 0.0)
    for lens in torch.tensor([2, 5]), torch.tensor([[1, 5, 3], [4, 2, 5]]):
        check.leaves_alone(lambda *given: attention(*given), *a_batch(4, 3, 5), lens)


@points(1)
@after(test_without_lengths)
@hint(
    "Say so where num_hiddens cannot be shared out evenly, instead of losing some features.",
    zh="num_hiddens 不能平均分配时要报错，而不是丢掉一些特征。",
)
def test_heads_that_do_not_divide(student):
    """Five features for two heads are an error. / 五个特征分给两个头是错误。"""

    def attend():
        return student.MultiHeadAttention(4, 4, 4, 5, 2, 0.0)(*a_batch(4, 4, 4), None)

    check.raises((ValueError, RuntimeError, AssertionError, TypeError, ArithmeticError, LookupError), attend)


@points(1)
@after(test_a_length_for_each_query)
@on("cuda")
@hint("torch.arange is on the CPU unless you say otherwise.", zh="torch.arange 默认在 CPU 上，除非另外写明。")
def test_on_the_gpu(student, device):
    """On a GPU, masks included, the result stays there. / 在 GPU 上（包括掩码），结果也在那里。"""
    attention = student.MultiHeadAttention(4, 3, 5, 6, 2, 0.0).to(device)
    batch = [part.to(device) for part in a_batch(4, 3, 5)]
    for lens in None, torch.tensor([2, 5], device=device), torch.tensor([[1, 5, 3], [4, 2, 5]], device=device):
        result = attention(*batch, lens)
        check.shape(result, (2, 3, 6))
        check.device(result, device)
