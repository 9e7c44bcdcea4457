import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Equal logits say that each of four classes has probability 1/4: the loss is log 4.",
    zh="四个 logits 相等表示每一类的概率都是 1/4：损失为 log 4。",
)
def test_equal_logits(student):
    """Four equal logits cost log 4 = 1.3863. / 四个相等的 logits，损失为 log 4 = 1.3863。"""
    found = student.loss(torch.full((1, 4), 2.0), torch.tensor([3]))
    check.close(found.mean(), torch.tensor(1.3862944))
