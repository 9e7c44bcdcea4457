import torch
from torch import nn

from grader.suite import check, gpus, hint, points, spies


@points(1)
@hint("One accuracy for each epoch.", zh="每个迭代周期一个精度。")
def test_three_epochs(student):
    """Three epochs of an easy problem give three accuracies: 0.75, since one of four test labels is wrong.

    容易的问题训练三个迭代周期，得到三个精度：四个测试标签中有一个是错的，所以都是 0.75。"""
    X, y = torch.eye(4).repeat(6, 1), torch.arange(4).repeat(6)
    net = nn.Linear(4, 4)
    with torch.no_grad():
        net.weight.fill_(-0.1)
        net.bias.zero_()
    batches, loss = list(zip(X.split(6), y.split(6), strict=True)), nn.CrossEntropyLoss(reduction="none")
    test = [(torch.eye(4), torch.tensor([0, 1, 2, 0]))]
    with gpus(student, 0):
        trainer = torch.optim.SGD(net.parameters(), lr=0.1)
        # Made in the student's room: nn.DataParallel wants a module of torch's own.
        found = student.train_ch13(spies.over_there(student, net), batches, test, loss, trainer, 3)
    if not isinstance(found, (list, tuple)):
        check.equal(found, [0.75, 0.75, 0.75])
    check.equal([check.number(value) for value in found], [0.75, 0.75, 0.75])
