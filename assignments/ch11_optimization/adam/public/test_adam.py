import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "v is 0.1 * 4 and s 0.001 * 16; corrected for t = 1 they are 4 and 16, so the step is lr * 4 / 4.",
    zh="v 是 0.1 * 4，s 是 0.001 * 16；按 t = 1 修正后是 4 和 16，所以这一步是 lr * 4 / 4。",
)
def test_the_first_step(student):
    """The first step is as long as the learning rate, whatever the gradient. / 无论梯度多大，第一步的长度都等于学习率。"""
    w, v, s = torch.tensor([1.0], requires_grad=True), torch.zeros(1), torch.zeros(1)
    w.grad = torch.tensor([4.0])
    hyperparams = {"lr": 0.25, "t": 1}
    student.adam([w], ((v, s),), hyperparams)
    check.close([w.detach(), v, s], [torch.tensor([0.75]), torch.tensor([0.4]), torch.tensor([0.016])])
    check.equal(hyperparams["t"], 2)
