import torch
from torch import nn

from grader.suite import after, check, hint, points


class Seen(nn.Module):
    """Predicts the mean of the labels, and remembers how many examples it saw in its largest batch."""

    def __init__(self, value):
        super().__init__()
        self.zero = nn.Parameter(torch.zeros(1))
        self.value, self.sizes = value, []

    def forward(self, X):
        self.sizes.append(len(X))
        return self.value + 0 * self.zero * X[:, :1]


def begun():
    """A linear net that begins with 1.5 for every house."""
    net = nn.Linear(2, 1)
    nn.init.zeros_(net.weight)
    nn.init.constant_(net.bias, 1.5)
    return net


@points(2)
@hint("Divide the sums of the last errors by k.", zh="最后误差之和除以 k。")
def test_the_means(student, reference):
    """The means are over the last errors of all folds. / 平均值取自所有各折的最后误差。"""
    y = torch.tensor([2.0, 2.0, 4.0, 4.0, 8.0, 8.0]).reshape(-1, 1)
    found = student.k_fold(3, torch.rand(6, 2), y, 2, 0.01, 0.0, 2, lambda: Seen(1.0))
    logs = torch.tensor([2.0, 4.0, 8.0]).log()  # a fold has one of these errors, the other two are trained on
    train = sum(float(((logs.square().sum() - x * x) / 2).sqrt()) for x in logs) / 3
    check.close([check.number(value) for value in found], [train, float(logs.mean())], rtol=1e-4)
    # A net that learns, from all of its examples at once: then nothing is left to chance.
    X = torch.rand(6, 2)
    found, right = (room.k_fold(3, X, y, 3, 0.5, 0.0, 6, begun) for room in (student, reference))
    check.close([check.number(value) for value in found], [float(value) for value in right], rtol=1e-4)


@points(2)
@after(test_the_means)
@hint("get_net() for every fold.", zh="每一折都调用 get_net()。")
def test_a_new_net_for_each_fold(student):
    """Every fold begins with a new net. / 每一折都从新的网络开始。"""
    made = []

    def get_net():
        made.append(Seen(3.0))
        return made[-1]

    student.k_fold(4, torch.rand(8, 2), 3 + torch.rand(8, 1), 1, 0.01, 0.0, 6, get_net)
    check.equal([max(net.sizes, default=0) for net in made], [6] * 4)


@points(2)
@after(test_the_means)
@hint(
    "Hand num_epochs, learning_rate, weight_decay and batch_size on, in this order.",
    zh="把 num_epochs、learning_rate、weight_decay 和 batch_size 依次传下去。",
)
def test_the_settings_are_handed_on(student):
    """Epochs, learning rate and batch size reach the training. / 轮数、学习率和批量大小都传给了训练。"""
    X = torch.ones(8, 1)
    found = student.k_fold(2, X, 5 + 0 * X, 60, 0.2, 0.0, 2, lambda: nn.Linear(1, 1))
    # 120 steps of Adam with 0.2 can go 24 far, and 5 is wanted.
    check.below(check.number(found[1]), 0.1, "The validation error", "验证误差")
    short = student.k_fold(2, X, 500 + 0 * X, 1, 0.001, 0.0, 4, lambda: nn.Linear(1, 1))
    check.above(check.number(short[1]), 4.0, "The validation error after one small step", "走一小步之后的验证误差")
