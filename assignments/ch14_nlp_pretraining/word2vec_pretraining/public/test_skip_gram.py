import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "The vector of each centre, by the vectors of the words in its row.",
    zh="每个中心词的向量，与同一行各词的向量作点积。",
)
def test_two_centres(student):
    """Two centres with three words each. / 两个中心词，各有三个词。"""
    embed_v = nn.Embedding.from_pretrained(torch.tensor([[0.0, 0.0], [1.0, 2.0], [3.0, -1.0]]))
    embed_u = nn.Embedding.from_pretrained(torch.tensor([[1.0, 1.0], [2.0, 0.0], [0.0, 5.0]]))
    pred = student.skip_gram(torch.tensor([[1], [2]]), torch.tensor([[0, 1, 2], [2, 2, 0]]), embed_v, embed_u)
    check.close(pred, torch.tensor([[[3.0, 2.0, 10.0]], [[-5.0, -5.0, 2.0]]]))
