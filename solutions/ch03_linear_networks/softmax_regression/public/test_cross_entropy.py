import torch

from grader.suite import check, hint, points


@points(1)
@hint("The probabilities of the right classes are 0.1 and 0.5.", zh="正确类别的概率分别是 0.1 和 0.5。")
def test_the_worked_example(student):
    """The two losses of the worked example are -ln 0.1 and -ln 0.5. / 例题中的两个损失是 -ln 0.1 和 -ln 0.5。"""
    y_hat = torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]])
    check.close(student.cross_entropy(y_hat, torch.tensor([0, 2])), torch.tensor([2.302585, 0.693147]))
