import torch

from grader.suite import check, hint, points


@points(2)
@hint("torch.full(shape, value) fills a tensor.", zh="torch.full(shape, value) 会填满一个张量。")
def test_on_the_cpu(student):
    """On the CPU, the tensor is filled with the value. / 在 CPU 上，张量填满给定的值。"""
    X = student.filled_on((2, 3), 7.0, torch.device("cpu"))
    check.close(X, torch.tensor([[7.0, 7.0, 7.0], [7.0, 7.0, 7.0]]))
