import torch

from grader.suite import check, hint, points


@points(1)
@hint("Inputs of zero leave the bias alone: it has to become 3.", zh="输入为零时只剩偏置：它应变为 3。")
def test_it_learns_a_bias(student):
    """Where every target is 3 and every input 0, the loss falls to nothing. / 目标都是 3、输入都是 0 时，损失降到零。"""
    data = [(torch.zeros(4, 5), torch.full((4,), 3.0))]
    losses = student.train_concise_ch11(torch.optim.SGD, {"lr": 0.25}, data, num_epochs=30)
    # The first step halves the error, which is 3 less the bias of the start, at most 0.45.
    check.above(losses[0], 0.5, "The loss of the first epoch", "第一轮的损失")
    check.below(losses[-1], 1e-6, "The loss in the end", "最后的损失")
