import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Three scores for each pair; the sentences may have different lengths.",
    zh="每一对有三个得分；两个句子的长度可以不同。",
)
def test_the_shape_and_the_embedding(student):
    """Two pairs of sentences get three scores each. / 两对句子各有三个得分。"""
    net = student.DecomposableAttention(["<unk>", "<pad>", "a", "man", "sings"], 4, 6, 4, 8, 12)
    check.shape(net((torch.randint(5, (2, 7)), torch.randint(5, (2, 3)))), (2, 3))
    check.equal(tuple(net.embedding.weight.shape), (5, 4))
