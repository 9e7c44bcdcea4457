"""Additive attention: sizes that differ, masks, kept weights, gradients, and dropout in training alone."""

import torch

from grader.suite import after, check, hint, on, points


def problem(B=2, Q=3, K=4, query_size=5, key_size=6, value_size=2, device="cpu"):
    """Queries, keys and values, each of a size of its own."""
    return (
        torch.randn(B, Q, query_size, device=device),
        torch.randn(B, K, key_size, device=device),
        torch.randn(B, K, value_size, device=device),
    )


def pair(student, reference, key_size=6, query_size=5, num_hiddens=8, dropout=0.0):
    """The student's module and ours, in eval mode, with the same parameters."""
    mine, right = (room.AdditiveAttention(key_size, query_size, num_hiddens, dropout) for room in (student, reference))
    mine.load_state_dict(right.state_dict())
    mine.eval()
    right.eval()
    return mine, right


@points(2)
@hint(
    "Three nn.Linear without bias, called W_k, W_q and w_v.",
    zh="三个不带偏置的 nn.Linear，名为 W_k、W_q 和 w_v。",
)
def test_the_parameters(student):
    """W_k, W_q and w_v have the right shapes, and there is nothing else. / W_k、W_q、w_v 的形状正确，此外没有别的参数。"""
    for key_size, query_size, num_hiddens in ((2, 20, 8), (6, 5, 7)):
        found = student.AdditiveAttention(key_size, query_size, num_hiddens, 0.1).state_dict()
        check.equal(
            {name: tuple(p.shape) for name, p in found.items()},
            {
                "W_k.weight": (num_hiddens, key_size),
                "W_q.weight": (num_hiddens, query_size),
                "w_v.weight": (1, num_hiddens),
            },
        )


@points(4)
@after(test_the_parameters)
@hint(
    "Every query meets every key: (B, Q, 1, h) + (B, 1, K, h), then tanh, then w_v.",
    zh="每个查询都与每个键相遇：(B, Q, 1, h) + (B, 1, K, h)，然后 tanh，再乘 w_v。",
)
def test_without_a_mask(student, reference):
    """With the same parameters it gives the same results. / 参数相同时结果相同。"""
    for Q, K in ((3, 4), (4, 3), (1, 5)):
        mine, right = pair(student, reference)
        given = problem(Q=Q, K=K)
        check.close(mine(*given, None), right(*given, None))


@points(2)
@after(test_without_a_mask)
@hint("Hand valid_lens to masked_softmax as they are.", zh="把 valid_lens 原样传给 masked_softmax。")
def test_masks(student, reference):
    """Lengths for each example or each query mask keys. / 每个样本或每个查询一个长度，都能掩蔽键。"""
    mine, right = pair(student, reference)
    for lens in torch.tensor([2, 3]), torch.tensor([[1, 4, 2], [3, 1, 4]]):
        given = problem()
        check.close(mine(*given, lens), right(*given, lens))


@points(2)
@after(test_without_a_mask)
@hint("self.attention_weights = ..., before dropout.", zh="self.attention_weights = ...，在暂退之前。")
def test_the_weights_are_kept(student, reference):
    """The weights are kept as they were before dropout, in training mode too. / 保存的是暂退之前的权重，训练模式下也一样。"""
    mine, right = pair(student, reference, dropout=0.5)
    lens, given = torch.tensor([3, 2]), problem()
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
def test_dropout(student, reference):
    """In training mode, weights are dropped with the given probability. / 训练模式下，权重以给定的概率被丢弃。"""
    mine, right = pair(student, reference, dropout=0.4)
    queries, keys, _ = problem(B=1, Q=40, K=50)
    values = torch.eye(50).repeat(1, 2).unsqueeze(0)  # what comes back are the weights that were used, twice
    mine.train()
    used, again = mine(queries, keys, values, None).detach().split(50, dim=-1)
    check.close(again, used)
    right(queries, keys, values, None)
    check.share((used == 0).sum(), used.numel(), 0.4, "The share of dropped weights", "被丢弃的权重比例")
    kept = used != 0
    check.close(used[kept], (right.attention_weights / 0.6)[kept].detach())


@points(1)
@after(test_without_a_mask)
@hint(
    "Each value belongs to its key; where the two stand does not count.", zh="每个值属于它的键，两者排在哪里无关紧要。"
)
def test_the_order_of_the_keys(student, reference):
    """Keys and values in another order give the same result. / 键和值一起换个次序，结果不变。"""
    mine, right = pair(student, reference)
    queries, keys, values = problem(K=5)
    order = torch.tensor([3, 0, 4, 1, 2])
    check.close(mine(queries, keys[:, order], values[:, order], None), right(queries, keys, values, None))


@points(1)
@after(test_without_a_mask)
@hint("All three layers take part: w_v, W_q and W_k.", zh="三个层都参与计算：w_v、W_q 和 W_k。")
def test_gradients(student, reference):
    """The gradient of every parameter is right. / 每个参数的梯度都正确。"""
    mine, right = pair(student, reference)
    given, lens = problem(), torch.tensor([2, 4])
    for net in mine, right:
        net(*given, lens).square().sum().backward()
    check.close(*({name: p.grad for name, p in net.named_parameters()} for net in (mine, right)), rtol=1e-4)


@points(1)
@after(test_without_a_mask)
@on("cuda")
@hint("Make no tensors on the CPU.", zh="不要在 CPU 上新建张量。")
def test_on_the_gpu(student, device):
    """On a GPU, the result stays there. / 在 GPU 上，结果也留在那里。"""
    net = student.AdditiveAttention(6, 5, 8, 0.1).to(device)
    y = net(*problem(device=device), torch.tensor([2, 3], device=device))
    check.shape(y, (2, 3, 2))
    check.device(y, device)
