import torch
from torch import nn

from grader.suite import check, drawn, hint, points


@points(1)
@hint(
    "One Animator for the whole training; add a point for each epoch, from 1 on.",
    zh="整个训练只用一个 Animator；每个迭代周期加一个点，从 1 开始。",
)
def test_two_epochs(student):
    """Where nothing is learned, the three curves are level, over the epochs 1 and 2.

    什么也没学到时，三条曲线都是水平的，横坐标为迭代周期 1 和 2。"""
    X = torch.eye(2).repeat(5, 1)
    y = torch.tensor([0, 1] * 4 + [1, 1])  # the last but one is not what the scores say
    loss = nn.CrossEntropyLoss(reduction="none")
    with drawn(student) as figures:
        student.train_ch3(lambda X: (3 * X).requires_grad_(), [(X, y)], [(X[2:], y[2:])], loss, 2, lambda n: None)
    level = float(loss(3 * X, y).mean())
    values = {"train loss": level, "train acc": 0.9, "test acc": 0.875}
    check.draws(figures, lines=[([1, 2], [v, v], name) for name, v in values.items()], legend=list(values))
