import math

import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Two classes with equal logits: log 2. Offsets: |1 - 3| and a masked one, mean over four numbers.",
    zh="两个类别的 logit 相等：log 2。偏移量：|1 - 3|，另一个被掩码，对四个数取平均。",
)
def test_one_anchor(student):
    """One picture with one anchor. / 一张图像，一个锚框。"""
    logits, classes = torch.zeros(1, 1, 2), torch.tensor([[1]])
    preds, labels = torch.tensor([[1.0, 5.0, 0.0, 0.0]]), torch.tensor([[3.0, 0.0, 0.0, 0.0]])
    loss = student.calc_loss(logits, classes, preds, labels, torch.tensor([[1.0, 0.0, 0.0, 0.0]]))
    check.close(loss, torch.tensor([math.log(2) + 2 / 4]))
