import torch

from grader.suite import check, hint, points


@points(1)
@hint("In the middle between two keys both weigh the same.", zh="在两个键的正中间，两者的权重相同。")
def test_in_the_middle(student):
    """In the middle between two keys, the values 2 and 6 give 4. / 在两个键的正中间，值 2 和 6 给出 4。"""
    y_hat, weights = student.kernel_pooling(torch.tensor([1.0]), torch.tensor([0.0, 2.0]), torch.tensor([2.0, 6.0]))
    check.close((y_hat, weights), (torch.tensor([4.0]), torch.tensor([[0.5, 0.5]])))
