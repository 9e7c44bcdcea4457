from grader.suite import check, hint, points


@points(1)
@hint("torch.optim.SGD(net.parameters(), lr=0.1)", zh="torch.optim.SGD(net.parameters(), lr=0.1)")
def test_the_learning_rate(student):
    """The learning rate is 0.1. / 学习率为 0.1。"""
    check.close(sorted({group["lr"] for group in student.trainer.param_groups}), [0.1])
