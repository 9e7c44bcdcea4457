import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Top left: 0*0 + 1*1 + 3*2 + 4*3 = 19. Multiply window and kernel entry by entry, then add everything up.",
    zh="左上角：0*0 + 1*1 + 3*2 + 4*3 = 19。窗口与卷积核逐元素相乘，再全部加起来。",
)
def test_the_worked_example(student):
    """A 3x3 image and a 2x2 kernel give the worked example. / 3x3 的图像与 2x2 的卷积核算出例题的结果。"""
    X, K = torch.arange(9.0).reshape(3, 3), torch.arange(4.0).reshape(2, 2)
    check.close(student.corr2d(X, K), torch.tensor([[19.0, 25.0], [37.0, 43.0]]))


@points(1)
@hint(
    "Take the height and the width of the kernel each on its own: this one is (1, 2), and the result is (6, 7).",
    zh="卷积核的高和宽要分别取：这里的卷积核是 (1, 2)，结果是 (6, 7)。",
)
def test_it_finds_the_edges(student):
    """The kernel [1, -1] finds the edges of a dark bar. / 卷积核 [1, -1] 找出深色竖条的边缘。"""
    X, edges = torch.ones(6, 8), torch.zeros(6, 7)
    X[:, 2:6] = 0
    edges[:, 1], edges[:, 5] = 1, -1  # from light to dark, and back
    check.close(student.corr2d(X, torch.tensor([[1.0, -1.0]])), edges)
