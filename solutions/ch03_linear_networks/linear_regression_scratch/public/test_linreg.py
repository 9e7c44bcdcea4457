import torch

from grader.suite import check, hint, points


@points(1)
@hint("1 * 2 + 3 * 1 + 0.5 = 5.5", zh="1 * 2 + 3 * 1 + 0.5 = 5.5")
def test_two_examples(student):
    """[1, 3] with w = [2, 1] and b = 0.5 gives 5.5. / [1, 3] 配上 w = [2, 1]、b = 0.5 得到 5.5。"""
    X, w = torch.tensor([[1.0, 3.0], [0.0, -1.0]]), torch.tensor([[2.0], [1.0]])
    check.close(student.linreg(X, w, torch.tensor([0.5])), torch.tensor([[5.5], [-0.5]]))
