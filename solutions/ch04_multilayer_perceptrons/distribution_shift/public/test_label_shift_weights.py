import torch

from grader.suite import check, hint, points


@points(1)
@hint("p is (3/4, 1/4), q is (1/2, 1/2).", zh="p 为 (3/4, 1/4)，q 为 (1/2, 1/2)。")
def test_a_rare_class(student):
    """A class that becomes twice as frequent weighs 2. / 变得常见一倍的类，权重为 2。"""
    weights = student.label_shift_weights(torch.tensor([0, 1, 0, 0]), torch.tensor([0.5, 0.5]))
    check.close(weights, torch.tensor([2 / 3, 2.0, 2 / 3, 2 / 3]))
