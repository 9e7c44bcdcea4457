import math

import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Ten equal scores cost log 10 a step; of four steps 4, 2 and 0 count, and all three sums are divided by 4.",
    zh="十个相等的得分，每一步的损失是 log 10；四步之中分别有 4、2、0 步计入，三个和都除以 4。",
)
def test_the_worked_example(student):
    """With equal scores the losses are 2.3026, 1.1513 and 0. / 得分都相等时，损失是 2.3026、1.1513 和 0。"""
    loss = student.MaskedSoftmaxCELoss()
    result = loss(torch.ones(3, 4, 10), torch.ones(3, 4, dtype=torch.long), torch.tensor([4, 2, 0]))
    check.close(result, torch.tensor([math.log(10), math.log(10) / 2, 0.0]))
