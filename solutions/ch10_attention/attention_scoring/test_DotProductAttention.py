"""Scaled dot-product attention: against torch's own, with masks, kept weights and dropout in training alone."""

import torch
from torch import nn

from grader.suite import after, check, hint, on, points


def problem(B=2, Q=3, K=4, d=5, value_size=2, device="cpu", dtype=torch.float32):
    """Queries and keys of one size, values of another."""
    return (
        torch.randn(B, Q, d, device=device, dtype=dtype),
        torch.randn(B, K, d, device=device, dtype=dtype),
        torch.randn(B, K, value_size, device=device, dtype=dtype),
    )


def evaluated(student, dropout=0.3):
    attention = student.DotProductAttention(dropout)
    attention.eval()
    return attention


@points(4)
@hint(
    "queries times keys transposed in their last two axes, divided by the root of d.",
    zh="查询乘以最后两个轴转置后的键，再除以 d 的平方根。",
)
def test_without_a_mask(student):
    """It agrees with torch's scaled_dot_product_attention, in float64 too. / 与 torch 的 scaled_dot_product_attention 一致，float64 也一样。"""
    attention = evaluated(student)
    for Q, K, d, dtype in ((3, 4, 5, torch.float32), (4, 4, 4, torch.float64), (1, 6, 16, torch.float32)):
        given = problem(Q=Q, K=K, d=d, dtype=dtype)
        expected = nn.functional.scaled_dot_product_attention(*given)
        check.close(attention(*given), expected)


@points(3)
@after(test_without_a_mask)
@hint("Hand valid_lens to masked_softmax as they are.", zh="把 valid_lens 原样传给 masked_softmax。")
def test_masks(student):
    """Lengths for each example or each query mask keys. / 每个样本或每个查询一个长度，都能掩蔽键。"""
    attention = evaluated(student)
    for lens in torch.tensor([2, 3]), torch.tensor([[1, 4, 2], [3, 1, 4]]):
        given = problem()
        mask = torch.arange(4) < lens.reshape(2, -1, 1)
        expected = nn.functional.scaled_dot_product_attention(*given, attn_mask=mask)
        check.close(attention(*given, lens), expected)


@points(2)
@after(test_without_a_mask)
@hint("self.attention_weights = ..., before dropout.", zh="self.attention_weights = ...，在暂退之前。")
def test_the_weights_are_kept(student, reference):
    """The weights are kept as they were before dropout, in training mode too. / 保存的是暂退之前的权重，训练模式下也一样。"""
    mine, right = student.DotProductAttention(0.5), reference.DotProductAttention(0.5)
    given, lens = problem(), torch.tensor([3, 2])
    for training in (False, True):
        mine.train(training)
        mine(*given, lens)
        right(*given, lens)
        check.close(mine.attention_weights, right.attention_weights)


@points(1)
@after(test_without_a_mask)
@hint(
    "nn.Dropout on the weights: it knows whether the module is in training mode.",
    zh="对权重用 nn.Dropout：它知道模块是否处于训练模式。",
)
def test_dropout(student):
    """In training mode, weights are dropped with the given probability. / 训练模式下，权重以给定的概率被丢弃。"""
    attention = student.DotProductAttention(0.4)
    attention.train()
    queries, keys, _ = problem(B=1, Q=40, K=50)
    values = torch.eye(50).repeat(1, 2).unsqueeze(0)  # what comes back are the weights that were used, twice
    used, again = attention(queries, keys, values).split(50, dim=-1)
    check.close(again, used)
    check.share((used == 0).sum(), used.numel(), 0.4, "The share of dropped weights", "被丢弃的权重比例")
    weights = torch.softmax(queries @ keys.transpose(1, 2) / 5**0.5, dim=-1)
    check.close(used[used != 0], (weights / 0.6)[used != 0])


@points(1)
@after(test_without_a_mask)
@hint(
    "Each value belongs to its key; where the two stand does not count.", zh="每个值属于它的键，两者排在哪里无关紧要。"
)
def test_the_order_of_the_keys(student):
    """Keys and values in another order give the same result. / 键和值一起换个次序，结果不变。"""
    attention = evaluated(student)
    queries, keys, values = problem(K=5)
    order = torch.tensor([3, 0, 4, 1, 2])
    expected = nn.functional.scaled_dot_product_attention(queries, keys, values)
    check.close(attention(queries, keys[:, order], values[:, order]), expected)


@points(1)
@after(test_without_a_mask)
@hint("Nothing on the way leaves the graph.", zh="途中不要离开计算图。")
def test_gradients(student, reference):
    """Gradients reach queries, keys and values. / 梯度能传到查询、键和值。"""
    mine, right = evaluated(student), evaluated(reference)
    check.same_gradient(mine, right, *problem(dtype=torch.float64))


@points(1)
@after(test_without_a_mask)
@on("cuda")
@hint("Make no tensors on the CPU.", zh="不要在 CPU 上新建张量。")
def test_on_the_gpu(student, device):
    """On a GPU, the result stays there. / 在 GPU 上，结果也留在那里。"""
    attention = evaluated(student)
    y = attention(*problem(device=device), torch.tensor([2, 3], device=device))
    check.shape(y, (2, 3, 2))
    check.device(y, device)
