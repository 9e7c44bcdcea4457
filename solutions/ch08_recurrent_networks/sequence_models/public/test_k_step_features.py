import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Two columns of x, then one column after another, each the sum of the two before.",
    zh="先是 x 的两列，然后逐列预测，每一列都是前两列之和。",
)
def test_sums(student):
    """A net that adds up two values, two steps ahead. / 把两个值相加的网络，预测两步。"""
    x = torch.tensor([1.0, 2.0, 0.0, 5.0, 1.0])
    right = torch.tensor([[1.0, 2.0, 3.0, 5.0], [2.0, 0.0, 2.0, 2.0]])
    check.close(student.k_step_features(lambda X: X.sum(dim=1, keepdim=True), x, 2, 2).detach(), right)
