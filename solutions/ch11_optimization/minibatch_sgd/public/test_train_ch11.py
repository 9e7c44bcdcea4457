import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "A trainer that sets w = 2 and b = 1 leaves errors of 0 and 3: (0 + 9 / 2) / 2 = 2.25.",
    zh="训练器令 w = 2、b = 1，误差为 0 和 3：(0 + 9 / 2) / 2 = 2.25。",
)
def test_a_trainer_that_knows(student):
    """A trainer that sets w = 2 and b = 1; the loss that is left is the mean over both examples, 2.25.

    训练器令 w = 2、b = 1；剩下的损失是两个样本的平均，为 2.25。"""

    def trainer(params, states, hyperparams):
        w, b = params
        with torch.no_grad():
            w.fill_(2.0)
            b.fill_(1.0)
            w.grad.zero_()
            b.grad.zero_()

    data = [(torch.tensor([[1.0], [2.0]]), torch.tensor([3.0, 8.0]))]
    check.close(student.train_ch11(trainer, None, {}, data, 1, num_epochs=1), [2.25])
