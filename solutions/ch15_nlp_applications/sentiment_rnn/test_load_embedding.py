from collections import OrderedDict

import torch
from torch import nn

from grader.suite import after, check, hint, points, spies


def a_net(student, num_words=6, embed_size=3):
    layers = OrderedDict(
        embedding=nn.Embedding(num_words, embed_size), hidden=nn.Linear(embed_size, 4), out=nn.Linear(4, 2)
    )
    return spies.over_there(student, nn.Sequential(layers))


def others(net):
    return {name: p.detach().clone() for name, p in net.named_parameters() if name != "embedding.weight"}


@points(2)
@hint("Row i of embeds is the vector of word i.", zh="embeds 的第 i 行是单词 i 的向量。")
def test_the_vectors(student):
    """Every word has the vector that was given. / 每个单词的向量就是给出的那个。"""
    for shape in (6, 3), (4, 4), (2, 5):
        net, embeds = a_net(student, *shape), torch.randn(shape)
        student.load_embedding(net, embeds.clone())
        check.close(net.embedding.weight.detach(), embeds)


@points(2)
@after(test_the_vectors)
@hint("requires_grad of this one parameter becomes False.", zh="只把这一个参数的 requires_grad 设为 False。")
def test_training_leaves_them_alone(student):
    """The vectors require no gradient any more, all other parameters do. / 词向量不再需要梯度，其他参数仍然需要。"""
    net = a_net(student)
    student.load_embedding(net, torch.randn(6, 3))
    found = {name: p.requires_grad for name, p in net.named_parameters()}
    right = {f"{layer}.{part}": True for layer in ("hidden", "out") for part in ("weight", "bias")}
    check.equal(found, {"embedding.weight": False, **right})


@points(1)
@after(test_the_vectors)
@hint("Touch nothing but net.embedding.weight.", zh="除 net.embedding.weight 外什么也不要动。")
def test_the_other_layers_stay(student):
    """All other parameters keep their values. / 其他参数的值不变。"""
    net = a_net(student)
    before = others(net)
    student.load_embedding(net, torch.randn(6, 3))
    check.close(others(net), before)


@points(2)
@after(test_the_vectors)
@hint("copy_ copies; .data = embeds shares the memory.", zh="copy_ 是复制；.data = embeds 则共享内存。")
def test_a_copy(student):
    """embeds stays as it is, and the net does not change with it later. / embeds 保持不变；以后改动它也不影响网络。"""
    net, embeds = a_net(student), spies.over_there(student, nn.Embedding(6, 3))
    values = embeds.weight.detach().clone()
    student.load_embedding(net, embeds.weight)
    check.close(embeds.weight.detach(), values)
    with torch.no_grad():
        embeds.weight.zero_()
    check.close(net.embedding.weight.detach(), values)


@points(1)
@after(test_the_vectors)
@hint("copy_ keeps the dtype of what it writes into.", zh="copy_ 会保持被写入者的 dtype。")
def test_the_dtype_of_the_net_stays(student):
    """Vectors in float64 go into a net of float32. / float64 的词向量也可以放进 float32 的网络。"""
    net, embeds = a_net(student), torch.randn(6, 3, dtype=torch.float64)
    student.load_embedding(net, embeds.clone())
    check.close(net.embedding.weight.detach(), embeds.float())
