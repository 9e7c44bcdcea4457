import torch

from grader.suite import check, hint, points


@points(1)
@hint("corr2d(bar, K), of shape (6, 7).", zh="corr2d(bar, K)，形状为 (6, 7)。")
def test_the_first_row_of_the_bar(student):
    """The first row of bar_edges shows both edges. / bar_edges 的第一行显示出两条边缘。"""
    check.close(student.bar_edges[0], torch.tensor([0.0, 1.0, 0.0, 0.0, 0.0, -1.0, 0.0]))
