import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "-log(sigmoid(0)) is log 2; half of it where half of the row is masked.",
    zh="-log(sigmoid(0)) 等于 log 2；一行遮住一半，均值就只有一半。",
)
def test_logits_of_zero(student):
    """Logits of 0 cost log 2 each, and masked ones nothing. / logits 为 0 时每个的损失是 log 2，遮住的为 0。"""
    inputs, target = torch.zeros(2, 4), torch.tensor([[1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0]])
    loss = student.SigmoidBCELoss()
    check.close(loss(inputs, target), torch.tensor([0.69314718, 0.69314718]))
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]])
    check.close(loss(inputs, target, mask), torch.tensor([0.69314718, 0.34657359]))
