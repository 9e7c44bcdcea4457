import torch
from torch import nn

from grader.suite import check, hint, points


class Two(nn.Linear):
    """A net that predicts 2, whatever it is taught."""

    def forward(self, X):
        return 2 + 0 * super().forward(X)


@points(2)
@hint("Average the last errors over the folds.", zh="对各折的最后误差取平均。")
def test_a_net_that_does_not_learn(student):
    """With predictions of 2 and labels 4, 4, 8, 8, the errors are the means over both folds.

    预测总是 2，标签为 4、4、8、8 时，误差是两折的平均。"""
    y = torch.tensor([[4.0], [4.0], [8.0], [8.0]])
    found = student.k_fold(2, torch.rand(4, 1), y, 1, 0.01, 0.0, 2, lambda: Two(1, 1))
    check.close(found, (1.5 * 0.693147, 1.5 * 0.693147), rtol=1e-4)
