import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "Equal scores for two classes: each loss is log 2; argmax takes class 0.",
    zh="两个类别得分相同：每个损失都是 log 2；argmax 取第 0 类。",
)
def test_from_zero(student):
    """With all parameters at zero, three examples have the loss 3 log 2, and those of class 0 are right.

    参数全为零时，三个样本的损失是 3 log 2，属于第 0 类的样本预测正确。"""
    net = nn.Linear(2, 2)
    with torch.no_grad():
        for p in net.parameters():
            p.zero_()
    loss, trainer = nn.CrossEntropyLoss(reduction="none"), torch.optim.SGD(net.parameters(), lr=0.1)
    result = student.train_batch_ch13(
        net, torch.ones(3, 2), torch.tensor([0, 1, 0]), loss, trainer, [torch.device("cpu")]
    )
    check.close([check.number(value) for value in result], [2.0794415, 2.0], rtol=1e-5)
