import torch

from grader.suite import check, hint, points


@points(2)
@hint("Not the longest vectors, but those whose direction is nearest.", zh="不是最长的向量，而是方向最接近的。")
def test_directions_count(student):
    """Among four vectors, direction counts, not length. / 四个向量中，比的是方向，而不是长度。"""
    W = torch.tensor([[0.0, 0.0], [8.0, 6.0], [0.1, 0.0], [-5.0, 0.0]])
    topk, cos = student.knn(W, torch.tensor([2.0, 0.0]), 3)
    check.equal(topk, torch.tensor([2, 1, 0]))
    check.close([float(c) for c in cos], [1.0, 0.8, 0.0], rtol=1e-4, atol=1e-6)
