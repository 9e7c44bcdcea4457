import torch

from grader.suite import after, check, hint, points


def given(n, m, dtype=torch.float32):
    """Logits, labels and masks of rows of unequal length; each row has at least one word."""
    lengths = torch.randint(1, m + 1, (n, 1))
    mask = (torch.arange(m) < lengths).long()
    label = torch.randint(2, (n, m)) * mask
    return 2 * torch.randn(n, 1, m, dtype=dtype), label, mask


@points(4)
@hint(
    "SigmoidBCELoss divides by m; multiply by m and divide by the number of words in the row.",
    zh="SigmoidBCELoss 除以了 m；再乘 m，除以这一行的词数。",
)
def test_the_mean_over_words(student, reference):
    """Each example's loss is the mean over its words. / 每个样本的损失是对它的各词求均值。"""
    for n, m in ((4, 6), (6, 4), (3, 3), (1, 5), (5, 1)):
        pred, label, mask = given(n, m)
        check.close(student.batch_loss(pred, label, mask), reference.batch_loss(pred, label, mask))


@points(1)
@after(test_the_mean_over_words)
@hint("Labels become the dtype of the logits.", zh="标签要转成 logits 的 dtype。")
def test_double_precision(student, reference):
    """float64 stays float64. / float64 保持 float64。"""
    pred, label, mask = given(4, 5, torch.float64)
    check.close(student.batch_loss(pred, label, mask), reference.batch_loss(pred, label, mask))


@points(1)
@after(test_the_mean_over_words)
@hint("No detach on the way from the logits to the loss.", zh="从 logits 到损失的途中不要 detach。")
def test_the_gradient(student, reference):
    """The gradient with respect to the logits is right. / 对 logits 的梯度正确。"""
    pred, label, mask = given(4, 5, torch.float64)
    check.same_gradient(
        lambda x: student.batch_loss(x, label, mask), lambda x: reference.batch_loss(x, label, mask), pred
    )
