from collections import OrderedDict

import torch
from torch import nn

from grader.suite import check, hint, points, spies


@points(1)
@hint("Copy the values into net.embedding.weight.", zh="把值复制到 net.embedding.weight 中。")
def test_three_words(student):
    """The vectors of three words are those that were given. / 三个单词的向量就是给出的那些。"""
    net = spies.over_there(student, nn.Sequential(OrderedDict(embedding=nn.Embedding(3, 2), linear=nn.Linear(2, 2))))
    embeds = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    student.load_embedding(net, embeds.clone())
    check.close(net.embedding.weight.detach(), embeds)
