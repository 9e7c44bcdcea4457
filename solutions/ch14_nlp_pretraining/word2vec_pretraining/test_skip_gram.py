import torch
from torch import nn

from grader.suite import after, check, hint, points


def tables(size, dim, dtype=torch.float32):
    """Two embedding layers, whose values differ."""
    return tuple(nn.Embedding.from_pretrained(torch.randn(size, dim, dtype=dtype), freeze=False) for _ in range(2))


def indices(size, n, m):
    return torch.randint(size, (n, 1)), torch.randint(size, (n, m))


@points(3)
@hint(
    "Look centres up in embed_v and the others in embed_u; then torch.bmm of (n, 1, d) and (n, d, m).",
    zh="中心词查 embed_v，其余查 embed_u；再对 (n, 1, d) 和 (n, d, m) 作 torch.bmm。",
)
def test_dot_products(student, reference):
    """Each logit is the dot product of the centre's v and the word's u. / 每个 logit 都是中心词的 v 与该词的 u 的点积。"""
    for n, m, dim in ((2, 4, 4), (5, 3, 7), (3, 3, 1)):
        v, u = tables(9, dim)
        center, words = indices(9, n, m)
        check.close(student.skip_gram(center, words, v, u), reference.skip_gram(center, words, v, u))


@points(1)
@after(test_dot_products)
@hint("The shape is (n, 1, m), for n = 1 and m = 1 too.", zh="形状是 (n, 1, m)，n = 1 和 m = 1 时也一样。")
def test_single_ones(student, reference):
    """One centre, or one word, keeps all three dimensions. / 只有一个中心词或一个词时，三个维度都保留。"""
    for n, m in ((1, 1), (1, 5), (4, 1)):
        v, u = tables(6, 3)
        center, words = indices(6, n, m)
        check.close(student.skip_gram(center, words, v, u), reference.skip_gram(center, words, v, u))


@points(1)
@after(test_dot_products)
@hint("Nothing says that numbers are float32.", zh="并没有说一定是 float32。")
def test_double_precision(student, reference):
    """Embeddings in float64 give logits in float64. / float64 的嵌入得到 float64 的 logits。"""
    v, u = tables(7, 5, torch.float64)
    center, words = indices(7, 4, 6)
    check.close(student.skip_gram(center, words, v, u), reference.skip_gram(center, words, v, u))


@points(3)
@after(test_dot_products)
@hint("No detach, no .data, no numbers made anew.", zh="不要用 detach 或 .data，也不要重新构造数值。")
def test_both_layers_learn(student, reference):
    """The gradients of both layers are right. / 两个嵌入层的梯度都正确。"""
    v, u = tables(8, 3, torch.float64)
    center, words = indices(8, 5, 4)
    projection = torch.randn(5, 1, 4, dtype=torch.float64)
    grads = []
    for room in (student, reference):
        v.zero_grad()
        u.zero_grad()
        pred = room.skip_gram(center, words, v, u)
        check.equal(pred.requires_grad, True)
        (pred * projection).sum().backward()
        grads.append([v.weight.grad.clone(), u.weight.grad.clone()])
    check.close(*grads)
