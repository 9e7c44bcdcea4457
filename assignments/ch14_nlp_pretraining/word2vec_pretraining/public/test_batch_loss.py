import torch

from grader.suite import check, hint, points


@points(1)
@hint("Two of four words are padding: the mean is over the other two.", zh="四个词中有两个是填充：只对另外两个求均值。")
def test_padding_does_not_dilute(student):
    """Logits of 0 cost log 2, whatever is padding. / logits 为 0 时损失是 log 2，与填充多少无关。"""
    label = torch.tensor([[1, 0, 0, 0], [1, 0, 0, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]])
    check.close(student.batch_loss(torch.zeros(2, 1, 4), label, mask), torch.tensor([0.69314718, 0.69314718]))
