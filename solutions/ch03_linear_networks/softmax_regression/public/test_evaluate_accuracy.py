import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Count the right predictions of all batches, and divide once at the end.",
    zh="数出所有批量中预测正确的个数，最后再除一次。",
)
def test_two_batches(student):
    """Three of four examples in two batches are right: 0.75. / 两个批量共四个样本，三个正确：0.75。"""
    scores = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    batches = [(scores[:3], torch.tensor([0, 1, 1])), (scores[3:], torch.tensor([1]))]
    check.close(check.number(student.evaluate_accuracy(lambda X: X, batches)), 0.75)
